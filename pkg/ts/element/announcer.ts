/**
 * Says what changed to those who hear the page, once the typing pauses. Its
 * region is on the page before it is filled; a region that appears filled is
 * not read.
 */
export class Announcer {
  readonly region: HTMLElement;
  #said = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(region: HTMLElement) {
    this.region = region;
  }

  /** Says it after a pause, unless it was the last thing said. */
  later(text: string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (text !== this.#said) this.now(text);
    }, PAUSE);
  }

  /** Says it now. */
  now(text: string): void {
    clearTimeout(this.#timer);
    this.#said = text;
    this.region.textContent = text;
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}

/** Longer than the time between two keys of slow typing, in milliseconds. */
const PAUSE = 700;
