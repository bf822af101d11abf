// The whole way in: a registered contact without a password, from the sign-in
// page to the signed-in page, in both languages, with and without JavaScript.

import assert from "node:assert/strict";
import { test } from "node:test";

import { look, visit } from "./browser.mjs";
import { openSite } from "./site.mjs";
import { askForLink, answerOf, setPassword, signIn, signOut, tryPassword } from "./steps.mjs";
import { says, WORDS } from "./words.mjs";

const WAYS = [
  { language: "ja", javascript: true, address: "taro.yamada@customer.example", name: "山田 太郎" },
  { language: "ja", javascript: false, address: "hanako@customer.example", name: "佐藤 花子" },
  { language: "en", javascript: true, address: "alice.smith@customer.example", name: "Alice Smith" },
  { language: "en", javascript: false, address: "bob@customer.example", name: "Bob Brown" },
];

const site = await openSite(WAYS);

/** What is to be seen; what was said of the password before is said anew after a pause. */
const shown = (page) => page.evaluate(() => {
  const parts = [...document.querySelector("genkan-password")?.shadowRoot?.children ?? []];
  const seen = parts.filter((node) => node.checkVisibility() && !node.matches("[part=live]"));
  return [document.body, ...seen].map((node) => node.innerText).join("\n");
});

for (const { language, javascript, address, name } of WAYS) {
  const words = WORDS[language];
  const way = `${language}${javascript ? "" : "-no-js"}`;

  test(`a registered contact gets in (${way})`, async () => {
    const visitor = await visit(site, { locale: words.locale, javascript });
    const { page } = visitor;

    await page.goto("/");
    assert.equal(visitor.path(), "/signin");
    await look(visitor, `1-signin-${way}`);

    assert.ok((await page.locator('a[href="/forgot"]').innerText()).includes(words.forgot));
    await page.locator('a[href="/forgot"]').click();
    await page.waitForURL("**/forgot");
    await look(visitor, `2-forgot-${way}`);

    await askForLink(visitor, address);
    await look(visitor, `3-sent-${way}`);
    assert.ok((await visitor.text()).includes("support@provider.example"), "names the sender");

    const email = await site.mailServer.emailTo(address);
    await page.goto(email.link);
    assert.equal(page.url(), email.link, "the link can be opened in another browser");
    assert.ok(!(await page.content()).includes("gkn_"), "the token is not in the page");
    await look(visitor, `4-reset-${way}`);

    const localPart = address.split("@")[0].split(".")[0];
    await tryPassword(visitor, localPart);
    assert.ok(visitor.path().startsWith("/reset/"));
    const refusal = await visitor.text();
    assert.ok(says(refusal, words.tooFewKinds), refusal);
    assert.ok(says(refusal, words.localPart), refusal);
    assert.equal(says(refusal, words.tooShort), localPart.length < 6, refusal);
    await look(visitor, `5-reset-refused-${way}`);

    await tryPassword(visitor, "abc");
    const another = await shown(page);
    assert.ok(says(another, words.tooShort), another);
    assert.ok(says(another, words.tooFewKinds), another);
    assert.ok(!says(another, words.localPart), another);

    await tryPassword(visitor, "blue7Kite!", "blue7Kite?");
    assert.ok(visitor.path().startsWith("/reset/"));
    await look(visitor, `6-reset-unlike-${way}`);

    await setPassword(visitor, "blue7Kite!");
    assert.equal(visitor.path(), "/signin");
    await look(visitor, `7-password-set-${way}`);

    await signIn(visitor, address, "blue7Kite?");
    assert.equal(visitor.path(), "/signin");
    await look(visitor, `8-signin-refused-${way}`);

    await signIn(visitor, address, "blue7Kite!");
    assert.equal(visitor.path(), "/");
    assert.ok((await visitor.text()).includes(name), "greets by name");
    await look(visitor, `9-home-${way}`);

    for (const path of ["/password", "/contacts", "/help"]) {
      await page.goto(path);
      assert.equal(visitor.path(), path);
      await look(visitor, `10-${path.slice(1)}-${way}`);
    }

    await page.goto("/");
    await signOut(visitor);
    assert.equal(visitor.path(), "/signin");
    await page.goto("/");
    assert.equal(visitor.path(), "/signin");
    await visitor.close();
  });
}

test("without the module, the server says alone what it would have said", async () => {
  const contact = { name: "鈴木 次郎", address: "jiro@customer.example" };
  await site.portal.add(contact);
  const visitor = await visit(site, { locale: "ja-JP" });
  const { page } = visitor;
  await page.route("**/*.wasm", (route) => route.abort());
  await askForLink(visitor, contact.address);
  await page.goto((await site.mailServer.emailTo(contact.address)).link);
  await setPassword(visitor, "jiro");
  assert.ok(visitor.path().startsWith("/reset/"));
  const refusal = await visitor.text();
  for (const reason of [WORDS.ja.tooShort, WORDS.ja.tooFewKinds, WORDS.ja.localPart]) {
    assert.ok(says(refusal, reason), refusal);
  }
  await setPassword(visitor, "blue7Kite!");
  assert.equal(visitor.path(), "/signin");
  await visitor.close();
});

test("a page changes its language on request and stays where it was", async () => {
  const visitor = await visit(site, { locale: "ja-JP", javascript: false });
  const { page } = visitor;
  await page.goto("/forgot");
  await answerOf(page, () => page.locator('form[action="/language"] button[value="en"]').click());
  assert.equal(visitor.path(), "/forgot");
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  await page.goto("/signin");
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  await visitor.close();
});
