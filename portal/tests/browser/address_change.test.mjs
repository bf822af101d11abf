// A signed-in person changes the address, proves the new one, and takes the
// former one back, in both languages, with and without JavaScript.

import assert from "node:assert/strict";
import { test } from "node:test";

import { look, lookInColours, visit } from "./browser.mjs";
import { openSite } from "./site.mjs";
import { linkTo } from "./mail.mjs";
import { changeAddress, press, setPassword, signIn, welcome } from "./steps.mjs";
import { WORDS } from "./words.mjs";

const PASSWORD = "blue7Kite!";
const WAYS = [
  { language: "ja", javascript: true, name: "山田 太郎", address: "taro@customer.example" },
  { language: "ja", javascript: false, name: "佐藤 花子", address: "hanako@customer.example" },
  { language: "en", javascript: true, name: "Alice Smith", address: "alice@customer.example" },
  { language: "en", javascript: false, name: "Bob Brown", address: "bob@customer.example" },
];

const site = await openSite(WAYS.map((way) => ({ ...way, company: "Kite Works" })));

/** Opens a link: its token stays out of the page. */
async function open({ page }, email, name) {
  await page.goto(linkTo(email, name));
  assert.ok(!(await page.content()).includes("gkn_"), "the token is not in the page");
}

for (const { language, javascript, name, address } of WAYS) {
  const way = `${language}${javascript ? "" : "-no-js"}`;
  const fresh = address.replace("@customer", "@new");

  test(`to another address and back (${way})`, async () => {
    const visitor = await visit(site, { locale: WORDS[language].locale, javascript });
    const { page } = visitor;
    await welcome(visitor, site.mailServer, { address }, PASSWORD);
    await signIn(visitor, address, PASSWORD);
    for (const said of [name, "Kite Works", address]) {
      assert.ok((await visitor.text()).includes(said), said);
    }
    await page.locator('a[href="/email"]').click();
    await page.waitForURL("**/email");
    await look(visitor, `email-1-${way}`);

    await changeAddress(visitor, fresh, "wrong7Kite!");
    assert.equal(visitor.path(), "/email");
    assert.equal(await page.inputValue('[name="email"]'), fresh, "what was typed stays");
    assert.equal(await page.inputValue('[name="current_password"]'), "");
    await look(visitor, `email-2-refused-${way}`);
    if (javascript) await lookInColours(visitor, `email-2-refused-${way}`);
    await changeAddress(visitor, fresh, PASSWORD);
    assert.equal(visitor.path(), "/email/sent");
    assert.ok((await visitor.text()).includes(fresh));
    await look(visitor, `email-3-sent-${way}`);
    await page.goto("/");
    assert.ok((await visitor.text()).includes(fresh));
    await look(visitor, `email-4-home-${way}`);

    const email = await site.mailServer.emailTo(fresh);
    await open(visitor, email, "address");
    await look(visitor, `email-5-prove-${way}`);
    if (javascript) await lookInColours(visitor, `email-5-prove-${way}`);
    // Looking has changed nothing.
    await page.goto("/");
    assert.ok((await visitor.text()).includes(address));
    await page.goto(linkTo(email, "address"));
    await press(visitor);
    assert.ok(visitor.path().startsWith("/address/"));
    await look(visitor, `email-6-proved-${way}`);
    await page.goto("/");
    assert.equal(visitor.path(), "/signin", "every session has ended");
    await page.goto(linkTo(email, "address"));
    assert.equal(await page.locator("main button").count(), 0);
    await look(visitor, `email-7-used-${way}`);

    await signIn(visitor, fresh, PASSWORD);
    assert.equal(visitor.path(), "/");
    await page.goto("/email");
    assert.equal(await page.locator('[name="email"]').count(), 0, "no second change for now");
    await look(visitor, `email-8-blocked-${way}`);

    await open(visitor, await site.mailServer.emailTo(address, 4), "undo");
    await look(visitor, `email-9-undo-${way}`);
    await press(visitor);
    assert.ok(visitor.path().startsWith("/undo/"));
    await look(visitor, `email-10-undone-${way}`);
    await signIn(visitor, address, PASSWORD);
    assert.equal(visitor.path(), "/signin", "the password has ended");
    await page.goto((await site.mailServer.emailTo(address, 5)).link);
    await setPassword(visitor, "green8Kite!");
    await signIn(visitor, address, "green8Kite!");
    assert.equal(visitor.path(), "/");
    assert.deepEqual(visitor.complaints, []);
    await visitor.close();
  });
}

test("two hands on one button do it once", async () => {
  const contact = { name: "鈴木 次郎", address: "jiro@customer.example" };
  await site.portal.add(contact);
  const visitor = await visit(site, { locale: "ja-JP" });
  const { page } = visitor;
  await welcome(visitor, site.mailServer, contact, PASSWORD);
  await signIn(visitor, contact.address, PASSWORD);
  await changeAddress(visitor, "jiro@new.example", PASSWORD);
  await open(visitor, await site.mailServer.emailTo("jiro@new.example"), "address");
  await page.locator("main button.primary").dblclick();
  await page.waitForFunction(() => document.readyState === "complete" && !document.querySelector("main form"));
  // Whichever answer came last, the change is made, once.
  await site.mailServer.emailTo("jiro@new.example", 2);
  await signIn(visitor, "jiro@new.example", PASSWORD);
  assert.equal(visitor.path(), "/");
  const emails = await site.mailServer.emails();
  assert.equal(emails.filter(({ envelope }) => envelope.to.includes("jiro@new.example")).length, 2);
  await visitor.close();
});
