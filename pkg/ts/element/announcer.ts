import { make } from './dom.js';

/**
 * The live region through which screen readers announce changes, once the
 * typing pauses: of the sentences about a topic, those that were not announced
 * before. The region is on the page before it is filled, because screen readers
 * do not read a region that appears filled.
 */
export class Announcer {
  readonly region = make('div', { part: 'live', role: 'status', 'aria-live': 'polite' });
  readonly #known = new Map<string, readonly string[]>();
  readonly #pending = new Map<string, [loud: readonly string[], silent: readonly string[]]>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Sets the sentences that are known about a topic, without announcing them. */
  setKnown(topic: string, sentences: readonly string[]): void {
    this.#known.set(topic, sentences);
    this.#pending.delete(topic);
  }

  /** Announces the new sentences of `loud` after a pause; those of `silent` become known, too. */
  announce(topic: string, loud: readonly string[], silent: readonly string[] = []): void {
    this.#pending.set(topic, [loud, silent]);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#announcePending(), PAUSE);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #announcePending(): void {
    const sentences = [...this.#pending].flatMap(([topic, [loud, silent]]) => {
      const known = this.#known.get(topic) ?? [];
      this.#known.set(topic, [...loud, ...silent]);
      return loud.filter((sentence) => !known.includes(sentence));
    });
    this.#pending.clear();
    if (sentences.length > 0) {
      this.region.replaceChildren(...sentences.map((sentence) => make('p', {}, sentence)));
    }
  }
}

/** Longer than the time between two keys of slow typing, in milliseconds. */
const PAUSE = 700;
