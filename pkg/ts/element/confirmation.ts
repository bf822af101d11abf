import { fieldOf } from './fields.js';
import { make, idOf, refer, setText } from './dom.js';
import type { CompleteTexts } from './texts.js';

/** A second field, in which the password is typed again. */
class Confirmation {
  readonly input: HTMLInputElement;
  readonly #note: HTMLElement;

  constructor(input: HTMLInputElement) {
    this.input = input;
    const id = `${idOf(input)}-comparison`;
    this.#note = make('p', { id, class: 'genkan-confirmation', hidden: '' });
    input.after(this.#note);
    refer(input, 'aria-describedby', id);
  }

  /**
   * Compares the fields, and shows and returns the result as a text. The text
   * is empty while the second field may still become the same, unless
   * `isFinished`.
   */
  compare(password: string, texts: CompleteTexts, isFinished: boolean): string {
    const { value } = this.input;
    const isSame = value === password;
    this.input.setCustomValidity(value === '' || isSame ? '' : texts.different);
    const isOpen = value === '' || (!isSame && !isFinished && password.startsWith(value));
    const text = isOpen ? '' : isSame ? texts.same : texts.different;
    this.#note.lang = texts.lang;
    setText(this.#note, text);
    if (isOpen || isSame) this.input.removeAttribute('aria-invalid');
    else this.input.setAttribute('aria-invalid', 'true');
    return text;
  }

  remove(): void {
    this.input.setCustomValidity('');
    this.input.removeAttribute('aria-invalid');
    this.#note.remove();
  }
}

/** The comparison with the field that the attribute `confirm` names. */
export class Comparison {
  /** Whether the field has been left since something was typed. */
  isFinished = false;
  readonly #host: HTMLElement;
  #confirmation: Confirmation | undefined;

  constructor(host: HTMLElement) {
    this.#host = host;
  }

  /** Compares the fields, and returns the result as a text: empty if there is no second field. */
  compare(password: string, texts: CompleteTexts): string {
    const field = fieldOf(this.#host, 'confirm');
    if (field !== this.#confirmation?.input) {
      this.#confirmation?.remove();
      this.#confirmation = field && new Confirmation(field);
    }
    return this.#confirmation?.compare(password, texts, this.isFinished) ?? '';
  }

  /** Ends the comparison, so that the second field does not stay invalid after the element is removed. */
  end(): void {
    this.#confirmation?.remove();
    this.#confirmation = undefined;
  }
}
