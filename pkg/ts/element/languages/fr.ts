// French for elements: a page imports this file before it makes one.

import { languages, type Texts } from '../texts.js';

/** The element's texts in French. */
const french: Texts = {
  show: 'Afficher le mot de passe',
  showShort: 'Afficher',
  capsLock: 'Le verrouillage des majuscules est activé.',
  accepted: 'Ce mot de passe respecte toutes les exigences.',
  open: 'Ce mot de passe respecte toutes les exigences vérifiables ici. Les autres seront vérifiées à l’envoi.',
  same: 'Les mots de passe sont identiques.',
  different: 'Les mots de passe sont différents.',
  unavailable: 'Votre mot de passe sera vérifié à l’envoi.',
  changed: 'Les exigences ont changé depuis l’ouverture de cette page.',
  stated: (state) => ` (${state})`,
  sentences: (sentences) => sentences.join(' '),
  load: () => import('../../messages/fr.js'),
};

languages.set('fr', french);

export default french;
