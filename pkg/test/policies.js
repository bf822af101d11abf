// Pseudo-random policies with questions about them, the same ones at every run.

import { cases, generator } from './cases.js';

const UNITS = ['code-points', 'bytes', 'different-characters', 'words'];
const SOURCES = ['address', 'name', 'company', 'service', 'birthday', 'phone', 'employee-number', 'user-name'];
const PLACES = ['anywhere', 'start', 'end'];
const PREPARATIONS = ['opaque-string', 'as-is'];
const PATTERNS = ['alphabetic', 'numeric', 'qwerty', 'jis', 'azerty', 'qwertz', 'ten-key'];

const KINDS = [
  { name: 'lower' },
  { name: 'upper' },
  { name: 'digit' },
  { name: 'other-letter' },
  { name: 'other' },
  { name: 'special', characters: '!@#$%^&*' },
  { name: 'かな', ranges: [['ぁ', 'ゖ'], ['ァ', 'ヺ']] },
  { name: 'lower', characters: 'abcdefàéß' },
  { name: 'digit', ranges: [['0', '9'], ['０', '９']] },
  { name: 'emoji', characters: '❤', ranges: [['😀', '🙏']] },
  { name: 'undefined', characters: '"\\\'{}|<&' },
  { name: 'constructor', ranges: [['a', 'f']] },
  { name: 'ギリシャ {min|a|b}', characters: '€', ranges: [['α', 'ω']], min: 2 },
];

const LANGUAGES = ['de', 'en', 'es', 'fr', 'ja', 'ko', 'zh-Hans'];

const LABELS = [{ en: 'Signs {n}', ja: '記号', zh: '符号' }, { 'zh-Hans': '标点', de: 'Zeichen', fr: 'or' }, { pl: 'znaki' }, {}];

/** Parts of passwords for rules about more than single letters. */
const PIECES = [
  'abcd', 'DCBA', 'xyz', '1234', '8765', 'qwert', 'poiuy', 'asdfg', '@[p', 'azerty', 'wxcvbn,;:',
  'yxcvb', 'üpoi', 'öäß', '147', '9630', '!"#$', '²&é"', 'aaa', 'ababab', 'abcabcabc', 'ああああ', '１１１', '😀😀😀',
  '19991231', '31121999', '1qaz2wsx', '!QAZ', '1aqw', '\u200b', '\u00ad', 'José', 'たなか', 'タナカ', 'a b c', 'one-two-three', '12311999', '2026', '1899', '0042', '7', '20', ' ', '\u3000', '\u0085', '\u2028', '\u180e', 'Ⅷ',
];

/** Changes that make a document invalid. */
const WRONGS = [
  (document) => ({ ...document, version: 0 }),
  (document) => ({ ...document, max_bytes: 65_537 }),
  (document) => ({ ...document, preparation: 'nfkc' }),
  (document) => ({ ...document, extra: null }),
  (document, rule) => ({ ...document, rules: [...document.rules, { ...rule, extra: 1 }] }),
  (document) => ({ ...document, rules: Array.from({ length: 257 }, () => ({ rule: 'reuse', last: 1 })) }),
  (document) => ({ ...document, rules: [...document.rules, { rule: 'Length', min: 1 }] }),
  ...[
    { rule: 'length', min: 9, max: 8 },
    { rule: 'length', min: 70_000 },
    { rule: 'length', min: 1, unit: null },
    { rule: 'length', max: 8 },
    { rule: 'kinds', required: 1, of: [] },
    { rule: 'kinds', required: 0, of: [{ name: 'lower' }] },
    { rule: 'kinds', required: 3, of: [{ name: 'lower' }, { name: 'upper' }] },
    { rule: 'kinds', required: 1, of: [{ name: 'lower' }, { name: 'lower' }] },
    { rule: 'kinds', required: 1, of: [{ name: '' }] },
    { rule: 'kinds', required: 1, of: [{ name: 'own' }] },
    { rule: 'kinds', required: 1, of: [{ name: 'lower', min: 0 }] },
    { rule: 'kinds', required: 1, of: [{ name: 'lower', min: 16 }] },
    ...[
      null, [], 'Signs', { en: '' }, { en: ' \u3000' }, { en: 'a\n' }, { en: 1 }, { 'e n': 'x' }, { '1en': 'x' }, { 'en-': 'x' },
      { en: '😀'.repeat(65) }, { englishes: 'x', 'en-123456789': 'x' },
      Object.fromEntries(Array.from({ length: 33 }, (_, at) => [`en-${at}`, 'x'])),
    ].map((label) => ({ rule: 'kinds', required: 1, of: [{ name: 'lower', label }] })),
    { rule: 'blocklist', list: 'common', label: 'x' },
    { rule: 'local-part', min_piece: 1, of: 'name' },
    { rule: 'kinds', required: 1, of: [{ name: 'lower', ranges: [['z', 'a']] }] },
    { rule: 'kinds', required: 1, of: [{ name: 'lower', ranges: [['az', 'b']] }] },
    { rule: 'kinds', required: 1, of: [{ name: 'lower', ranges: [['a']] }] },
    { rule: 'kinds', required: 1, of: [{ name: 'twice', characters: 'aba' }] },
    { rule: 'kinds', required: 1, of: [{ name: 'tab', characters: '\t' }] },
    { rule: 'kinds', required: 1, of: [{ name: 'line\n', characters: 'a' }] },
    { rule: 'kinds', required: 1, of: Array.from({ length: 17 }, (_, at) => ({ name: `${at}`, characters: 'a' })) },
    { rule: 'kinds', required: 1, special: '!' },
    { rule: 'local-part', min_piece: 0 },
    { rule: 'local-part', min_piece: 1, reversed: 1 },
    { rule: 'context-word', sources: [], min_piece: 1 },
    { rule: 'context-word', sources: ['name'], min_piece: 65_537 },
    { rule: 'context-word', sources: ['Name'], min_piece: 1 },
    { rule: 'characters' },
    { rule: 'characters', forbidden: [{ name: 'own' }] },
    { rule: 'characters', where: 'middle', forbidden: [{ name: 'lower' }] },
    { rule: 'white-space' },
    { rule: 'white-space', where: 'nowhere' },
    { rule: 'repetition', max: 0 },
    { rule: 'repetition', max: 1, block: 17 },
    { rule: 'occurrences', max: 0 },
    { rule: 'sequence', length: 2, of: ['numeric'] },
    { rule: 'sequence', length: 3, of: [] },
    { rule: 'sequence', length: 3, of: ['number'] },
    { rule: 'sequence', length: 3, of: ['date', 'numeric'] },
    { rule: 'sequence', length: 3, of: ['dvorak'] },
    { rule: 'number-range', from: 2, to: 1 },
    { rule: 'number-range', from: 1, to: 1_000_000_000 },
    { rule: 'blocklist', list: '' },
    { rule: 'blocklist', list: 'common', contained: 2 },
    { rule: 'blocklist', list: 'common', contained: 33 },
    { rule: 'breached', max: -1 },
    { rule: 'reuse', last: 0 },
    { rule: 'similarity', min: 17 },
    { rule: 'guessability', min_score: 5 },
    { rule: 'length', min: 8.5 },
    { rule: 'length', min: 1, unit: 'letters' },
    { rule: 'kinds', required: 2, of: [{ name: 'lower', min: 0 }, { name: 'other' }] },
    { rule: 'characters', allowed: [{ name: 'other' }] },
    { rule: 'characters', allowed: [{ name: 'lower', min: 0 }] },
    { rule: 'repetition', max: 1, of: {} },
    { rule: 'repetition', max: 1, block: 2, of: [{ name: 'lower' }] },
    { rule: 'local-part', min_piece: 1, min_whole: 0 },
    { rule: 'local-part', min_piece: 1, accents: 1 },
    { rule: 'context-word', sources: ['pet'], min_piece: 1 },
    { rule: 'context-word', sources: ['phone'], min_piece: 1, min_east_asian: 65_537 },
    { rule: 'blocklist', list: 'common', points: 5 },
    { rule: 'blocklist', list: 'common', contained: 3, points: 0 },
    { rule: 'any-of', groups: [] },
    { rule: 'any-of', groups: [[{ rule: 'reuse', last: 1 }]] },
    { rule: 'any-of', groups: [[{ rule: 'reuse', last: 1 }], []] },
    { rule: 'any-of', groups: [[{ rule: 'reuse', last: 1 }], [{ rule: 'reuse', last: 0 }]] },
    { rule: 'any-of', groups: [[{ rule: 'tier', rules: [{ rule: 'reuse', last: 1 }] }], [{ rule: 'reuse', last: 1 }]] },
    { rule: 'tier', rules: [] },
    { rule: 'tier', from: 8, below: 8, rules: [{ rule: 'reuse', last: 1 }] },
    { rule: 'tier', rules: [{ rule: 'tier', rules: [{ rule: 'reuse', last: 1 }] }] },
    { rule: 'tier', rules: [{ rule: 'reuse', last: 0 }] },
  ].map((rule) => (document) => ({ ...document, rules: [...document.rules, rule] })),
];

/** Returns an invalid document for each change. */
export const wrongs = (document) => WRONGS.map((wrong) => wrong(document, document.rules[0]));

/** Returns `count` questions, each with a policy of its own. */
export function* policyCases(count, seed = 20_261_123) {
  const random = generator(seed);
  const below = (limit) => Math.floor(random() * limit);
  const one = (list) => list[below(list.length)];
  const some = (list, least = 1) => {
    const rest = [...list];
    const wanted = least + below(Math.min(5, rest.length));
    return Array.from({ length: Math.min(wanted, rest.length) }, () => rest.splice(below(rest.length), 1)[0]);
  };
  /** A field, or none. Its value may be the default. */
  const maybe = (name, value) => (below(2) ? { [name]: value() } : {});
  const bool = () => below(2) === 1;
  const number = (from, to) => from + below(to - from + 1);

  const label = () => (below(4) ? {} : { label: one(LABELS) });
  const kind = (each, isCounted) => ({ ...each, ...(each.min ? {} : maybe('min', () => (each.name === 'lower' && isCounted ? 0 : number(1, 3)))), ...(each.characters ? {} : maybe('characters', () => '')), ...label() });
  /** Kinds of a rule that counts them, or of one about single characters. */
  const kinds = (isCounted = true) => {
    const all = KINDS.filter(({ name }) => isCounted || name !== 'other');
    const named = new Map(some(all).map((each) => [each.name, kind(each, isCounted)]));
    return [...named.values()];
  };
  const spellings = () => ({
    ...maybe('look_alikes', bool),
    ...maybe('reversed', bool),
    ...maybe('consecutive', bool),
    ...maybe('accents', bool),
    ...maybe('min_whole', () => one([null, 1, 4])),
    ...maybe('min_east_asian', () => one([null, 1, 2])),
  });
  const rules = {
    length: () => {
      const min = number(0, 12);
      return { min, ...maybe('max', () => (below(5) ? number(min, 24) : null)), ...maybe('unit', () => one(UNITS)) };
    },
    kinds: () => {
      const of = kinds();
      const counted = of.filter(({ min }) => min !== 0).length;
      return counted ? { required: number(1, counted), of } : { required: 1, of: [{ name: 'lower' }] };
    },
    'local-part': () => ({ ...spellings(), min_piece: one([1, 2, 3, 4, 5, 65_536]), ...maybe('of', () => one(['address', 'user-name'])) }),
    'context-word': () => ({ min_piece: number(1, 5), sources: some(SOURCES), ...spellings() }),
    characters: () => ({
      ...maybe('where', () => one(PLACES)),
      ...(below(2)
        ? { forbidden: kinds(false), ...maybe('allowed', () => kinds(false)) }
        : { ...maybe('forbidden', () => []), allowed: kinds(false) }),
    }),
    'white-space': () => ({ where: one(['anywhere', 'edges']) }),
    repetition: () =>
      below(2)
        ? { ...maybe('block', () => one([1, 2, 3, 16])), max: number(1, 3), ...maybe('of', () => []) }
        : { of: kinds(), max: number(1, 4) },
    occurrences: () => ({ max: number(1, 4) }),
    sequence: () => ({ of: some(PATTERNS), length: number(3, 5), ...maybe('wrap', bool), ...maybe('columns', bool) }),
    'number-range': () => {
      const from = one([0, 1, 42, 1900, 1990, 123_456]);
      return { from, to: from + one([0, 9, 109, 876_543_210]), ...maybe('dates', bool) };
    },
    blocklist: () => ({
      list: one(['common', 'undefined', '社内']),
      ...maybe('reversed', bool),
      ...maybe('look_alikes', bool),
      ...maybe('one_edit', bool),
      ...(below(2) ? { contained: number(3, 32), ...maybe('points', () => one([null, 5])) } : maybe('contained', () => null)),
      ...label(),
    }),
    breached: () => ({ ...maybe('fail_open', bool), ...maybe('max', () => number(0, 9)) }),
    reuse: () => ({ last: number(1, 9) }),
    similarity: () => ({ min: number(1, 16) }),
    guessability: () => ({ min_score: number(1, 4) }),
  };
  const rule = (name) => {
    // The order of the fields does not matter.
    const fields = rules[name]();
    return below(2) ? { rule: name, ...fields } : { ...fields, rule: name };
  };
  const plain = () => rule(one(Object.keys(rules)));
  const tier = () => {
    const from = number(0, 10);
    return {
      rule: 'tier',
      ...maybe('below', () => (below(5) ? from + number(1, 12) : null)),
      ...(from || below(2) ? { from } : {}),
      rules: Array.from({ length: number(1, 3) }, plain),
    };
  };
  const anyOf = () => ({
    rule: 'any-of',
    groups: Array.from({ length: number(2, 4) }, () => Array.from({ length: number(1, 3) }, plain)),
  });
  const document = () => {
    const rules = Array.from({ length: below(6) }, () => (below(6) ? plain() : tier()));
    if (below(4) === 0) rules.splice(below(rules.length + 1), 0, anyOf());
    const own = {
      ...maybe('$schema', () => 'policy.schema.json'),
      name: 'x',
      rules,
      version: 1,
      ...maybe('preparation', () => one(PREPARATIONS)),
      max_bytes: one([24, 72, 1024, 65_536]),
    };
    return below(20) ? own : one(WRONGS)(own, rule('length'));
  };

  for (const { password: letters, email } of cases(count, seed + 1)) {
    const password = [...letters].slice(0, 200);
    for (let pieces = below(4); pieces > 0; pieces -= 1) {
      password.splice(below(password.length + 1), 0, ...one(PIECES));
    }
    /** A part of the password, perhaps in other case or disguised. */
    const part = () => {
      const start = below(password.length + 1);
      const characters = password.slice(start, start + 1 + below(8));
      if (below(3) === 0) characters.reverse();
      const text = characters.join('');
      return one([text, text.toUpperCase(), text.toLowerCase(), text.normalize('NFKD'), alike(text)]);
    };
    const words = Object.fromEntries(
      some(SOURCES, 0).map((source) => [source, Array.from({ length: below(3) }, () => one([part(), part() + one([' ', '-', '・']) + part(), 'Yamada', '1999-12-31', '山田太郎', '']))]),
    );
    const edited = [...password];
    for (let edits = below(5); edits > 0; edits -= 1) {
      edited.splice(below(edited.length + 1), below(2), ...one(['', 'x', 'é', 'あ']));
    }
    const currentPassword = one([undefined, '', edited.join(''), edited.join('').toUpperCase(), part()]);
    const known = below(3) ? email : one([`${part()}@example.jp`, part()]);
    const answers = { ...maybe('reused', bool), ...maybe('breached', () => one([null, 0, 1, 5, 9, 2_000_000])), ...maybe('score', () => number(0, 4)) };
    const languages = [one(LANGUAGES)];
    yield { password: password.join(''), email: known, words, currentPassword, ...answers, policy: document(), languages };
  }
}

/** Returns a text with characters that look like its letters. */
function alike(text) {
  const signs = { o: '0', i: '1', l: '!', e: '3', a: '4', s: '$', t: '7', b: '8', g: '9' };
  return text.replace(/[oileastbg]/gi, (letter) => signs[letter.toLowerCase()]);
}
