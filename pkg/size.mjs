// What a page loads, in bytes as brotli sends them, held against budgets:
// `cargo xtask size`.
//
// The scripts are bundled as a page's own bundler would do it: the judge, the
// sentences, one language. The modules are files of their own.

import { build } from 'esbuild';
import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';

const dist = new URL('dist/', import.meta.url);
const file = (name) => brotli(readFileSync(new URL(name, dist)));

/**
 * The scripts of some entries: those that are loaded with them, and those that
 * are loaded where a policy asks for them.
 */
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
  // What the entry's script imports, and what that does.
  const isNow = new Set();
  const follow = (path) => {
    if (isNow.has(path)) return;
    isNow.add(path);
    for (const { path: next, kind } of metafile.outputs[path].imports) {
      if (kind === 'import-statement') follow(next);
    }
  };
  follow(Object.keys(metafile.outputs).find((path) => path.endsWith('stdin.js')));
  const sum = (files) => files.reduce((all, { contents }) => all + brotli(contents), 0);
  const now = outputFiles.filter(({ path }) => [...isNow].some((each) => path.endsWith(each)));
  return { now: sum(now), later: sum(outputFiles) - sum(now) };
}

function brotli(bytes) {
  const { BROTLI_PARAM_QUALITY: quality, BROTLI_PARAM_SIZE_HINT: hint } = constants;
  return brotliCompressSync(bytes, { params: { [quality]: 11, [hint]: bytes.length } }).length;
}

const LANGUAGE = 'messages/ja/basic.js';

const small = file('basic.wasm');
const { now: judge } = await scripts('index.js');
const { now, later } = await scripts('index.js', 'message.js', LANGUAGE);
const sentences = now - judge;
const every = file('extended.wasm') + later;
const element = (await scripts('index.js', 'message.js', LANGUAGE, 'element/define.js')).now - now;
const style = file('element/genkan-password.css');
const documented = small + judge + sentences;

/** What there is, what it may be, and, where it is more, what it is to be. */
const ROWS = [
  ["the judge's module (wasm)", small, 3_480],
  // With the ranges of characters that every Unicode since 15 reads alike.
  ["the judge's scripts", judge, 2_980],
  ['sentences, in one language', sentences, 1_750],
  ['**the documented policy**: these three', documented, 8_192],
  ['the rarer rules: the larger module (wasm), its scripts and sentences', every, 18_500],
  ['**a policy with every rule**: these four', documented + every, 26_700, 12_288],
  ['**the element** besides, with its styles', element + style, 6_144],
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
