// What the documentation page says to write, written: it works.

import assert from "node:assert/strict";
import { test } from "node:test";

import { visit } from "./browser.mjs";
import { FIELD, openDocumentation, openOwn, openPage, POLICY } from "./documentation.mjs";

const site = await openDocumentation();

for (const [language, locale] of [["en", "en-US"], ["ja", "ja-JP"]]) {
  test(`the form, the refused line and the event (${language})`, async () => {
    const visitor = await visit(site, { locale });
    const { page } = visitor;
    await openPage(visitor, language);
    const [form, refused, event] = await codeAfter(page, "markup");
    const body = form.slice(form.indexOf("<form")).replace("/policy.json", POLICY);
    const line = /<li .+<\/li>/.exec(body)[0];
    const script = `const progress = document.body.appendChild(document.createElement("progress"));\n${event}`;
    await openOwn(site, visitor, { body: body.replace(line, refused), script, lang: language });
    // The server's mark stays until there is something else to judge.
    assert.equal(await state(page), "unmet");
    assert.match(await page.locator("[slot=rules] .genkan-state").textContent(), { en: / \(Not met\)/, ja: /（満たしていません）/ }[language]);
    await page.fill("#email", "taro@example.jp");
    await page.locator("#new").pressSequentially("taro-7Kite");
    assert.equal(await state(page), "met");
    // The element's own line has the server's text, and its own marks alone.
    assert.equal(await page.locator("[slot=rules]").isVisible(), false);
    const own = page.locator('[part~=rule][data-rule="length"]');
    const marked = await own.evaluate((line) => [...line.children].map((mark) => mark.getAttribute("part")));
    assert.deepEqual(marked, ["sign", "text", "violation", "state"]);
    assert.deepEqual(await page.evaluate(() => [document.querySelector("progress").value, document.querySelector("progress").max]), [4, 5]);
    await page.locator("#again").pressSequentially("taro-8");
    await page.locator("#again").blur();
    assert.equal(await page.locator("[part=confirmation]").isVisible(), true);
    assert.match(await page.evaluate(() => new FormData(document.forms[0]).get("policy")), /^[0-9a-f]{32}$/);
    assert.deepEqual(visitor.complaints, []);
    await visitor.close();
  });

  test(`a language of one's own (${language})`, async () => {
    const visitor = await visit(site, { locale });
    const { page } = visitor;
    await openPage(visitor, language);
    const [italian] = await codeAfter(page, "languages");
    site.replaced.set("docs/messages/it.js", 'export { en as default } from "../../dist/messages/en.js";');
    await openOwn(site, visitor, {
      body: `<genkan-password policy="${POLICY}">${FIELD}</genkan-password>`,
      script: italian.replace("genkan/element", "../dist/element/password.js"),
      lang: "it",
    });
    assert.match(await page.getByRole("button", { name: "Mostra la password" }).innerText(), /Mostra$/);
    await page.locator("input[type=password]").pressSequentially("blue7Kite!");
    await page.locator("[part=live] p").filter({ hasText: "Questa password soddisfa tutti i requisiti." }).waitFor({ state: "attached" });
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

/** The state that the page shows: the server's, until the person types. */
const state = (page) => page.locator('[data-rule="length"]:visible').getAttribute("data-status");

/** The code under a heading, up to the next one. */
const codeAfter = (page, id) => page.locator(`#${id}`).evaluate((heading) => {
  const found = [];
  for (let node = heading.nextElementSibling; node && node.tagName !== "H2"; node = node.nextElementSibling) {
    if (node.tagName === "PRE") found.push(node.textContent);
  }
  return found;
});
