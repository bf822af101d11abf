// The element in Chromium and in Firefox. portal/tests/browser/ tests its look
// and its accessibility in Chromium.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { BROWSERS, open } from './launch.js';
import { serve } from './server.js';

for (const browser of Object.keys(BROWSERS)) {
  test(`${browser}: a form with the element`, async () => {
    const server = await serve({ page: 'element.html' });
    try {
      const { error, steps } = await open(browser, server.url, server.found);
      assert.equal(error, undefined);
      assert.deepEqual(steps, STEPS);
    } finally {
      await server.close();
    }
  });
}

for (const browser of Object.keys(BROWSERS)) {
  test(`${browser}: a page that the browser has kept, and shows again`, async () => {
    const server = await serve({ page: 'restored.html' });
    try {
      const { steps } = await open(browser, server.url, server.found);
      assert.deepEqual(steps, {
        restored: { type: 'password', pressed: 'false', buttons: 1, unmet: 'length,kinds' },
        works: { type: 'text', pressed: 'true', buttons: 1, unmet: '' },
      });
    } finally {
      await server.close();
    }
  });
}

const STEPS = {
  wrong: ['length,kinds,local-part', true, false, true],
  heard: [
    'Use at least 6 characters: 2 more to go.',
    'Add 2 more kinds of characters: upper case, digits or special characters.',
    'Leave out the part of your email address before the @.',
  ],
  different: ['', true],
  right: ['', true, 'secret,blue7Kite!'],
  address: 'local-part',
  shown: ['text', 'true'],
  disabled: [true, false],
  reset: ['', '', 0],
  reports: 3,
};
