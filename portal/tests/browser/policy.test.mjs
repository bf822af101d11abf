// A policy of one's own, with rules of many kinds and tiers: told, and judged.

import assert from "node:assert/strict";
import { test } from "node:test";

import { look, visit } from "./browser.mjs";
import { openSite } from "./site.mjs";
import { verdict } from "./portal.mjs";
import { answerOf, askForLink, changePassword, send, setPassword, signIn, tryPassword } from "./steps.mjs";

const TARO = { name: "山田 太郎", address: "taro.yamada@customer.example", company: "Kite Works" };
const ALICE = {
  name: "Alice Smith", address: "alice@customer.example", company: "Kite Works", language: "en",
};
const person = ({ name, address, company }) => ({ name, email: address, company });

const site = await openSite([TARO, ALICE], `
[policy]
version = 1
name = "site"
max_bytes = 512
rules = [
  { rule = "length", min = 8 },
  { rule = "tier", below = 16, rules = [
    { rule = "kinds", required = 2, of = [{ name = "lower" }, { name = "digit", min = 2 }] },
    { rule = "repetition", max = 2 },
  ] },
  { rule = "tier", from = 16, rules = [{ rule = "repetition", max = 4 }] },
  { rule = "local-part", min_piece = 3 },
  { rule = "context-word", sources = ["name", "company", "service"], min_piece = 2 },
  { rule = "sequence", length = 5, of = ["qwerty", "numeric"] },
  { rule = "white-space", where = "edges" },
  { rule = "similarity", min = 4 },
  { rule = "blocklist", list = "common" },
  { rule = "reuse", last = 1 },
]
`);

/** What the browser cannot know. */
const SERVERS = ["blocklisted", "reused", "breached", "too-guessable"];

const PASSWORDS = [
  "kite", "quietlamp", "quiet-lamp-77", "quietlamp777", "quiet-lamp-orbit-aaaa", "quiet-lamp-orbit-aaaaa",
  "12345-lamp", "xqwertyx99", " quiet-lamp-77", "yamada-77-lamp", "lamp-works-77", "太郎-lamp-7788",
  "support-lamp-77", "SMITH-lamp-7788", "alice-lamp-7788", "サポートセンター-77ab", "ｗｏｒｋｓ-lamp-77",
];

/** The sentences that the page says in so many words, by their rules. */
const TOLD = {
  ja: ["8文字以上", "16文字"],
  en: ["At least 8 characters", "16"],
};

for (const contact of [TARO, ALICE]) {
  const language = contact.language ?? "ja";
  const locale = { ja: "ja-JP", en: "en-US" }[language];

  test(`with JavaScript the page says what the server says (${language})`, async () => {
    const visitor = await visit(site, { locale });
    const { page } = visitor;
    await askForLink(visitor, contact.address);
    await page.goto((await site.mailServer.emailTo(contact.address)).link);
    const list = page.locator("[slot=rules] li");
    assert.equal(await list.count(), 13, "eleven rules, and what every policy asks for");
    for (const words of TOLD[language]) assert.ok((await visitor.text()).includes(words), words);
    await look(visitor, `policy-${language}`);

    const field = page.locator('[name="new_password"]');
    const said = () => page.locator("[part=violation]:visible").allInnerTexts();
    for (const password of PASSWORDS) {
      const codes = (await verdict(password, person(contact), site.portal.config))
        .filter((code) => !SERVERS.includes(code));
      await field.fill(password);
      await page.waitForFunction(
        (count) => document.querySelector("genkan-password").shadowRoot.querySelectorAll('[data-status="unmet"]').length === count &&
          document.querySelector("genkan-password").shadowRoot.querySelectorAll("[part=violation]:not([hidden])").length === count,
        codes.length,
        { timeout: 3_000 },
      ).catch(async () => assert.fail(`of ${password}: ${await said()}, not ${codes}`));
    }

    // What only the server knows is said once it is sent.
    await field.fill("sakura123");
    await page.fill('[name="confirmation"]', "sakura123");
    await page.locator('[data-rule="blocklist"][data-status="unchecked"]').waitFor();
    await answerOf(page, () => send(page, "new_password"));
    await page.locator('.problems [data-code="blocklisted"]').waitFor();
    await look(visitor, `policy-refused-${language}`);
    await setPassword(visitor, "quiet-lamp-orbit");
    await signIn(visitor, contact.address, "quiet-lamp-orbit");

    // The current password is known to the page while it is typed.
    await page.goto("/password");
    await page.fill('[name="current_password"]', "quiet-lamp-orbit");
    await tryPassword(visitor, "quiet-lamb-orbits");
    assert.equal(await page.locator('[part~=rule][data-rule="similarity"]').getAttribute("data-status"), "unmet");
    await changePassword(visitor, "quiet-lamp-orbit", "eleven green hills");
    await page.locator('[role="status"]').first().waitFor();
    assert.deepEqual(visitor.complaints, []);
    await visitor.close();
  });

  test(`without JavaScript the server marks the list (${language})`, async () => {
    const visitor = await visit(site, { locale, javascript: false });
    const { page } = visitor;
    await askForLink(visitor, contact.address);
    await page.goto((await site.mailServer.emailTo(contact.address, 4)).link);
    assert.equal(await page.locator("[slot=rules] li").count(), 13);
    for (const password of PASSWORDS) {
      const codes = await verdict(password, person(contact), site.portal.config);
      if (codes.length === 0) continue;
      await tryPassword(visitor, password);
      const listed = await page.locator(".problems li[data-code]:not(.hint)")
        .evaluateAll((items) => items.map((item) => item.dataset.code));
      assert.deepEqual(listed, codes, password);
      assert.equal(await page.locator('[slot=rules] [data-status="unmet"]').count(), codes.length);
    }
    await tryPassword(visitor, "yamada alice");
    await look(visitor, `policy-plain-${language}`);
    await setPassword(visitor, "quiet orbit of 16");
    assert.equal(visitor.path(), "/signin");
    await visitor.close();
  });
}
