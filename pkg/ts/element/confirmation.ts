import { make, idOf, refer, say } from './nodes.js';
import type { Words } from './words.js';

/** A second field, in which the password is typed again. */
export class Confirmation {
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
   * Compares, and says so in words. While the second field may still become
   * the same, nothing is said about it, unless `isFinished`.
   */
  compare(password: string, words: Words, isFinished: boolean): string {
    const { value } = this.input;
    const isSame = value === password;
    this.input.setCustomValidity(value === '' || isSame ? '' : words.different);
    const isOpen = value === '' || (!isSame && !isFinished && password.startsWith(value));
    const text = isOpen ? '' : isSame ? words.same : words.different;
    say(this.#note, text);
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
