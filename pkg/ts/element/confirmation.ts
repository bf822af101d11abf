import { fieldOf } from './fields.js';
import { make, idOf, refer, say } from './dom.js';
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
   * Compares, and says so in texts. While the second field may still become
   * the same, nothing is said about it, unless `isFinished`.
   */
  compare(password: string, texts: CompleteTexts, isFinished: boolean): string {
    const { value } = this.input;
    const isSame = value === password;
    this.input.setCustomValidity(value === '' || isSame ? '' : texts.different);
    const isOpen = value === '' || (!isSame && !isFinished && password.startsWith(value));
    const text = isOpen ? '' : isSame ? texts.same : texts.different;
    this.#note.lang = texts.lang;
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

/** The comparison with whichever field the attribute `confirm` names at the moment. */
export class Comparison {
  /** Whether the field has been left since something was typed. */
  isFinished = false;
  readonly #host: HTMLElement;
  #confirmation: Confirmation | undefined;

  constructor(host: HTMLElement) {
    this.#host = host;
  }

  /** Compares, where there is such a field, and answers with what there is to say. */
  compare(password: string, texts: CompleteTexts): string {
    const field = fieldOf(this.#host, 'confirm');
    if (field !== this.#confirmation?.input) {
      this.#confirmation?.remove();
      this.#confirmation = field && new Confirmation(field);
    }
    return this.#confirmation?.compare(password, texts, this.isFinished) ?? '';
  }

  /** A field elsewhere must not stay refused by an element that is gone. */
  end(): void {
    this.#confirmation?.remove();
    this.#confirmation = undefined;
  }
}
