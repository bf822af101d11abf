// German for elements: a page imports this file before it makes one.

import { languages, type Texts } from '../texts.js';

/** The element's texts in German. */
const german: Texts = {
  show: 'Passwort anzeigen',
  showShort: 'anzeigen',
  capsLock: 'Die Feststelltaste ist aktiv.',
  accepted: 'Dieses Passwort erfüllt alle Anforderungen.',
  open: 'Dieses Passwort erfüllt alle Anforderungen, die hier geprüft werden können. Der Rest wird beim Absenden geprüft.',
  same: 'Die Passwörter stimmen überein.',
  different: 'Die Passwörter stimmen nicht überein.',
  unavailable: 'Ihr Passwort wird beim Absenden geprüft.',
  changed: 'Die Anforderungen an Passwörter haben sich geändert, seit diese Seite geöffnet wurde.',
  stated: (state) => ` (${state})`,
  sentences: (sentences) => sentences.join(' '),
  load: () => import('../../messages/de.js'),
};

languages.set('de', german);

export default german;
