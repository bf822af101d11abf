// The pages without a mouse, and in the colours that people choose.

import assert from "node:assert/strict";
import { test } from "node:test";

import { lookInColours, visit } from "./browser.mjs";
import { openSite } from "./site.mjs";
import { answerOf, askForLink, tabTo, tryPassword } from "./steps.mjs";
import { WORDS } from "./words.mjs";

const PEOPLE = {
  ja: { name: "山田 太郎", address: "taro@customer.example", language: "ja" },
  en: { name: "Alice Smith", address: "alice@customer.example", language: "en" },
};

const site = await openSite(Object.values(PEOPLE));

for (const language of ["ja", "en"]) {
  test(`with the keyboard alone, in every colour (${language})`, async () => {
    const { address, name } = PEOPLE[language];
    const visitor = await visit(site, { locale: WORDS[language].locale });
    const { page } = visitor;

    await page.goto("/signin");
    await lookInColours(visitor, `colours-signin-${language}`);
    await askForLink(visitor, address);
    await lookInColours(visitor, `colours-sent-${language}`);
    const { link } = await site.mailServer.emailTo(address);
    await page.goto(link);
    await tryPassword(visitor, "abc");
    await lookInColours(visitor, `colours-refused-${language}`);

    await page.goto(link);
    await tabTo(page, '[name="new_password"]');
    await page.keyboard.type("blue7Kite!");
    await tabTo(page, '[part=reveal]');
    await page.keyboard.press("Space");
    assert.equal(await page.locator('[name="new_password"]').getAttribute("type"), "text");
    await page.keyboard.press("Space");
    await tabTo(page, '[name="confirmation"]');
    await page.keyboard.type("blue7Kite!");
    await lookInColours(visitor, `colours-accepted-${language}`);
    await answerOf(page, () => page.keyboard.press("Enter"));
    assert.equal(visitor.path(), "/signin");

    await page.goto("/signin");
    await tabTo(page, '[name="email"]');
    await page.keyboard.type(address);
    await tabTo(page, '[name="password"]');
    await page.keyboard.type("blue7Kite!");
    await answerOf(page, () => page.keyboard.press("Enter"));
    assert.equal(visitor.path(), "/");
    assert.ok((await visitor.text()).includes(name));
    await lookInColours(visitor, `colours-home-${language}`);
    await visitor.close();
  });
}
