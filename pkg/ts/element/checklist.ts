import { requirement, status } from '../message.js';
import type { Item, Report, Requirement } from '../report.js';
import { make } from './dom.js';
import type { CompleteTexts } from './texts.js';

/**
 * The list of requirements. It keeps the texts that the server rendered, and
 * adds the state of each as a sign, in words and in `data-status`.
 *
 * A server that has refused a password marks its list in the same way. Its
 * marks stay until the person types, and are then replaced.
 */
export class Checklist {
  readonly list: HTMLElement;
  readonly #marked = new Set<Element>();
  #isOwn = false;

  constructor(list: HTMLElement) {
    this.list = list;
  }

  /** Removes all lines, which are those of another policy. */
  empty(): void {
    this.#marked.clear();
    this.list.replaceChildren();
  }

  /** Writes the list if the server rendered none, or if the language has changed. */
  write(requirements: Requirement[], texts: CompleteTexts, isReplaced: boolean): void {
    this.#isOwn ||= this.list.children.length === 0;
    if (!this.#isOwn && !isReplaced) return;
    const find = this.#finder();
    // First the policy's own requirements, then the two of every policy.
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

  /** Removes the marks of this class. */
  clear(): void {
    this.#marked.forEach(unmark);
    this.#marked.clear();
  }

  #append(asked: Requirement): Element {
    const line = make('li', { 'data-rule': asked.rule, part: 'rule' });
    this.list.append(line);
    return line;
  }

  /** Returns a function that finds the line of a rule; the second rule of a name has the second line. */
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
  // The sign is for people who see the page, the words for screen readers.
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
