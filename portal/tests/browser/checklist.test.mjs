// The checklist that lives under the field, and the server's verdict.

import assert from "node:assert/strict";
import { test } from "node:test";

import { visit } from "./browser.mjs";
import { openSite } from "./site.mjs";
import { verdict } from "./portal.mjs";
import { askForLink } from "./steps.mjs";

const TARO = { name: "山田 太郎", address: "taro.yamada@customer.example" };

/** The rule that each of the server's words belongs to. */
const RULE = {
  "too-short": "length",
  "too-few-kinds": "kinds",
  "contains-local-part": "local-part",
  "too-long": "size",
  "forbidden-character": "characters",
};

const PASSWORDS = [
  "t", "taro", "Taro-2026", "abc", "abcdef", "Abcdef", "Abcde7", "blue7Kite!", "ＴＡＲＯ7kite!",
  "blue_kite", "Blue_kite", "パスワード", "パスワードAb7", "e\u0301e\u0301e\u0301aB7", "🔑🔑🔑aB7",
  "YAMADA-aB7!", "a yamada B7", " aB7 ! ", "x".repeat(1020) + "aB7!", "x".repeat(1024) + "aB7!",
];

const site = await openSite([TARO]);

/** Which rules the page says are unmet. */
const unmet = (page) => page.locator('[part~=rule][data-status="unmet"]')
  .evaluateAll((items) => items.map((item) => item.dataset.rule).sort());

test("it changes as one types, and says what the server says", async () => {
  const visitor = await visit(site, { locale: "ja-JP" });
  const { page } = visitor;
  await askForLink(visitor, TARO.address);
  await page.goto((await site.mailServer.emailTo(TARO.address)).link);

  const field = page.locator('[name="new_password"]');
  const rule = (name) => page.locator(`[part~=rule][data-rule="${name}"]`);
  await field.pressSequentially("taro");
  await page.locator('[part~=rule][data-rule="local-part"][data-status="unmet"]').waitFor();
  await field.fill("");
  await field.pressSequentially("blue7Kite!");
  for (const name of ["length", "kinds", "local-part"]) {
    assert.equal(await rule(name).getAttribute("data-status"), "met", name);
  }

  for (const password of PASSWORDS) {
    const said = (await verdict(password, TARO.address)).map((code) => RULE[code]).sort();
    await field.fill(password);
    // The element may wait for a pause in the typing.
    await page.waitForFunction(
      (rules) => JSON.stringify([...document.querySelector("genkan-password").shadowRoot.querySelectorAll('[data-status="unmet"]')]
        .map((item) => item.dataset.rule).sort()) === rules,
      JSON.stringify(said),
      { timeout: 3_000 },
    ).catch(async () => {
      assert.deepEqual(await unmet(page), said, `of ${password.slice(0, 30)}`);
    });
  }
  assert.deepEqual(visitor.complaints, []);
  await visitor.close();
});

test("the password can be shown and hidden", async () => {
  const visitor = await visit(site, { locale: "en-US" });
  const { page } = visitor;
  await page.goto((await site.mailServer.emailTo(TARO.address)).link);
  const field = page.locator('[name="new_password"]');
  assert.equal(await field.getAttribute("type"), "password");
  await page.locator('[part=reveal]').click();
  assert.equal(await field.getAttribute("type"), "text");
  await page.locator('[part=reveal]').click();
  assert.equal(await field.getAttribute("type"), "password");
  assert.equal(await field.getAttribute("autocomplete"), "new-password");
  await visitor.close();
});
