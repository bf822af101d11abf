// The content of the package, and the parts that a bundler removes.

import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';

import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { build, stop } from 'esbuild';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { rollup } from 'rollup';
import resolve from '@rollup/plugin-node-resolve';

import { onEnd } from '../test/support/guard.js';
import { installed } from './lib/installed.js';

onEnd('esbuild', stop);

test('the files are those of contents.txt', async () => {
  const files = (await readdir(installed('.'), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(installed('.').length));
  // The names of shared and lazily loaded files contain a hash of their
  // content.
  const names = files.map((file) => file.replace(/-[0-9A-Z]{8}\.js$/, '-*.js'));
  const commonjs = names.filter((name) => name.startsWith('dist/cjs/'));
  const expected = (await readFile(new URL('contents.txt', import.meta.url), 'utf8')).trim().split('\n');
  assert.deepEqual([...new Set(names)].filter((name) => !commonjs.includes(name)).sort(), expected);

  // As CommonJS, there are the same entries, with the same declarations.
  const isEntry = (name) => name.endsWith('.d.ts') || (name.endsWith('.js') && !name.includes('*') && !/workerd/.test(name));
  // The declarations of the modules and of the stylesheet.
  const isOther = (name) => /\/(compiled|style)\.d\.ts$/.test(name);
  const entries = expected.filter((name) => isEntry(name) && !isOther(name)).map((name) => name.replace('dist/', 'dist/cjs/'));
  assert.deepEqual(commonjs.sort(), ['dist/cjs/all.js', 'dist/cjs/package.json', ...entries].sort());
});

test('publint finds no problem', async () => {
  const { messages, pkg } = await publint({ pkgDir: installed('.'), strict: true });
  assert.deepEqual(messages.map((message) => formatMessage(message, pkg)), []);
});

test('the types resolve as the code does', async () => {
  const tarball = await readFile(process.env.GENKAN_TARBALL);
  const { problems } = await checkPackage(createPackageFromTarballData(new Uint8Array(tarball)), {
    excludeEntrypoints: [/\.(css|wasm)$/],
  });
  // TypeScript's oldest resolution does not know `exports`, so it finds only the
  // entry `genkan`.
  const own = problems.filter(({ resolutionKind, entrypoint }) => resolutionKind !== 'node10' || entrypoint === '.');
  assert.deepEqual(own, []);
});

// A text of each part, which is in a bundle if the part is.
const PARTS = {
  policy: 'policy-malformed',
  element: 'genkan-description',
  en: 'Leave out the part of your email address',
  ja: 'メールアドレスの',
  // The beginning of a module, as text.
  inline: 'AGFzbQ',
};

const SHAKEN = [
  ["import { Policy } from 'genkan'; globalThis.used = Policy;", ['policy']],
  ["import { en } from 'genkan/messages/en'; globalThis.used = en;", ['en']],
  ["import { ja } from 'genkan/messages/ja'; globalThis.used = ja;", ['ja']],
  // Imports that are not used are removed; only these are kept for their side
  // effects.
  ["import { Policy } from 'genkan'; import { en } from 'genkan/messages/en'; import 'genkan/element';", []],
  ["import 'genkan/element/define';", ['policy', 'element', 'en', 'ja']],
  ["import 'genkan/inline'; import 'genkan/element/define';", ['policy', 'element', 'en', 'ja', 'inline']],
];

for (const [script, parts] of SHAKEN) {
  for (const [bundler, bundled] of Object.entries({ esbuild: byEsbuild, Rollup: byRollup })) {
    test(`${bundler} keeps only what is used: ${script}`, async () => {
      const text = await bundled(script);
      const kept = Object.keys(PARTS).filter((part) => text.includes(PARTS[part]));
      assert.deepEqual(kept, parts);
    });
  }
}

async function byEsbuild(contents) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    format: 'esm',
    charset: 'utf8',
    write: false,
    logLevel: 'error',
  });
  return outputFiles.map(({ text }) => text).join('\n');
}

async function byRollup(contents) {
  const entry = { name: 'entry', resolveId: (id) => (id === 'entry' ? join(import.meta.dirname, 'entry.js') : null),
    load: (id) => (id.endsWith('/packaging/entry.js') ? contents : null) };
  const bundle = await rollup({ input: 'entry', plugins: [entry, resolve({ browser: true })], logLevel: 'silent' });
  const { output } = await bundle.generate({ format: 'es' });
  return output.map(({ code }) => code ?? '').join('\n');
}
