// Pseudo-random passwords and addresses, the same ones at every run.

const POOLS = [
  'abcdefghijklmnopqrstuvwxyz',
  'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  '0123456789',
  '!@#$%^&*',
  '"\'()+,-./:;<=>?[\\]_`{|}~',
  'あいうえおがぎばぱアイウガパヴ漢字日本語東京玄関髙﨑',
  'ＡＢＣａｂｃ０１２！＠＿ｱｲｶﾞﾊﾟ',
  '\u0300\u0301\u0308\u0323\u0327\u0345\u3099\u309a\u1161\u11a8\u0f71\u0f72',
  'ßẞİıſKÅςσΣŉǰΐﬁﬃևᾳῌᎠꭰᲀⅧⅷǅ𐐀𝒜µ',
  'éÉüÜñøåÅêếáº½²㍿㎏ℵΩΩ가각ᄀ',
  ' \u00a0\u1680\u2000\u2001\u2009\u202f\u205f\u3000\u200b\u200d\ufeff',
  '\0\t\n\r\u001b\u007f\u0085\u009f',
  '😀👩‍💻🇯🇵️❤',
].map((pool) => [...pool]);

const DOMAINS = ['@example.jp', '@例え.jp', '@a@b.example', '', '@'];

/** Returns `count` questions, always the same for one `seed`. */
export function* cases(count, seed = 20_261_122) {
  const random = generator(seed);
  const below = (limit) => Math.floor(random() * limit);
  const one = (list) => list[below(list.length)];

  const text = (length) => {
    // Most passwords are written in one or two scripts.
    const pools = [one(POOLS), one(POOLS), POOLS[below(4)]];
    return Array.from({ length }, () => one(one(pools))).join('');
  };
  const disguise = (character) =>
    one([
      character,
      character.toUpperCase(),
      character.toLowerCase(),
      character.normalize('NFD'),
      character.normalize('NFKC'),
      /[!-~]/.test(character) ? String.fromCodePoint(character.codePointAt(0) + 0xfee0) : character,
    ]);
  const derived = (password) => {
    const characters = [...password];
    const start = below(characters.length + 1);
    const part = characters.slice(start, start + 1 + below(8));
    const local = part.map(disguise);
    if (below(2)) local.splice(below(local.length + 1), 0, one(['.', '_', '-', '+', '・', ' ']), text(below(4)));
    return local.join('') + one(DOMAINS);
  };

  for (let at = 0; at < count; at += 1) {
    const isNearLimit = at % 50 === 0;
    let password = text(below(below(4) ? 12 : 40));
    if (isNearLimit) {
      const filler = one(['a', 'é', 'あ', '😀']);
      const size = new TextEncoder().encode(filler).length;
      password += filler.repeat(Math.floor((1018 + below(14)) / size)) + 'z'.repeat(below(3));
    }
    const email = [undefined, '', text(below(6)) + one(DOMAINS), derived(password), derived(password)][below(5)];
    yield { password, email };
  }
}

/** Mulberry32: small, and good enough to pick characters. */
export function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
