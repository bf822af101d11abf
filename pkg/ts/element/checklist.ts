import { requirement, status } from '../message.js';
import type { Item, Report, Requirement } from '../report.js';
import { make } from './dom.js';
import { languageOf, type CompleteTexts } from './texts.js';

/**
 * The list of requirements, with the state of each as a sign, in words and in
 * `data-status`.
 *
 * It has the texts of the list that the server rendered. That list itself stays
 * as it is, because a framework may render it again at any time; it is hidden.
 * If the server has refused a password and marked its list, that list is shown
 * until the person types.
 */
export class Checklist {
  readonly list = make('ul', { part: 'rules', hidden: '' });
  /** The place of the page's list. */
  readonly place = make('div', {}, make('slot', { name: 'rules' }));
  /** The page's list; undefined if it has none, or an empty one. */
  page: Element | undefined;
  /** Whether the page's list is in another language, or belongs to another policy. */
  isOutdated = false;
  /** Whether the page's list has marks about the password that was submitted. */
  isMarked = false;
  #html = '';

  /** Looks at the page's list, and returns whether it has changed. */
  follow(host: Element): boolean {
    const page = host.querySelector(':scope > [slot="rules"]');
    this.page = page?.childElementCount ? page : undefined;
    const html = this.page?.outerHTML ?? '';
    if (html === this.#html) return false;
    this.#html = html;
    this.isOutdated = false;
    this.isMarked = this.page?.querySelector('[data-status]') != null;
    return true;
  }

  /** Writes the lines. */
  write(requirements: Requirement[], texts: CompleteTexts): void {
    // First the policy's own requirements, then the two of every policy.
    const asked = [...requirements.slice(2), ...requirements.slice(0, 2)];
    const lines =
      this.page && !this.isOutdated
        ? [...this.page.children].map(copy)
        : asked.map((each) => makeLine(each.rule, texts.lang, requirement(texts.templates, each)));
    this.list.replaceChildren(...lines);
  }

  /** Marks every requirement; without a report, none. */
  mark(report: Report | undefined, texts: CompleteTexts): void {
    const lines = [...this.list.children];
    if (!report) return lines.forEach(unmark);
    for (const item of report.items) {
      // The second rule of a name has the second line.
      const at = lines.findIndex((line) => line.getAttribute('data-rule') === item.rule);
      if (at >= 0) markLine(lines.splice(at, 1)[0]!, item, texts);
    }
  }

  /** Shows this list, or the page's. */
  show(isOwn: boolean): void {
    this.list.hidden = !isOwn;
    this.place.hidden = isOwn;
  }
}

function makeLine(rule: string, lang: string, ...children: (Node | string)[]): Element {
  return make('li', { part: 'rule', 'data-rule': rule, lang }, ...children);
}

/** Returns a line with the text of one of the page's, without the server's marks. */
function copy(line: Element): Element {
  const text = [...line.cloneNode(true).childNodes].filter((node) => !(node instanceof Element && node.matches(MARKS)));
  return makeLine(line.getAttribute('data-rule') ?? '', languageOf(line), ...text);
}

function markLine(line: Element, item: Item, texts: CompleteTexts): void {
  const text = texts.stated(status(texts.templates, item));
  if (line.getAttribute('data-status') === item.status && line.lastElementChild?.textContent === text) return;
  unmark(line);
  line.setAttribute('data-status', item.status);
  line.setAttribute('part', `rule ${item.status}`);
  // The sign is for people who see the page, the words for screen readers.
  line.prepend(make('b', { part: 'sign', 'aria-hidden': 'true' }, SIGNS[item.status]));
  line.append(make('span', { part: 'state', lang: texts.lang }, text));
}

function unmark(line: Element): void {
  if (!line.hasAttribute('data-status')) return;
  line.removeAttribute('data-status');
  line.setAttribute('part', 'rule');
  line.firstElementChild?.remove();
  line.lastElementChild?.remove();
}

/** The server's marks in a line. */
const MARKS = '.genkan-sign, .genkan-state';

const SIGNS = { met: '✓', unmet: '✗', 'not-applicable': '–', unchecked: '…' };
