// A failure reaches the caller only: a promise that is rejected while nothing
// waits for it would end a process of Node.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { document } from './inputs.js';

const unhandled = [];
process.on('unhandledRejection', (reason) => unhandled.push(reason));
globalThis.fetch = async () => {
  throw new TypeError('offline');
};
// The entry of browsers, which fetches its modules.
const { Policy } = await import('../dist/index.js');

const wider = { ...document, rules: [...document.rules, { rule: 'repetition', max: 2 }] };
const CALLS = {
  'a policy of the documented rules': () => Policy.from(document),
  'a policy of other rules': () => Policy.from(wider),
  'a policy that is fetched': () => Policy.load('https://example.jp/policy.json'),
  'a module that is none': () => Policy.from(document, { module: new Uint8Array(8) }),
};

for (const [name, call] of Object.entries(CALLS)) {
  test(name, async () => {
    const codes = [];
    for (let times = 0; times < 2; times += 1) await call().catch(({ code }) => codes.push(code));
    // A rejection that nothing handles is reported in a later turn.
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.deepEqual(unhandled, []);
    const code = name === 'a policy that is fetched' ? 'policy-unreachable' : 'wasm-unreachable';
    assert.deepEqual(codes, [code, code]);
  });
}
