/**
 * Says what changed to those who hear the page, once the typing pauses. Its
 * region is on the page before it is filled; a region that appears filled is
 * not read.
 */
export class Announcer {
    region;
    #said = '';
    #timer;
    constructor(region) {
        this.region = region;
    }
    /** Says it after a pause, unless it was the last thing said. */
    later(text) {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => {
            if (text !== this.#said)
                this.now(text);
        }, PAUSE);
    }
    /** Says it now. */
    now(text) {
        clearTimeout(this.#timer);
        this.#said = text;
        this.region.textContent = text;
    }
    stop() {
        clearTimeout(this.#timer);
    }
}
/** Longer than the time between two keys of slow typing, in milliseconds. */
const PAUSE = 700;
