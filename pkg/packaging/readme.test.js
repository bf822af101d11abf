// The README matches what the other tests prove.

import assert from 'node:assert/strict';
import { access, readFile } from 'node:fs/promises';
import { test } from 'node:test';

import { ENOUGH } from './lib/content_policy.js';
import { installed } from './lib/installed.js';

const [readme, japanese] = await Promise.all(['README.md', 'README.ja.md'].map((file) => readFile(installed(file), 'utf8')));

for (const name of ['react', 'vue', 'svelte']) {
  test(`the types for ${name} are those that were compiled`, async () => {
    const types = await readFile(new URL(`${name}/genkan.d.ts`, import.meta.url), 'utf8');
    assert.ok(readme.includes(`\`\`\`ts\n${types}\`\`\``));
  });
}

// Indented as its application has it, or not.
const folded = (text) => text.replace(/\s+/g, ' ').trim();

for (const [language, paths] of Object.entries({
  tsx: ['react/form.tsx'],
  html: ['vue/Form.vue', 'svelte/Form.svelte', 'applications/angular/main.ts'],
})) {
  test(`the examples in ${language} are those of the applications`, async () => {
    const part = readme.slice(readme.indexOf('### Frameworks'), readme.indexOf('## The report'));
    const examples = [...part.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 'gs'))].flatMap(([, code]) => code.split('\n\n'));
    const sources = await Promise.all(paths.map(async (path) => folded(await readFile(new URL(path, import.meta.url), 'utf8'))));
    assert.ok(examples.length >= paths.length);
    for (const example of examples) {
      assert.ok(sources.some((source) => source.includes(folded(example))), example);
    }
  });
}

test('the content security policy is the one that was tried', () => {
  assert.ok(readme.includes(`  ${ENOUGH}\n`));
});

test('every link leads into the package, or to an address', async () => {
  const targets = [...(readme + japanese).matchAll(/\]\(([^)]+)\)|(?:src|href)="([^"/][^"]*)"/g)].map(([, link, html]) => link ?? html);
  assert.ok(targets.length > 0);
  for (const target of targets.filter((each) => !/^(https:|#)/.test(each))) await access(installed(target.split('#')[0]));
});

test('every tool of the table is in a test', async () => {
  const files = ['entries.test.js', 'applications.test.js', 'tools/tools.test.js'];
  const tests = await Promise.all(files.map((file) => readFile(new URL(file, import.meta.url), 'utf8')));
  const rowsOf = (text, heading) => text.slice(text.indexOf(heading)).split('\n\n')[0].split('\n').slice(2);
  const rows = rowsOf(readme, '| your tool |');
  const names = rows.flatMap((row) => row.split('|')[1].match(TOOLS) ?? []);
  assert.ok(names.length > 15, names.join());
  for (const name of names) assert.ok(tests.some((text) => text.includes(name)), name);
  assert.equal(rowsOf(japanese, '| ツール |').length, rows.length);
});

const TOOLS = /[A-Z][A-Za-z]+|webpack|esbuild|import map|service worker|background script|one script/g;

test('every entry is named', async () => {
  const { exports } = JSON.parse(await readFile(installed('package.json'), 'utf8'));
  const silent = Object.keys(exports).filter((entry) => {
    const name = entry.split('/').at(-1);
    return entry !== '.' && !readme.includes(`genkan${entry.slice(1)}`) && !readme.includes(`\`/${name}\``);
  });
  assert.deepEqual(silent, []);
});
