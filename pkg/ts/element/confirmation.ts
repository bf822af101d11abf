import { mark, setText } from './dom.js';
import { fieldOf } from './fields.js';
import type { CompleteTexts } from './texts.js';

/** The comparison with the field in which the password is typed again, which the attribute `confirm` names. */
export class Comparison {
  /** Whether the field has been left since something was typed. */
  isFinished = false;
  /** The result as a text: empty if there is no second field, or while it may still become the same. */
  text = '';
  readonly #host: HTMLElement;
  readonly #note: HTMLElement;
  #input: HTMLInputElement | undefined;
  #isWrong = false;

  constructor(host: HTMLElement, note: HTMLElement) {
    this.#host = host;
    this.#note = note;
  }

  /** The second field. */
  get input(): HTMLInputElement | undefined {
    const input = fieldOf(this.#host, 'confirm');
    if (input !== this.#input) this.end();
    return (this.#input = input);
  }

  /** Compares the fields, and shows the result. */
  compare(password: string, texts: CompleteTexts): void {
    const { input } = this;
    const value = input?.value ?? '';
    const isSame = value === password;
    const isOpen = value === '' || (!isSame && !this.isFinished && password.startsWith(value));
    const isWrong = !isOpen && !isSame;
    this.text = isOpen ? '' : isSame ? texts.same : texts.different;
    setText(this.#note, this.text);
    this.#note.classList.toggle('wrong', isWrong);
    if (!input) return;
    input.setCustomValidity(value === '' || isSame ? '' : texts.different);
    // A mark of the server's stays until the person types.
    if (isWrong || this.#isWrong) mark(input, 'aria-invalid', isWrong ? 'true' : null);
    this.#isWrong = isWrong;
  }

  /** Ends the comparison, so that the field does not stay invalid. */
  end(): void {
    this.#input?.setCustomValidity('');
    if (this.#isWrong) this.#input?.removeAttribute('aria-invalid');
    this.#isWrong = false;
  }
}
