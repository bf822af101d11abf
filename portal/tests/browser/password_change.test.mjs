// A signed-in person changes the password.

import assert from "node:assert/strict";
import { test } from "node:test";

import { look, visit } from "./browser.mjs";
import { openSite } from "./site.mjs";
import { changePassword, signIn, tryPassword, welcome } from "./steps.mjs";
import { signIn as enter } from "./web.mjs";
import { says, WORDS } from "./words.mjs";

const TARO = { name: "山田 太郎", address: "taro@customer.example" };
const ALICE = { name: "Alice Smith", address: "alice@customer.example", language: "en" };

const site = await openSite([TARO, ALICE]);

for (const { contact, language, javascript } of [
  { contact: TARO, language: "ja", javascript: true },
  { contact: ALICE, language: "en", javascript: false },
]) {
  test(`the old password and the other sessions end (${language})`, async () => {
    const words = WORDS[language];
    const here = await visit(site, { locale: words.locale, javascript });
    const elsewhere = await visit(site, { locale: words.locale, javascript });
    await welcome(here, site.mailServer, contact, "blue7Kite!");
    await signIn(here, contact.address, "blue7Kite!");
    await signIn(elsewhere, contact.address, "blue7Kite!");
    assert.equal(elsewhere.path(), "/");

    await changePassword(here, "wrong7Kite!", "green8Kite!");
    assert.equal(here.path(), "/password");
    await look(here, `password-wrong-${language}`);
    await here.page.fill('[name="current_password"]', "blue7Kite!");
    await tryPassword(here, "abc");
    assert.equal(here.path(), "/password");
    assert.ok(says(await here.text(), words.tooShort));
    assert.ok(says(await here.text(), words.tooFewKinds));
    await look(here, `password-refused-${language}`);

    await changePassword(here, "blue7Kite!", "green8Kite!");
    await here.page.locator('[role="status"]').first().waitFor();
    assert.equal(await here.page.locator('[name="new_password"]').count(), 0);
    await look(here, `password-changed-${language}`);

    await elsewhere.page.goto("/");
    assert.equal(elsewhere.path(), "/signin", "the other session has ended");
    assert.notEqual((await enter(site.portal.url, contact.address, "blue7Kite!")).location, "/");
    assert.equal((await enter(site.portal.url, contact.address, "green8Kite!")).location, "/");
    await here.close();
    await elsewhere.close();
  });
}
