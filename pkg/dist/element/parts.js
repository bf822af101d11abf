import { Announcer } from './announcer.js';
import { Checklist } from './checklist.js';
import { idOf, make, refer, say } from './nodes.js';
import { Reveal } from './reveal.js';
/**
 * What the element works with: the server's field and list where they are
 * there, and what only a script can offer.
 */
export class Parts {
    input;
    reveal;
    checklist;
    announcer;
    #label;
    #capsLock = make('p', { class: 'genkan-caps-lock', hidden: '' });
    #notes = make('div', { class: 'genkan-notes' });
    #trouble = make('p', { class: 'genkan-trouble', hidden: '' });
    constructor(host) {
        const input = host.querySelector('input[type="password"]');
        this.input = input ?? makeInput(host.getAttribute('name') ?? 'new_password');
        if (!input) {
            this.#label = make('label', { for: idOf(this.input) });
            host.prepend(this.#label, this.input);
        }
        for (const [name, value] of Object.entries(TYPING)) {
            if (!this.input.hasAttribute(name))
                this.input.setAttribute(name, value);
        }
        this.reveal = new Reveal(this.input);
        this.input.after(this.reveal.button, this.#capsLock);
        const list = host.querySelector('.genkan-rules') ?? make('ul', { class: 'genkan-rules' });
        if (!list.isConnected)
            host.append(list);
        this.checklist = new Checklist(list);
        const region = make('p', { class: 'genkan-live', role: 'status', 'aria-live': 'polite' });
        this.announcer = new Announcer(region);
        host.append(this.#notes, this.#trouble, region);
        for (const part of [list, this.#notes])
            refer(this.input, 'aria-describedby', idOf(part));
    }
    set words(words) {
        if (this.#label)
            this.#label.textContent = words.label;
        this.reveal.name = words.show;
    }
    set capsLock(text) {
        say(this.#capsLock, text);
    }
    set trouble(text) {
        say(this.#trouble, text);
    }
    /** The sentences under the list: what is wrong, then what is worth knowing. */
    note(violations, hints) {
        const lines = [
            ...violations.map((text) => make('p', { class: 'genkan-violation' }, text)),
            ...hints.map((text) => make('p', { class: 'genkan-hint' }, text)),
        ];
        this.#notes.replaceChildren(...lines);
    }
}
function makeInput(name) {
    return make('input', { type: 'password', name, autocomplete: 'new-password', required: '' });
}
/** A password that is shown is a text, and must not be corrected like one. */
const TYPING = { autocapitalize: 'none', autocorrect: 'off', spellcheck: 'false' };
