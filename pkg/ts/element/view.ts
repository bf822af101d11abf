import type { Document } from '../document.js';
import { Announcer } from './announcer.js';
import { CapsLock } from './caps_lock.js';
import { Checklist } from './checklist.js';
import { minlength } from './minlength.js';
import { idOf, make, mark, refer, setText } from './dom.js';
import { Reveal } from './reveal.js';
import type { CompleteTexts } from './texts.js';

/**
 * The parts of the element: the field and list that the server rendered, or its
 * own, and the parts that need a script.
 */
export class View {
  readonly input: HTMLInputElement;
  readonly reveal: Reveal;
  readonly checklist: Checklist;
  readonly announcer = new Announcer(make('div', { class: 'genkan-live', role: 'status', 'aria-live': 'polite' }));
  readonly capsLock = new CapsLock(this.announcer);
  /** A hidden field with the fingerprint of the page's policy. */
  readonly fingerprint: HTMLInputElement | null;
  readonly #label: HTMLLabelElement | undefined;
  readonly #notes = make('div', { class: 'genkan-notes' });
  #noted = '';
  readonly #trouble = make('p', { class: 'genkan-trouble', hidden: '' });
  readonly #change = make('p', { class: 'genkan-change', hidden: '' });

  constructor(host: HTMLElement) {
    const input = host.querySelector<HTMLInputElement>('input[type="password"]');
    this.input = input ?? make('input', { type: 'password', class: 'genkan-field', required: '' });
    if (!input) {
      this.#label = make('label', { for: idOf(this.input), class: 'genkan-label' });
      mark(this.input, 'passwordrules', host.getAttribute('passwordrules'));
      host.prepend(this.#label, this.input);
      this.name = host.getAttribute('name') ?? 'new_password';
    }
    for (const [name, value] of Object.entries(TYPING)) {
      if (!this.input.hasAttribute(name)) this.input.setAttribute(name, value);
    }
    this.fingerprint = host.querySelector('input.genkan-fingerprint');

    this.reveal = new Reveal(this.input);
    this.input.after(this.reveal.button, this.capsLock.note);

    const list = host.querySelector<HTMLElement>('.genkan-rules') ?? make('ul', { class: 'genkan-rules' });
    if (!list.isConnected) host.append(list);
    list.before(this.#change);
    this.checklist = new Checklist(list);

    host.append(this.#notes, this.#trouble, this.announcer.region);
    refer(this.input, 'aria-describedby', idOf(list));
    // A screen reader reads the violations before the whole list.
    const described = this.input.getAttribute('aria-describedby');
    this.input.setAttribute('aria-describedby', `${idOf(this.#notes)} ${described}`);
  }

  /** The name of the field, if the element made it. */
  set name(name: string) {
    if (this.#label) this.input.name = name;
  }

  set isDisabled(isDisabled: boolean) {
    this.input.disabled = this.reveal.button.disabled = isDisabled;
  }

  set texts({ label, show, lang }: CompleteTexts) {
    if (this.#label) this.#label.textContent = label;
    this.reveal.name = show;
    // The page may be in a language that the element does not have.
    const own = [this.reveal.button, this.capsLock.note, this.#change, this.#notes, this.#trouble, this.announcer.region];
    for (const node of [this.#label, ...own]) node?.setAttribute('lang', lang);
  }

  set trouble(text: string) {
    setText(this.#trouble, text);
  }

  /** The message that the policy has changed since the page was made. */
  set change(text: string) {
    setText(this.#change, text);
  }

  /** Sets the attributes of the field that a document defines. */
  fit(document: Document): void {
    mark(this.input, 'minlength', minlength(document));
  }

  /** Shows the sentences under the list: the violations, then the hints. */
  note(violations: string[], hints: string[]): void {
    // Writing the same sentences again would remove a selection in them.
    const noted = [violations, hints].join('\n');
    if (noted === this.#noted) return;
    this.#noted = noted;
    const lines = [
      ...violations.map((text) => make('p', { class: 'genkan-violation' }, text)),
      ...hints.map((text) => make('p', { class: 'genkan-hint' }, text)),
    ];
    this.#notes.replaceChildren(...lines);
  }
}

/** A browser must not correct a password that is shown as text. */
const TYPING = {
  autocomplete: 'new-password',
  autocapitalize: 'none',
  autocorrect: 'off',
  spellcheck: 'false',
};
