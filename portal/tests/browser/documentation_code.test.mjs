// What the documentation page says to write, written: it works.

import assert from "node:assert/strict";
import { test } from "node:test";

import { visit } from "./browser.mjs";
import { openDocumentation, openOwn, openPage, POLICY } from "./documentation.mjs";

const house = await openDocumentation();

for (const [language, locale] of [["en", "en-US"], ["ja", "ja-JP"]]) {
  test(`the form, the refused line and the event (${language})`, async () => {
    const visitor = await visit(house, { locale });
    const { page } = visitor;
    await openPage(visitor, language);
    const [form, refused, event] = await codeAfter(page, "markup");
    const body = form.slice(form.indexOf("<form")).replace("/policy.json", POLICY);
    const line = /<li .+<\/li>/.exec(body)[0];
    const script = `const progress = document.body.appendChild(document.createElement("progress"));\n${event}`;
    await openOwn(house, visitor, { body: body.replace(line, refused), script, lang: language });
    // The server's mark stays until there is something else to judge.
    assert.equal(await state(page), "unmet");
    assert.match(await page.locator(".genkan-state").textContent(), { en: / \(Not met\)/, ja: /（満たしていません）/ }[language]);
    await page.fill("#email", "taro@example.jp");
    await page.locator("#new").pressSequentially("taro-7Kite");
    assert.equal(await state(page), "met");
    assert.equal(await page.locator(".genkan-state").count(), 1);
    // As the element itself would have marked it.
    const marked = await page.locator('[data-rule="length"]').evaluate((line) => [...line.children].map(({ className }) => className));
    assert.deepEqual(marked, ["genkan-sign", "genkan-state"]);
    assert.deepEqual(await page.evaluate(() => [document.querySelector("progress").value, document.querySelector("progress").max]), [4, 5]);
    await page.locator("#again").pressSequentially("taro-8");
    await page.locator("#again").blur();
    assert.equal(await page.locator(".genkan-confirmation").isVisible(), true);
    assert.match(await page.locator(".genkan-fingerprint").inputValue(), /^[0-9a-f]{32}$/);
    assert.deepEqual(visitor.complaints, []);
    await visitor.close();
  });

  test(`a language of one's own (${language})`, async () => {
    const visitor = await visit(house, { locale });
    const { page } = visitor;
    await openPage(visitor, language);
    const [italian] = await codeAfter(page, "languages");
    house.replaced.set("docs/messages/it.js", 'export { en as default } from "../../dist/messages/en.js";');
    await openOwn(house, visitor, {
      body: `<genkan-password policy="${POLICY}"></genkan-password>`,
      script: italian.replace("genkan/element", "../dist/element/password.js"),
      lang: "it",
    });
    assert.equal(await page.locator("label").innerText(), "Nuova password");
    await page.locator("input[type=password]").pressSequentially("blue7Kite!");
    await page.locator(".genkan-live p").filter({ hasText: "Questa password soddisfa tutti i requisiti." }).waitFor({ state: "attached" });
    // None is missing of those that English has.
    const missing = await page.evaluate(async () => {
      const { languages } = await import("../dist/element/password.js");
      const known = Object.keys(languages.get("it"));
      return Object.keys(languages.get("en")).filter((name) => name !== "templates" && !known.includes(name));
    });
    assert.deepEqual(missing, []);
    assert.deepEqual(visitor.complaints, []);
    await visitor.close();
  });
}

const state = (page) => page.locator('[data-rule="length"]').getAttribute("data-status");

/** The code under a heading, up to the next one. */
const codeAfter = (page, id) => page.locator(`#${id}`).evaluate((heading) => {
  const found = [];
  for (let node = heading.nextElementSibling; node && node.tagName !== "H2"; node = node.nextElementSibling) {
    if (node.tagName === "PRE") found.push(node.textContent);
  }
  return found;
});
