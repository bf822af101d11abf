// The parts of sentences that only rules need which the documented policy does
// not have. A language loads them with its templates for these rules.

import type { Kind } from './document.js';
import type { Every, Labelled, Others, Texts, Values } from './message.js';
import type { Forbidden } from './report.js';

export const others: Others = {
  requirement(templates, its, { requirement }) {
    const { rule, of, contained, within, where, min_piece = LONGEST_WORD } = its;
    const min_east_asian = its.min_east_asian ?? LONGEST_WORD;
    const isUserName = of === 'user-name';
    const isRepetition = rule === 'repetition';
    const kinds: Characters = isRepetition ? { allowed: (of ?? []) as readonly Kind[] } : its;
    const hasPieces = min_piece < LONGEST_WORD;
    const notes = [
      hasPieces && (rule === 'local-part' && !isUserName ? rule : 'piece'),
      min_east_asian < LONGEST_WORD && 'east-asian',
      its.consecutive && hasPieces && 'consecutive',
      its.reversed && 'reversed',
      its.look_alikes && 'look-alikes',
      its.accents && 'accents',
      its.one_edit && 'one-edit',
      its.columns && 'columns',
      its.wrap && 'wrap',
      its.dates && 'dates',
    ];
    return {
      name: isUserName ? of : rule === 'blocklist' && !isCommon(its) ? 'list' : rule,
      parts: [
        rule === 'characters' ? placeOf(its) : where,
        its.block! > 1 && 'block',
        isRepetition && of && 'kinds',
        its.points ? 'points' : contained && 'contained',
        rule === 'breached' && its.max && 'max',
        its.last === 1 && 'one',
      ],
      values: {
        ...(rule === 'kinds' ? {} : kindsOf(kinds)),
        min_piece,
        min_east_asian,
        length: its.length ?? contained,
        list: listOf(templates, its),
        sources: its.sources?.map((source) => templates[`source.${source}`]),
        patterns: rule === 'sequence' && (of as readonly string[]).map((each) => templates[`pattern.${each}`]),
        groups: its.groups
          ?.map((group) =>
            group
              .map((each) => requirement(templates, each).replace(/^./u, (first) => first.toLowerCase()))
              .join(templates['any-of.and']),
          )
          .join(templates['any-of.or']),
      },
      notes,
      tier: within && (within.below === null ? 'from' : within.from ? 'between' : 'below'),
    };
  },

  violation(templates, its) {
    const { code, of } = its;
    const by = code === 'forbidden-character' ? (of as Every<Forbidden>) : undefined;
    return {
      name: its.list && !isCommon(its) ? 'listed' : undefined,
      parts: [
        by?.rule === 'characters' ? placeOf(by) : by?.where,
        its.block! > 1 && 'block',
        its.is_part && 'part',
        code === 'breached' && !its.count && 'unknown',
        its.last === 1 && 'one',
      ],
      values: {
        ...kindsOf(by),
        list: listOf(templates, its),
        source: templates[`source.${its.source!}`],
        pattern: templates[`pattern.${its.pattern!}`],
      },
    };
  },

  label: labelOf,

  described(templates, kind, words, { described, fill, nameOf }) {
    const { ranges = [], min = 1 } = kind;
    if (!words && min > 1) return fill(templates, ['counted-kind'], { min, kind: described(templates, kind, min) });
    if (!ranges[0]) return undefined;
    const name = words ?? nameOf(templates, kind);
    let signs = '';
    const characters: string[] = [];
    for (const [first = '', last = first] of [...ranges, ...(kind.characters ?? '')]) {
      const some = SIGNS.slice(SIGNS.indexOf(first), SIGNS.indexOf(last) + 1);
      if (some.length > last.codePointAt(0)! - first.codePointAt(0)!) signs += some;
      else if (first === ' ' || last === ' ') return name;
      else characters.push(first === last ? first : `${first}-${last}`);
    }
    return fill(templates, ['described-kind'], { kind: name, characters: characters.concat(signs || []), joint: 'separator' });
  },
};

/** The signs of ASCII, and the space, in the order of their codes. */
const SIGNS = ' !"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

/** Returns the label in the language. */
function labelOf({ tag }: Texts, { label = {} }: Labelled): string | undefined {
  return label[tag] ?? label[tag.split('-')[0]!];
}

type Listed = Labelled & { readonly list?: string };

/** Returns whether a list is that of common passwords, which sentences call so. */
function isCommon({ list, label }: Listed): boolean {
  return !label && list === 'common';
}

/** Returns the name of a list: its label, or the policy's name for it. */
function listOf(templates: Texts, of: Listed): string | undefined {
  return labelOf(templates, of) ?? of.list;
}

type Characters = { readonly allowed?: readonly Kind[]; readonly forbidden?: readonly Kind[]; readonly where?: string };

/** Returns the end of the key of a `characters` rule. */
function placeOf({ allowed, forbidden, where }: Characters): string {
  return (allowed ? (forbidden ? 'both' : 'allowed') : 'forbidden') + (where && where !== 'anywhere' ? `.${where}` : '');
}

/** Returns the kinds of a `characters` rule. How many there are does not matter to it. */
function kindsOf({ allowed, forbidden }: Characters = {}): Values {
  const [kinds, except] = [allowed ?? forbidden, forbidden].map((some) => some?.map((kind) => ({ ...kind, min: 1 })));
  return { kinds, except };
}

/** The length from which no piece of a word counts, since words are not longer. */
const LONGEST_WORD = 256;
