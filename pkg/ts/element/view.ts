import { Announcer } from './announcer.js';
import { CapsLock } from './caps_lock.js';
import { Checklist } from './checklist.js';
import { make, setText } from './dom.js';
import { newPasswordField } from './fields.js';
import { Reveal } from './reveal.js';
import { applyStyle } from './shadow-style.js';
import type { CompleteTexts } from './texts.js';

/**
 * What the element shows, all of it in its shadow tree. The field, its label and
 * the server's list are the page's.
 */
export class View {
  readonly reveal: Reveal;
  readonly checklist = new Checklist();
  readonly announcer = new Announcer();
  readonly capsLock = new CapsLock(this.announcer);
  readonly confirmation = make('p', { part: 'confirmation', hidden: '' });
  readonly #change = make('p', { part: 'change', hidden: '' });
  readonly #notes = make('div', { part: 'notes' });
  readonly #trouble = make('p', { part: 'trouble', hidden: '' });
  #noted = '';

  constructor(host: HTMLElement) {
    this.reveal = new Reveal(() => newPasswordField(host));
    const root = host.attachShadow({ mode: 'open' });
    applyStyle(root);
    root.append(
      make('slot'),
      this.reveal.button,
      this.capsLock.note,
      make('slot', { name: 'meter' }),
      this.#change,
      this.checklist.place,
      this.checklist.list,
      this.#notes,
      this.#trouble,
      make('slot', { name: 'confirm' }),
      this.confirmation,
      this.announcer.region,
    );
  }

  set texts({ show, showShort = show, lang }: CompleteTexts) {
    const { reveal, capsLock, checklist, confirmation, announcer } = this;
    reveal.setName(show, showShort);
    // The page may be in a language that the element does not have.
    const own = [reveal.button, capsLock.note, this.#change, checklist.list, this.#notes, this.#trouble, confirmation, announcer.region];
    for (const node of own) node.lang = lang;
  }

  set trouble(text: string) {
    setText(this.#trouble, text);
  }

  /** The message that the policy has changed since the page was made. */
  set change(text: string) {
    setText(this.#change, text);
  }

  /** Whether what is not met is shown as an error. */
  set isWrong(isWrong: boolean) {
    for (const node of [this.checklist.list, this.#notes]) node.classList.toggle('wrong', isWrong);
  }

  /** Shows the sentences under the list: the violations that have no line in it, then the hints. */
  note(violations: string[], hints: string[]): void {
    // Writing the same sentences again would remove a selection in them.
    const noted = [violations, hints].join('\n');
    if (noted === this.#noted) return;
    this.#noted = noted;
    this.#notes.replaceChildren(
      ...violations.map((text) => make('p', { part: 'violation' }, text)),
      ...hints.map((text) => make('p', { part: 'hint' }, text)),
    );
  }
}
