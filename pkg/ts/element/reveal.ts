import { idOf, make } from './dom.js';

/**
 * The button that shows and hides the password. Its name stays and its state
 * changes: if both changed, a screen reader would read a contradiction.
 */
export class Reveal {
  readonly button = make('button', { type: 'button', class: 'genkan-reveal' });
  readonly #input: HTMLInputElement;
  readonly #sign = make('span', { class: 'genkan-sign', 'aria-hidden': 'true' });
  readonly #name = make('span');

  constructor(input: HTMLInputElement) {
    this.#input = input;
    this.button.append(this.#sign, this.#name);
    this.button.setAttribute('aria-controls', idOf(input));
    this.button.addEventListener('click', () => this.show(input.type === 'password'));
    this.show(false);
  }

  set name(name: string) {
    this.#name.textContent = name;
  }

  show(isShown: boolean): void {
    this.#input.type = isShown ? 'text' : 'password';
    this.button.setAttribute('aria-pressed', String(isShown));
    this.#sign.textContent = isShown ? '☑' : '☐';
  }
}
