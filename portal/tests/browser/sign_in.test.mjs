// The sign-in page: what it loads, how a password is shown, and what another language keeps.

import assert from "node:assert/strict";
import { test } from "node:test";

import { startSecondBrowser, visit } from "./browser.mjs";
import { openDemo } from "./site.mjs";
import { load } from "./page_load.mjs";
import { answerOf, send } from "./steps.mjs";

const LARGEST_LOAD = 15 * 1024;

const site = await openDemo([]);

test("the first load is small, and what is kept is not loaded again", async () => {
  const visitor = await visit(site, { locale: "ja-JP" });
  const { page } = visitor;
  const first = await load(page);
  const total = first.reduce((sum, { bytes }) => sum + bytes, 0);
  assert.ok(first.length >= 4, `${first.length} files`);
  assert.ok(total <= LARGEST_LOAD, `${total} bytes`);
  const version = await page.locator('link[rel="stylesheet"]').first().getAttribute("href");
  assert.match(version, /^\/assets\/[0-9a-f]{16}\/portal\.css$/);
  const answer = await page.request.get(version);
  assert.equal(answer.headers()["cache-control"], "public, max-age=31536000, immutable");
  const old = await page.request.get(version.replace(/[0-9a-f]{16}/, "0".repeat(16)));
  assert.equal(old.headers()["cache-control"], "no-cache");
  await visitor.close();
});

test("a password is shown and hidden, and hidden when it is sent", async () => {
  const visitor = await visit(site, { locale: "en-US" });
  const { page } = visitor;
  await page.goto("/signin");
  await page.fill("#password", "wrong1Kite!");
  const type = () => page.locator("#password").getAttribute("type");
  const button = (pressed) => page.getByRole("button", { name: "Show password", pressed });
  await button(false).click();
  assert.equal(await type(), "text");
  await button(true).click();
  assert.equal(await type(), "password");
  await button(false).click();
  await page.fill("#email", "taro.yamada@example.co.jp");
  await answerOf(page, () => send(page, "password"));
  assert.equal(await type(), "password");
  assert.match(await page.title(), /^Error: Sign in/);
  assert.equal(await page.locator("#password").inputValue(), "");
  await visitor.close();
});

test("another language keeps what was typed, and no password", async () => {
  const visitor = await visit(site, { locale: "ja-JP" });
  const { page } = visitor;
  await page.goto("/help/sign-in");
  await page.fill("#email", "taro.yamada@example.co.jp");
  await page.check('[value="no-email"]');
  await page.fill("textarea", "届きません");
  await answerOf(page, () => page.getByRole("button", { name: "English" }).click());
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  assert.equal(await page.locator("#email").inputValue(), "taro.yamada@example.co.jp");
  assert.ok(await page.locator('[value="no-email"]').isChecked());
  assert.equal(await page.locator("textarea").inputValue(), "届きません");

  await page.goto("/signin");
  await page.fill("#email", "taro.yamada@example.co.jp");
  await page.fill("#password", "blue7Kite!");
  await answerOf(page, () => page.getByRole("button", { name: "日本語" }).click());
  assert.equal(await page.locator("#email").inputValue(), "taro.yamada@example.co.jp");
  assert.equal(await page.locator("#password").inputValue(), "");
  const kept = await page.evaluate(() => JSON.stringify({ ...sessionStorage }));
  assert.equal(kept, "{}");
  await visitor.close();
});

test("an address that a Japanese input method wrote is sent and accepted", async () => {
  const second = await startSecondBrowser();
  for (const browser of [site.browser, second]) {
    const visitor = await visit({ ...site, browser }, { locale: "ja-JP" });
    const { page } = visitor;
    await page.goto("/forgot");
    await page.locator("#email").focus();
    await page.keyboard.insertText("ｔａｒｏ＠ｅｘａｍｐｌｅ．ｃｏ．ｊｐ\u3000");
    await answerOf(page, () => page.keyboard.press("Enter"));
    assert.equal(visitor.path(), "/forgot/sent");
    // An empty field is found by the browser, and another mistake by the server.
    await page.goto("/signin");
    await page.fill("#password", "blue7Kite!");
    await send(page, "password");
    assert.ok(await page.locator("#email").evaluate((input) => input.validity.valueMissing));
    await page.locator("#email").focus();
    await page.keyboard.insertText("ｔａｒｏ");
    await answerOf(page, () => page.keyboard.press("Enter"));
    assert.match(await visitor.text(), /メールアドレスに「@」がありません。/);
    assert.equal(await page.inputValue("#email"), "ｔａｒｏ");
    await visitor.close();
  }
});
