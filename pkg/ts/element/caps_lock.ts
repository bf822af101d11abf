import type { Announcer } from './announcer.js';
import { make, say } from './dom.js';

/** Says that Caps Lock is on, which a field of dots does not show. */
export class CapsLock {
  readonly note = make('p', { class: 'genkan-caps-lock', hidden: '' });
  readonly #announcer: Announcer;
  #isOn = false;

  constructor(announcer: Announcer) {
    this.#announcer = announcer;
  }

  /** Only a key tells how it is. */
  watch(event: Event, sentence: string): void {
    // A password manager's key events are no KeyboardEvent.
    const isOn = event instanceof KeyboardEvent && event.getModifierState('CapsLock');
    say(this.note, isOn ? sentence : '');
    if (isOn !== this.#isOn) this.#announcer.later('caps-lock', isOn ? [sentence] : []);
    this.#isOn = isOn;
  }
}
