// Spanish for elements: a page imports this file before it makes one.

import { languages, type Texts } from '../texts.js';

/** The element's texts in Spanish. */
const spanish: Texts = {
  show: 'Mostrar contraseña',
  showShort: 'Mostrar',
  capsLock: 'El bloqueo de mayúsculas está activado.',
  accepted: 'Esta contraseña cumple todos los requisitos.',
  open: 'Esta contraseña cumple todos los requisitos que se pueden comprobar aquí. El resto se comprobará al enviarla.',
  same: 'Las contraseñas coinciden.',
  different: 'Las contraseñas no coinciden.',
  unavailable: 'Tu contraseña se comprobará al enviarla.',
  changed: 'Los requisitos de la contraseña han cambiado desde que se abrió esta página.',
  stated: (state) => ` (${state})`,
  sentences: (sentences) => sentences.join(' '),
  load: () => import('../../messages/es.js'),
};

languages.set('es', spanish);

export default spanish;
