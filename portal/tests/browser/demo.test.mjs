// The demo, as somebody tries it out: mail in the browser, no server for it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { look, visit } from "./browser.mjs";
import { openDemo } from "./site.mjs";
import { askForLink, setPassword, signIn } from "./steps.mjs";
import { linkIn } from "./mail.mjs";

const site = await openDemo([{ name: "田中 一郎", address: "ichiro@customer.example" }]);

test("the demo says where it is and who is registered", () => {
  assert.match(site.portal.said(), /^listening on http:\/\/127\.0\.0\.1:\d+\/?$/m);
  assert.match(site.portal.said(), /ichiro@customer\.example/);
});

test("an email is read at /mailbox and its link leads in", async () => {
  const visitor = await visit(site, { locale: "ja-JP" });
  const { page } = visitor;
  await page.goto("/mailbox");
  await look(visitor, "demo-mailbox-empty-ja");

  await askForLink(visitor, "ichiro@customer.example");
  const email = page.locator('a[href^="/mailbox/"]').first();
  for (let tries = 0; tries < 100; tries += 1) {
    await page.goto("/mailbox");
    if (await email.count()) break;
    await sleep(100);
  }
  await look(visitor, "demo-mailbox-ja");
  await email.click();
  await page.waitForURL("**/mailbox/*");
  await look(visitor, "demo-email-ja");

  const link = linkIn(await visitor.text()) ??
    await page.locator('a[href*="/reset/gkn_"]').first().getAttribute("href");
  await page.goto(link);
  assert.ok(visitor.path().startsWith("/reset/"));
  await setPassword(visitor, "blue7Kite!");
  await signIn(visitor, "ichiro@customer.example", "blue7Kite!");
  assert.ok((await visitor.text()).includes("田中 一郎"));
  await visitor.close();
});
