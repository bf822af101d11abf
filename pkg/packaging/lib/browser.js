import assert from 'node:assert/strict';

import * as playwright from 'playwright-core';

import { close, OPTIONS, startChromium } from '../../test/support/browser.js';
import { onEnd } from '../../test/support/guard.js';
import { assertVerdicts } from './expected.js';
import { serve } from './server.js';

export { close };

/** Starts Chromium, for the tests of a file. */
export async function startBrowser() {
  return (await startChromium(playwright)).browser;
}

/** Starts Chromium with an extension, and returns its context. */
export async function startExtension(profile, folder) {
  const options = [`--disable-extensions-except=${folder}`, `--load-extension=${folder}`];
  const launch = { executablePath: '/usr/bin/chromium', args: ['--headless=new', ...OPTIONS, ...options], headless: false };
  const context = await playwright.chromium.launchPersistentContext(profile, launch);
  onEnd('an extension', () => context.close());
  return context;
}

/** Opens a page; `complaints` are the errors of its scripts and of its content policy. */
export async function open(browser, url) {
  const page = await browser.newPage();
  page.setDefaultTimeout(20_000);
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    const isOfTheIcon = message.location().url.endsWith('/favicon.ico');
    if (['error', 'warning'].includes(message.type()) && !isOfTheIcon) complaints.push(message.text());
  });
  await page.goto(url);
  return { page, complaints };
}

/** Checks that a form with the element refuses a weak password and accepts a strong one. */
export async function assertForm(page, { field = '#new', email = '#email' } = {}) {
  const met = (rule) => page.locator(`[data-rule="${rule}"][data-status="met"]`);
  const unmet = (rule) => page.locator(`[data-rule="${rule}"][data-status="unmet"]`);
  const isValid = () => page.locator(field).evaluate((input) => input.validity.valid);

  await page.locator('[part~="rule"][data-rule="length"]').waitFor();
  await page.fill(email, 'taro.yamada@example.jp');
  await page.fill(field, 'Yamada2026');
  await page.locator(field).blur();
  await unmet('local-part').waitFor();
  assert.equal(await met('length').count(), 1);
  assert.equal(await isValid(), false);

  // The address is part of the context.
  await page.fill(email, 'hanako@example.jp');
  await met('local-part').waitFor();
  await page.fill(field, 'Genkan#2026');
  await met('kinds').waitFor();
  assert.equal(await isValid(), true);
}

/** Opens a folder's page, and checks its verdicts and its form. */
export async function assertPage(browser, folder, { hasForm = true, headers, path = '' } = {}) {
  const server = await serve(folder, { headers });
  try {
    await assertPageAt(browser, server.url + path, { hasForm });
  } finally {
    await server.close();
  }
}

export async function assertPageAt(browser, url, { hasForm = true } = {}) {
  const { page, complaints } = await open(browser, url);
  await page.waitForFunction(() => globalThis.verdicts);
  assertVerdicts(await page.evaluate(() => globalThis.verdicts));
  if (hasForm) await assertForm(page);
  assert.deepEqual(complaints, []);
  await close(page);
}
