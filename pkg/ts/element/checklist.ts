import { requirement, status, violation } from '../message.js';
import type { Item, Report, Requirement } from '../report.js';
import { make, mark, setText } from './dom.js';
import { languageOf, type CompleteTexts } from './texts.js';

/**
 * The list of requirements, with the state of each as a sign, in words and in
 * `data-status`. What is wrong takes the place of the requirement.
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

  /**
   * Marks every requirement; without a report, none. Returns what is wrong with
   * the requirements that have no line.
   */
  mark(report: Report | undefined, texts: CompleteTexts): string[] {
    const lines = [...this.list.children] as HTMLElement[];
    const wrong = report?.items.flatMap((item) => {
      const sentence = item.status === 'unmet' ? violation(texts.templates, item.violation) : '';
      // The second rule of a name has the second line.
      const at = lines.findIndex((line) => line.dataset['rule'] === item.rule);
      if (at < 0) return sentence || [];
      markLine(lines.splice(at, 1)[0]!, item, sentence, texts.stated(status(texts.templates, item)));
      return [];
    });
    for (const line of lines) markLine(line);
    return wrong ?? [];
  }

  /** Shows this list, or the page's. */
  show(isOwn: boolean): void {
    this.list.hidden = !isOwn;
    this.place.hidden = isOwn;
  }
}

function makeLine(rule: string, lang: string, ...children: (Node | string)[]): HTMLElement {
  const line = make(
    'li',
    { 'data-rule': rule },
    // The sign is for people who see the page, the state for screen readers.
    make('b', { part: 'sign', 'aria-hidden': 'true' }),
    make('span', { part: 'text', lang }, ...children),
    make('span', { part: 'violation' }),
    make('span', { part: 'state' }),
  );
  markLine(line);
  return line;
}

/** Returns a line with the text of one of the page's, without the server's marks. */
function copy(line: Element): Element {
  const text = [...line.cloneNode(true).childNodes].filter((node) => !(node instanceof Element && node.matches(MARKS)));
  return makeLine(line.getAttribute('data-rule') ?? '', languageOf(line), ...text);
}

function markLine(line: HTMLElement, item?: Item, wrong = '', state = ''): void {
  const [sign, text, violation, stated] = line.children as unknown as HTMLElement[];
  const { rule } = line.dataset;
  mark(line, 'part', item ? `rule ${item.status}` : 'rule');
  mark(line, 'data-status', item?.status);
  line.hidden = !wrong && isImplied(rule);
  setText(sign!, item ? SIGNS[item.status] : '');
  // Only the requirement has the characters of a kind, and all alternatives.
  text!.hidden = wrong !== '' && rule !== 'kinds' && rule !== 'any-of';
  setText(violation!, wrong);
  setText(stated!, state);
}

/** Returns whether almost every password meets the requirement, so that it is shown only if it is not met. */
export function isImplied(rule: string | undefined): boolean {
  return rule === 'size' || rule === 'control-characters';
}

/** The server's marks in a line. */
const MARKS = '.genkan-sign, .genkan-state';

const SIGNS = { met: '✓', unmet: '✗', 'not-applicable': '–', unchecked: '…' };
