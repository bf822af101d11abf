import { make } from './dom.js';

/**
 * The button that shows and hides the password. Its name stays and its state
 * changes: if both changed, a screen reader would read a contradiction.
 */
export class Reveal {
  readonly button = make('button', { type: 'button', part: 'reveal' });
  readonly #field: () => HTMLInputElement | undefined;
  readonly #sign = make('b', { part: 'sign', 'aria-hidden': 'true' });
  readonly #name = make('span');
  #isShown = false;
  /** How often the type was written again in this task. */
  #written = 0;

  constructor(field: () => HTMLInputElement | undefined) {
    this.#field = field;
    this.button.append(this.#sign, this.#name);
    this.button.addEventListener('click', () => this.show(!this.#isShown));
    this.show(false);
  }

  /** Sets the name, and the words of it that are shown, since the button is inside the field. */
  setName(name: string, shown: string): void {
    this.button.ariaLabel = name;
    // A person who speaks to the browser says what is shown.
    this.#name.textContent = name.includes(shown) ? shown : name;
  }

  show(isShown: boolean): void {
    this.#isShown = isShown;
    this.button.setAttribute('aria-pressed', String(isShown));
    this.#sign.textContent = isShown ? '☑ ' : '☐ ';
    this.follow();
  }

  /**
   * Makes the field what the button says. A framework writes the type of its
   * field again whenever it renders, and a page that is restored from a copy has
   * the type that the field had.
   */
  follow(): void {
    const field = this.#field();
    this.button.hidden = !field;
    if (!field) return;
    // The style of the shadow tree reaches only the host's own children.
    this.button.classList.toggle('inside', field.matches('genkan-password>[autocomplete~=new-password]'));
    this.button.disabled = field.matches(':disabled');
    const type = this.#isShown ? 'text' : 'password';
    if (field.type === type) return;
    if (this.#isShown) {
      // If another script answers each change with its own, the page must not hang.
      if (++this.#written > 50) return this.show(false);
      setTimeout(() => (this.#written = 0));
      // A browser must not correct a password that is shown as text.
      for (const [name, value] of TYPING) if (!field.hasAttribute(name)) field.setAttribute(name, value);
    }
    field.type = type;
  }
}

const TYPING = [
  ['autocomplete', 'new-password'],
  ['autocapitalize', 'none'],
  ['autocorrect', 'off'],
  ['spellcheck', 'false'],
] as const;
