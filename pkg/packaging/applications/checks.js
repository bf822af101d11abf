// What must hold on the page of every application, whatever renders it.

import assert from 'node:assert/strict';

import { assertForm } from '../lib/browser.js';

const STRONG = 'blue7Kite!';

/** Waits until the element has its policy. */
export const ready = (page) => page.waitForFunction(() => document.querySelector('genkan-password')?.report);

/** Every control of the form, and every part that the element has made. */
const census = (page) => page.evaluate(() => {
  const element = document.querySelector('genkan-password');
  const { shadowRoot: root } = element;
  return {
    fields: [...element.closest('form').elements].filter(({ name }) => /new_password|again/.test(name)).map(({ name }) => name).sort(),
    buttons: root.querySelectorAll('[part=reveal]').length,
    lists: [...root.querySelectorAll('ul, slot[name=rules]')].filter((each) => each.checkVisibility()).length,
    lines: [...root.querySelectorAll('[part~=rule]')].map((line) => line.dataset.rule),
    live: root.querySelectorAll('[part=live]').length,
    type: element.input.type,
  };
});

const WHOLE = {
  fields: ['again', 'new_password'], buttons: 1, lists: 1, lines: ['length', 'kinds', 'local-part'], live: 1, type: 'password',
};

/** The element is whole, and works. */
async function assertWhole(page) {
  await ready(page);
  assert.deepEqual(await census(page), WHOLE);
  await assertForm(page);
}

const value = (page, id) => page.locator(id).inputValue();

/** By name: a function of the page and of the application. */
export const CHECKS = {
  async 'it checks while a person types, and adds nothing to the page'(page) {
    const markup = () => page.locator('genkan-password').evaluate((element) =>
      [...element.querySelectorAll('*')].map(({ localName, id }) => localName + id));
    const before = await markup();
    await assertWhole(page);
    assert.deepEqual(await markup(), before);
  },

  async 'what is typed before a framework is there stays, and so does the focus'(page, { hydrates, hasModel, url }) {
    if (!hydrates) return;
    // The element's own scripts are loaded; the framework's wait.
    let release;
    const gate = new Promise((resolve) => { release = resolve; });
    const isOther = (address) => address.pathname.endsWith('.js') && !address.pathname.startsWith('/genkan/');
    await page.route(isOther, async (route) => {
      await gate;
      await route.continue();
    });
    await page.goto(url, { waitUntil: 'commit' });
    await ready(page);
    await page.locator('#new').pressSequentially('abc');
    await page.locator('[part~=rule][data-status=unmet]').first().waitFor();
    await page.evaluate(() => {
      for (const id of ['new', 'rules']) document.getElementById(id).isSame = true;
      document.querySelector('genkan-password').isSame = true;
    });
    release();
    await page.waitForFunction(hydrates, undefined, { polling: 100 });
    await page.waitForTimeout(300);
    assert.deepEqual(await page.evaluate(() =>
      [...document.querySelectorAll('#new, #rules, genkan-password')].map((node) => node.isSame)), [true, true, true]);
    assert.equal(await page.evaluate(() => document.activeElement.id), 'new');
    assert.equal(await value(page, '#new'), hasModel ? '' : 'abc');
    await page.unroute(isOther);
    assert.deepEqual(await census(page), WHOLE);
  },

  async 'a password that is shown stays shown while a person types'(page) {
    await page.locator('[part=reveal]').click();
    await page.locator('#new').pressSequentially('blue7 Kit');
    // In the middle, as somebody who corrects it.
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.type('XY');
    assert.equal(await value(page, '#new'), 'blue7 KiXYt');
    assert.equal(await page.locator('#new').getAttribute('type'), 'text');
    assert.equal(await page.locator('[part=reveal]').getAttribute('aria-pressed'), 'true');
    await page.locator('[part=reveal]').click();
    assert.equal(await page.locator('#new').getAttribute('type'), 'password');
  },

  async 'what the page renders again is followed'(page) {
    await page.locator('#new').fill('abc');
    await page.locator('#new').blur();
    await page.locator('#render').click();
    await page.waitForTimeout(300);
    // Whether the text is kept is the framework's decision.
    const isKept = (await value(page, '#new')) !== '';
    assert.equal(await page.locator('#new').evaluate(({ validity }) => validity.customError), isKept);
    assert.equal(await page.locator('[part~=rule][data-status=unmet]').count() > 0, isKept);
    await assertWhole(page);
  },

  async 'another page and back: the element is there once, and shows no password'(page) {
    await page.locator('#new').fill('secret7Kite!');
    await page.locator('[part=reveal]').click();
    assert.equal(await page.locator('#new').getAttribute('type'), 'text');
    await page.locator('#away').click();
    await page.locator('h1', { hasText: 'Another page' }).waitFor();
    // Without waiting for a page to load: a browser may have kept this one.
    await page.evaluate(() => history.back());
    await page.locator('genkan-password').waitFor();
    await ready(page);
    assert.equal(await page.locator('#new').getAttribute('type'), 'password');
    assert.equal(await value(page, '#new'), '');
    await assertWhole(page);
  },

  async 'the language of the page changes'(page) {
    await page.evaluate(() => document.documentElement.setAttribute('lang', 'ja'));
    await page.locator('[part~=rule]', { hasText: '6文字以上' }).waitFor();
    await page.getByRole('button', { name: 'パスワードを表示' }).waitFor();
    await page.locator('#new').fill('abc');
    await page.locator('[part=violation]', { hasText: '6文字以上' }).waitFor();
  },

  async 'what is wrong is told in one place, and the field has the focus'(page) {
    await page.evaluate(() => {
      globalThis.bubbles = [];
      addEventListener('invalid', (event) => setTimeout(() => event.defaultPrevented || globalThis.bubbles.push(event.target.id)), true);
    });
    await page.locator('#email').fill('taro@example.jp');
    await page.locator('#new').fill('abc');
    await page.locator('#again').fill('abcd');
    await page.locator('#send').click();
    await page.waitForFunction(() => document.activeElement.id === 'new');
    assert.deepEqual(await page.evaluate(() => globalThis.bubbles), []);
    assert.equal(await page.locator('[part=violation]:visible').count(), 2);
    const described = await page.locator('#new').evaluate((field) =>
      field.getAttribute('aria-describedby').split(' ').map((id) => document.getElementById(id).textContent));
    assert.match(described[0], /Use at least 6 characters/);
    assert.match(described[1], /At least 6 characters/);
    await page.locator('#email').focus();
    await page.waitForFunction(() => document.querySelector('#new').getAttribute('aria-describedby') === 'rules');
    assert.equal(await page.locator('[id^=genkan]').count(), 0);
  },

  async 'the form is sent with one field of each name'(page, { answer }) {
    await page.locator('#email').fill('taro@example.jp');
    await page.locator('#new').fill(STRONG);
    await page.locator('#again').fill(STRONG);
    await page.locator('#send').click();
    await page.locator('#sent').waitFor();
    const sent = JSON.parse(await page.locator('#sent').innerText()).filter(([name]) => !name.startsWith('$'));
    assert.deepEqual(sent, [['email', 'taro@example.jp'], ['new_password', STRONG], ['again', STRONG]]);
    await answer?.(page);
  },
};

/** For pages of a server that has refused the password and marks its list. */
export async function assertMarks(page) {
  await ready(page);
  assert.equal(await page.locator('#rules').isVisible(), true);
  await page.locator('#new').pressSequentially(STRONG);
  assert.equal(await page.locator('#rules').isVisible(), false);
  assert.equal(await page.locator('[part~=rule][data-status=met]').count(), 2);
}
