import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import { stop } from 'esbuild';
import * as playwright from 'playwright-core';

import { startChromium, startFirefox } from '../../test/support/browser.js';
import { onEnd } from '../../test/support/guard.js';
import { open } from '../lib/browser.js';
import { newFolder } from '../lib/folder.js';
import { CHECKS, ready } from './checks.js';

/** Runs these only, while one of them is written: names, with semicolons between them. */
const only = process.env.GENKAN_APPLICATIONS?.split(';');

/** Makes a test of each application, by its name: every check in both browsers. */
export function drive(applications) {
  const browsers = {};
  let out;

  before(async () => {
    out = await newFolder();
    onEnd('esbuild', stop);
    browsers.Chromium = (await startChromium(playwright)).browser;
    // Its driver waits for a page that the browser has kept to load again;
    // pkg/test/browsers/ tests such pages.
    browsers.Firefox = (await startFirefox(playwright, { 'browser.sessionhistory.max_total_viewers': 0 })).browser;
  });

  const chosen = Object.entries(applications).filter(([name]) => !only || only.includes(name));
  const started = [];
  // While one is used, which is mostly waiting, the next one is built.
  const start = (at) => (started[at] ??= chosen[at]?.[1].start(out));

  chosen.forEach(([name, application], at) => test(name, { concurrency: true }, async (context) => {
    const { url } = await start(at);
    start(at + 1)?.catch(() => {});
    await Promise.all(Object.entries(browsers).map(([name, browser]) => context.test(name, async (context) => {
      // One page for all: to open another takes longer than a check.
      const { page, complaints } = await open(browser, 'about:blank');
      for (const [what, check] of Object.entries(CHECKS)) {
        await context.test(what, async () => {
          await page.goto(url);
          await ready(page);
          await check(page, { ...application, url });
          assert.deepEqual(complaints.splice(0).filter((each) => !isExpected(each)), []);
        });
      }
    })));
  }));
}

/**
 * Whether a complaint is expected: that a form was refused; and, in React's
 * development mode, that a field has another description than the server's,
 * because the person has typed before React was there. React leaves it so.
 */
function isExpected(text) {
  const changed = text.match(/^[+-] {5,}\S.*$/gm) ?? [];
  return text.includes('status of 422') ||
    (text.includes("This won't be patched up") && changed.length === 2 && changed.every((line) => line.includes('aria-describedby=')));
}
