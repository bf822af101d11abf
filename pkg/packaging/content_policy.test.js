// Under a strict content security policy, and under one that forbids the module.

import assert from 'node:assert/strict';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { assertForm, close, startBrowser } from './lib/browser.js';
import { ENOUGH } from './lib/content_policy.js';
import { newFolder } from './lib/folder.js';
import { installed } from './lib/installed.js';
import { serve } from './lib/server.js';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
let browser;
let folder;

before(async () => {
  browser = await startBrowser();
  folder = await newFolder();
  await cp(installed('dist'), join(folder, 'genkan'), { recursive: true });
  await writeFile(join(folder, 'main.js'), "import './genkan/element/define.js';\n");
  const html = await readFile(here('page/index.html'), 'utf8');
  const style = '<link rel="stylesheet" href="genkan/element/genkan-password.css">\n    <script';
  await writeFile(join(folder, 'index.html'), html.replace('<script', style));
});

/** Opens the page under a content security policy, and collects the violations of it that the browser reports. */
async function visit(policy, then) {
  const server = await serve(folder, { headers: { 'content-security-policy': policy } });
  const page = await browser.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.addInitScript(() => {
    globalThis.violations = [];
    document.addEventListener('securitypolicyviolation', (event) =>
      globalThis.violations.push(`${event.effectiveDirective} ${event.blockedURI}`));
  });
  try {
    await page.goto(server.url);
    await then(page, () => page.evaluate(() => globalThis.violations));
    assert.deepEqual(errors, []);
  } finally {
    await close(page);
    await server.close();
  }
}

test('the strict policy of the README is enough, with trusted types', async () => {
  await visit(ENOUGH, async (page, violations) => {
    await assertForm(page);
    const rules = await page.evaluate(() => document.styleSheets[0].cssRules.length);
    assert.ok(rules > 0, 'the stylesheet is loaded');
    assert.deepEqual(await violations(), []);
  });
});

test('the browser reports what the policy forbids', async () => {
  // So that the test above can fail.
  await visit(ENOUGH, async (page, violations) => {
    await page.evaluate(() => document.body.setAttribute('style', 'color: red')).catch(() => {});
    await page.evaluate(() => {
      try {
        document.body.innerHTML = '<p>';
      } catch {
        // The type is not trusted.
      }
    });
    const kinds = (await violations()).map((each) => each.split(' ')[0]);
    assert.deepEqual(kinds, ['style-src-attr', 'require-trusted-types-for']);
  });
});

test('if the module is forbidden, the field is a plain one and the server decides', async () => {
  await visit(ENOUGH.replace(" 'wasm-unsafe-eval'", ''), async (page, violations) => {
    await page.locator('[part=trouble]:visible').waitFor();
    assert.deepEqual(await violations(), ['script-src wasm-eval']);

    await page.fill('#new', 'taro');
    assert.equal(await page.locator('#new').evaluate((input) => input.validity.valid), true);
    assert.equal(await page.locator('[data-status="unmet"]').count(), 0);
    const [sent] = await Promise.all([
      page.waitForRequest((request) => request.url().includes('new_password=taro')),
      page.click('button:text("Set password")'),
    ]);
    assert.equal(new URL(sent.url()).searchParams.get('new_password'), 'taro');
    await page.waitForURL(sent.url());
  });
});
