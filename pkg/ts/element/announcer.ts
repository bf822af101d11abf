import { make } from './dom.js';

/**
 * Says what changed to those who hear the page, once the typing pauses: of the
 * sentences about a topic, those that it did not hold when the topic was last
 * spoken of. Its region is on the page before it is filled; a region that
 * appears filled is not read.
 */
export class Announcer {
  readonly region: HTMLElement;
  readonly #said = new Map<string, readonly string[]>();
  readonly #pending = new Map<string, [loud: readonly string[], silent: readonly string[]]>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(region: HTMLElement) {
    this.region = region;
  }

  /** What holds and need not be said; what is said of the topic starts from here. */
  know(topic: string, sentences: readonly string[]): void {
    this.#said.set(topic, sentences);
    this.#pending.delete(topic);
  }

  /** Says what is new of `loud` after a pause; `silent` holds besides. */
  later(topic: string, loud: readonly string[], silent: readonly string[] = []): void {
    this.#pending.set(topic, [loud, silent]);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#speak(), PAUSE);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #speak(): void {
    const sentences = [...this.#pending].flatMap(([topic, [loud, silent]]) => {
      const said = this.#said.get(topic) ?? [];
      this.#said.set(topic, [...loud, ...silent]);
      return loud.filter((sentence) => !said.includes(sentence));
    });
    this.#pending.clear();
    if (sentences.length > 0) {
      this.region.replaceChildren(...sentences.map((sentence) => make('p', {}, sentence)));
    }
  }
}

/** Longer than the time between two keys of slow typing, in milliseconds. */
const PAUSE = 700;
