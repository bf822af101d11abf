import { requirement, status } from '../message.js';
import type { Item, Report, Requirement } from '../report.js';
import { make } from './dom.js';
import type { CompleteTexts } from './texts.js';

/**
 * The list of requirements. Its texts are the server's where the server wrote
 * them; the state of each is added in a sign, in words and in `data-status`.
 *
 * A server that has refused a password marks its list in the same way. Its
 * marks stay until something is typed, and are then replaced.
 */
export class Checklist {
  readonly list: HTMLElement;
  readonly #marked = new Set<Element>();
  #isOwn = false;

  constructor(list: HTMLElement) {
    this.list = list;
  }

  /** Throws away what is written, because it is of another policy. */
  empty(): void {
    this.#marked.clear();
    this.list.replaceChildren();
  }

  /** Writes the list where the server wrote none, or in another language. */
  write(requirements: Requirement[], texts: CompleteTexts, isRewritten: boolean): void {
    this.#isOwn ||= this.list.children.length === 0;
    if (!this.#isOwn && !isRewritten) return;
    const find = this.#finder();
    // First what this policy asks for, then the two that every policy does.
    for (const asked of [...requirements.slice(2), ...requirements.slice(0, 2)]) {
      const line = find(asked) ?? (this.#isOwn ? this.#append(asked) : undefined);
      if (!line) continue;
      unmark(line);
      line.replaceChildren(requirement(texts.templates, asked));
      line.setAttribute('lang', texts.lang);
    }
  }

  /** Marks every requirement. */
  mark(report: Report, texts: CompleteTexts): void {
    const find = this.#finder();
    for (const item of report.items) {
      const line = find(item);
      if (!line) continue;
      markLine(line, item, texts);
      this.#marked.add(line);
    }
  }

  /** Takes its own marks away. */
  clear(): void {
    this.#marked.forEach(unmark);
    this.#marked.clear();
  }

  #append(asked: Requirement): Element {
    const line = make('li', { 'data-rule': asked.rule, part: 'rule' });
    this.list.append(line);
    return line;
  }

  /** Finds the line of a rule; the second rule of a name has the second line. */
  #finder(): (asked: Requirement) => Element | undefined {
    const lines = [...this.list.querySelectorAll('[data-rule]')];
    return ({ rule }) => {
      const at = lines.findIndex((line) => line.getAttribute('data-rule') === rule);
      return at < 0 ? undefined : lines.splice(at, 1)[0];
    };
  }
}

function markLine(line: Element, item: Item, texts: CompleteTexts): void {
  const text = texts.stated(status(texts.templates, item));
  if (line.getAttribute('data-status') === item.status && stateOf(line)?.textContent === text) return;
  unmark(line);
  line.setAttribute('data-status', item.status);
  // The sign is for the eye, the words are for the ear.
  line.prepend(make('span', { class: 'genkan-sign', 'aria-hidden': 'true' }, SIGNS[item.status]));
  line.append(make('span', { class: 'genkan-state', lang: texts.lang }, text));
}

function unmark(line: Element): void {
  line.removeAttribute('data-status');
  line.querySelector(':scope > .genkan-sign')?.remove();
  stateOf(line)?.remove();
}

function stateOf(line: Element): Element | null {
  return line.querySelector(':scope > .genkan-state');
}

const SIGNS = { met: '✓', unmet: '✗', 'not-applicable': '–', unchecked: '…' };
