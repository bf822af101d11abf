import type { Announcer } from './announcer.js';
import { make, setText } from './dom.js';

/** The note that Caps Lock is on, which a field of dots does not show. */
export class CapsLock {
  readonly note = make('p', { part: 'caps-lock', hidden: '' });
  readonly #announcer: Announcer;
  #isOn = false;

  constructor(announcer: Announcer) {
    this.#announcer = announcer;
  }

  /** Updates the note. Only a key event has the state. */
  watch(event: Event, sentence: string): void {
    // A password manager's key events are not `KeyboardEvent`s.
    const isOn = event instanceof KeyboardEvent && event.getModifierState('CapsLock');
    setText(this.note, isOn ? sentence : '');
    if (isOn !== this.#isOn) this.#announcer.announce('caps-lock', isOn ? [sentence] : []);
    this.#isOn = isOn;
  }
}
