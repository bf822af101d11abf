// The same form in React, Vue and Svelte: it type-checks, and it runs.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import * as vite from 'vite';

import { assertForm, close, open, startBrowser } from './lib/browser.js';
import { newFolder } from './lib/folder.js';
import { serve } from './lib/server.js';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
let browser;
let out;

before(async () => {
  browser = await startBrowser();
  out = await newFolder();
});

const FRAMEWORKS = {
  react: { compiler: ['typescript/bin/tsc', '-p', '.'], form: 'form.tsx', hasStyle: true },
  vue: { compiler: ['vue-tsc/bin/vue-tsc.js', '-p', '.'], form: 'Form.vue' },
  svelte: { compiler: ['svelte-check/bin/svelte-check', '--fail-on-warnings'], form: 'Form.svelte' },
};

/** Returns the errors of a framework's compiler for a folder; empty if there are none. */
async function compile(name, folder = name) {
  const [program, ...options] = FRAMEWORKS[name].compiler;
  const command = [here(`node_modules/${program}`), ...options];
  return promisify(execFile)('node', command, { cwd: here(folder) }).then(() => '', ({ stdout }) => stdout);
}

for (const [name, { form, hasStyle = false }] of Object.entries(FRAMEWORKS)) {
  test(`${name} compiles`, async () => {
    assert.equal(await compile(name), '');
  });

  test(`${name} reports a misspelt attribute and a field that no report has`, async () => {
    const folder = `.misspelt-${name}`;
    await cp(here(name), here(folder), { recursive: true });
    try {
      const text = await readFile(here(`${name}/${form}`), 'utf8');
      const misspelt = text.replace('policy="', 'polciy="').replace('event.detail', 'event.detial');
      await writeFile(here(`${folder}/${form}`), misspelt);
      const errors = await compile(name, folder);
      assert.match(errors, /polciy/);
      assert.match(errors, /detial/);
    } finally {
      await rm(here(folder), { recursive: true });
    }
  });

  test(`${name} runs`, async () => {
    const folder = join(out, name);
    await vite.build({
      root: here(name),
      configFile: here(`${name}/vite.config.js`),
      build: { outDir: folder, emptyOutDir: true },
      logLevel: 'warn',
    });
    const server = await serve(folder);
    const { page, complaints } = await open(browser, server.url);
    try {
      await assertForm(page);
      assert.equal(await page.evaluate(() => document.styleSheets.length), hasStyle ? 1 : 0);
      // The framework has the report of the element.
      await page.fill('#new', 'short');
      await page.locator('#accepted', { hasText: /^false$/ }).waitFor();
      await page.fill('#new', 'Genkan#2026');
      await page.locator('#accepted', { hasText: /^true$/ }).waitFor();
      assert.deepEqual(complaints, []);
    } finally {
      await close(page);
      await server.close();
    }
  });
}
