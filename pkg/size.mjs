// The sizes of what a page loads, in bytes with brotli, compared with budgets:
// `cargo xtask size`.
//
// The scripts are bundled as a page's own bundler would: the policy, the
// sentences, one language. The modules are files of their own.

import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';

const dist = new URL('dist/', import.meta.url);
const file = (name) => brotli(readFileSync(new URL(name, dist)));

/** Returns the sizes of the scripts of some entries: those loaded at once, and those that a policy may load later. */
async function scripts(...entries) {
  const { outputFiles, metafile } = await build({
    stdin: {
      contents: entries.map((entry) => `export * from './${entry}';`).join('\n'),
      resolveDir: dist.pathname,
    },
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    charset: 'utf8',
    metafile: true,
    outdir: 'out',
    write: false,
    logLevel: 'error',
  });
  // The entry's script and, recursively, its imports.
  const isNow = new Set();
  const follow = (path) => {
    if (isNow.has(path)) return;
    isNow.add(path);
    for (const { path: next, kind } of metafile.outputs[path].imports) {
      if (kind === 'import-statement') follow(next);
    }
  };
  follow(Object.keys(metafile.outputs).find((path) => path.endsWith('stdin.js')));
  // The name of a file is a digest of its contents, so that a change of any file
  // changes all that name it. Here each has a digest that never changes.
  const digests = new Map();
  const isFixed = (digest) => {
    if (!digests.has(digest)) digests.set(digest, createHash('sha256').update(`${digests.size}`).digest('hex').slice(0, 8).toUpperCase());
    return digests.get(digest);
  };
  const sum = (files) => files.reduce((all, { text }) => all + brotli(Buffer.from(text.replace(/(?<=-)[A-Z0-9]{8}(?=\.js")/g, isFixed))), 0);
  const now = outputFiles.filter(({ path }) => [...isNow].some((each) => path.endsWith(each)));
  return { now: sum(now), later: sum(outputFiles) - sum(now) };
}

function brotli(bytes) {
  const { BROTLI_PARAM_QUALITY: quality, BROTLI_PARAM_SIZE_HINT: hint } = constants;
  return brotliCompressSync(bytes, { params: { [quality]: 11, [hint]: bytes.length } }).length;
}

const LANGUAGE = 'messages/ja/basic.js';

const basic = file('basic.wasm');
const { now: policy } = await scripts('index.js');
const { now, later } = await scripts('index.js', 'message.js', LANGUAGE);
const sentences = now - policy;
const extended = file('extended.wasm') + later;
const element = (await scripts('index.js', 'message.js', LANGUAGE, 'element/define.js')).now - now;
const style = file('element/genkan-password.css');
const documented = basic + policy + sentences;

/** Sizes, budgets and, if the size is above it, the goal. */
const ROWS = [
  ['the basic module (wasm)', basic, 4_020],
  // Includes the ranges of characters that every Unicode since 15 treats in the
  // same way.
  ["the policy's scripts", policy, 3_180],
  ['sentences, in one language', sentences, 1_970],
  ['**the documented policy**: these three', documented, 9_150],
  ['other rules: the extended module (wasm), its scripts and sentences', extended, 23_990],
  ['**a policy with every rule**: these four', documented + extended, 33_120, 12_288],
  ['**the element** besides, with its styles', element + style, 6_400],
];

const number = (value) => value.toLocaleString('en-US');
console.log('| what a page loads, minified | bytes with brotli | budget | goal |');
console.log('|---|---:|---:|---:|');
for (const [what, bytes, budget, goal] of ROWS) {
  console.log(`| ${what} | ${number(bytes)} | ${number(budget)} | ${goal ? number(goal) : ''} |`);
}
for (const [what, bytes, budget] of ROWS) {
  if (bytes <= budget) continue;
  console.error(`over its budget by ${number(bytes - budget)} bytes: ${what}`);
  process.exitCode = 1;
}
