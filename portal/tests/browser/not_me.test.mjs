// "It was not me": the ways out in the emails, in both languages, with and
// without JavaScript.

import assert from "node:assert/strict";
import { test } from "node:test";

import { look, lookInColours, visit } from "./browser.mjs";
import { openSite } from "./site.mjs";
import { linkTo } from "./mail.mjs";
import { askForLink, changeAddress, press, signIn, welcome } from "./steps.mjs";
import { WORDS } from "./words.mjs";

const PASSWORD = "blue7Kite!";
const WAYS = [
  { language: "ja", javascript: true, name: "山田 太郎", address: "taro@customer.example" },
  { language: "ja", javascript: false, name: "佐藤 花子", address: "hanako@customer.example" },
  { language: "en", javascript: true, name: "Alice Smith", address: "alice@customer.example" },
  { language: "en", javascript: false, name: "Bob Brown", address: "bob@customer.example" },
];

const site = await openSite(WAYS);

for (const { language, javascript, address } of WAYS) {
  const way = `${language}${javascript ? "" : "-no-js"}`;

  test(`what I did not do is undone (${way})`, async () => {
    const visitor = await visit(site, { locale: WORDS[language].locale, javascript });
    const { page } = visitor;
    const out = async (email, name) => {
      await page.goto(linkTo(await site.mailServer.emailTo(address, email), "not-me"));
      assert.ok(!(await page.content()).includes("gkn_"));
      await look(visitor, `not-me-${name}-${way}`);
      if (javascript) await lookInColours(visitor, `not-me-${name}-${way}`);
      const title = await page.locator("h1").innerText();
      await press(visitor);
      assert.ok(visitor.path().startsWith("/not-me/"), visitor.path());
      await look(visitor, `not-me-${name}-done-${way}`);
      return title;
    };

    await welcome(visitor, site.mailServer, { address }, PASSWORD);
    // Somebody asks for a link in my name.
    await askForLink(visitor, address);
    const { link } = await site.mailServer.emailTo(address, 3);
    const titles = [await out(3, "link")];
    await page.goto(link);
    assert.equal(await page.locator('[name="new_password"]').count(), 0, "the link has ended");
    await look(visitor, `not-me-ended-${way}`);

    // Somebody changes my address: but the password still opens the door.
    await signIn(visitor, address, PASSWORD);
    assert.equal(visitor.path(), "/");
    await changeAddress(visitor, "thief@elsewhere.example", PASSWORD);
    titles.push(await out(4, "address"));
    await page.goto("/");
    assert.ok(!(await visitor.text()).includes("thief@"));

    // Somebody has set my password.
    titles.push(await out(2, "password"));
    await page.goto("/");
    assert.equal(visitor.path(), "/signin");
    await signIn(visitor, address, PASSWORD);
    assert.equal(visitor.path(), "/signin");
    await site.mailServer.emailTo(address, 5);

    assert.equal(new Set(titles).size, 3, "each page says what it is about");
    await page.goto("/not-me");
    assert.equal(await page.locator("main button").count(), 0);
    await look(visitor, `not-me-nothing-${way}`);
    await visitor.close();
  });
}
