import assert from 'node:assert/strict';
import { test } from 'node:test';

import { check, GenkanError, Policy } from 'genkan';
import { document } from './inputs.js';

const length = (min) => ({ rule: 'length', min });
const kinds = (required, ...of) => ({ rule: 'kinds', required, of });
const special = (characters) => ({ name: 'special', characters });

/** Invalid documents, and the codes of their errors. */
const WRONG = [
  [null, 'policy-malformed'],
  [[], 'policy-malformed'],
  ['{}', 'policy-malformed'],
  [{ ...document, rules: {} }, 'policy-malformed'],
  [{ ...document, name: 1 }, 'policy-malformed'],
  [{ ...document, max_bytes: '1024' }, 'policy-malformed'],
  [{ ...document, max_bytes: -1 }, 'policy-malformed'],
  [{ ...document, max_bytes: 1.5 }, 'policy-malformed'],
  [{ ...document, max_bytes: 2 ** 32 + 1024 }, 'policy-malformed'],
  [{ ...document, rules: [{ rule: 'length' }] }, 'policy-malformed'],
  [{ version: 1, name: 'x', max_bytes: 1024 }, 'policy-malformed'],
  [{ ...document, preparation: 'nfkc' }, 'policy-malformed'],
  [{ ...document, min: 6 }, 'policy-unknown-field'],
  [{ ...document, rules: [{ ...length(6), maximum: 20 }] }, 'policy-unknown-field'],
  [{ ...document, rules: [kinds(1, { ...special('!'), of: '!' })] }, 'policy-unknown-field'],
  [JSON.parse('{"__proto__": {}}'), 'policy-unknown-field'],
  [{ ...document, rules: [{ rule: 'constructor' }] }, 'policy-unknown-rule'],
  [{ ...document, rules: [{ rule: 'classes', min: 3 }] }, 'policy-unknown-rule'],
  [{ ...document, rules: [null] }, 'policy-unknown-rule'],
  [{ ...document, version: 2 }, 'policy-version'],
  [{ ...document, max_bytes: 0 }, 'policy-max-bytes'],
  [{ ...document, max_bytes: 65_537 }, 'policy-max-bytes'],
  [{ ...document, rules: [length(1025)] }, 'policy-length'],
  [{ ...document, rules: [{ ...length(9), max: 8 }] }, 'policy-length'],
  [{ ...document, rules: [kinds(0, special('!'))] }, 'policy-required'],
  [{ ...document, rules: [kinds(2, special('!'))] }, 'policy-required'],
  [{ ...document, rules: [kinds(1, special(''))] }, 'policy-kind'],
  [{ ...document, rules: [kinds(1, special('!!'))] }, 'policy-kind'],
  [{ ...document, rules: [kinds(1, special('!'), special('?'))] }, 'policy-kind'],
  [{ ...document, rules: [kinds(1, special('\ud800'))] }, 'policy-malformed'],
  [{ ...document, rules: [kinds(1, { name: 'x', ranges: [['a', 'bc']] })] }, 'policy-malformed'],
  [{ ...document, rules: [kinds(1, { name: 'x', ranges: [['b', 'a']] })] }, 'policy-kind'],
  [{ ...document, rules: [{ rule: 'local-part', min_piece: 0 }] }, 'policy-range'],
  [{ ...document, rules: [{ rule: 'sequence', length: 3, of: ['date'] }] }, 'policy-malformed'],
  [{ ...document, rules: [{ rule: 'sequence', length: 3, of: [] }] }, 'policy-list'],
];

for (const [wrong, code] of WRONG) {
  test(`${JSON.stringify(wrong)}: ${code}`, async () => {
    await assert.rejects(Policy.from(wrong), (error) => {
      assert.ok(error instanceof GenkanError);
      assert.equal(error.code, code);
      assert.ok(error.message.startsWith(`${code}: `));
      return true;
    });
  });
}

test('an unknown field is named', async () => {
  await assert.rejects(Policy.from({ ...document, min_lenght: 8 }), /"min_lenght" in the document/);
});

test('a document reads back unchanged', async () => {
  const policy = await Policy.from(document);
  assert.equal(JSON.stringify(policy.document), JSON.stringify(document));
  // Later changes of the caller's object have no effect.
  const own = structuredClone(document);
  const other = await Policy.from(own);
  own.rules[0].min = 100;
  assert.equal(other.explain()[2].min, 6);
});

test('the preparation is written only if it is not the default', async () => {
  const { version, name, max_bytes, rules } = document;
  const usual = await Policy.from({ version, name, max_bytes, preparation: 'opaque-string', rules });
  assert.equal(JSON.stringify(usual.document), JSON.stringify(document));
  const asIs = { version, name, max_bytes, preparation: 'as-is', rules };
  assert.equal(JSON.stringify((await Policy.from(asIs)).document), JSON.stringify(asIs));
});

test('several rules of one kind keep their own characters', async () => {
  const rules = [kinds(1, special('!?')), length(2), kinds(1, special('#+'))];
  const report = await check({ ...document, rules }, '++');
  assert.deepEqual(report.items.map(({ status }) => status), ['met', 'met', 'unmet', 'met', 'met']);
});

test('default values are left out, and nothing can be changed', async () => {
  const rules = [
    { unit: 'code-points', max: null, min: 6, rule: 'length' },
    { rule: 'tier', rules: [kinds(1, { min: 1, ranges: [], characters: '', name: 'lower' })] },
  ];
  const policy = await Policy.from({ ...document, rules });
  const read = [length(6), { rule: 'tier', from: 0, rules: [kinds(1, { name: 'lower' })] }];
  assert.equal(JSON.stringify(policy.document.rules), JSON.stringify(read));
  assert.throws(() => policy.document.rules.push(length(1)), TypeError);
  assert.throws(() => policy.explain()[3].of.push({ name: 'upper' }), TypeError);
  assert.deepEqual(policy.explain()[3].within, { from: 0, below: null });
});

test('a document that cannot be loaded is an error', async () => {
  await assert.rejects(Policy.load('http://127.0.0.1:9/policy.json'), { code: 'policy-unreachable' });
  const missing = new URL('no-such-file.json', import.meta.url);
  await assert.rejects(Policy.load(missing), { code: 'policy-unreachable' });
});

test('a document can be fetched', async () => {
  const policy = await Policy.load(`data:application/json,${encodeURIComponent(JSON.stringify(document))}`);
  assert.ok(policy.check('blue7Kite!').accepted);
});

test('policies take turns, each with its own context', async () => {
  const policy = (...rules) => Policy.from({ ...document, rules });
  const [short, long, local] = await Promise.all([
    policy(length(3)),
    policy(length(300)),
    policy({ rule: 'local-part', min_piece: 3 }),
  ]);
  const email = 'taro@example.jp';
  for (let turns = 0; turns < 3; turns += 1) {
    assert.equal(short.check('taro').accepted, true);
    assert.equal(local.check('taro', { email }).accepted, false);
    assert.equal(long.check('taro').items[2].violation.min, 300);
    assert.equal(local.check('x'.repeat(900), { email }).accepted, true);
    // A rejected policy does not disturb the others.
    await assert.rejects(policy(length(70_000)), { code: 'policy-length' });
    assert.equal(local.check('Taro', { email }).items[2].status, 'unmet');
  }
});
