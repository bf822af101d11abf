// The package's documentation page: what it says of itself, and the element on it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { brotliCompressSync } from "node:zlib";

import { look, lookInColours, visit } from "./browser.mjs";
import { PAGES, file, openDocumentation, openPage } from "./documentation.mjs";
import { tabTo } from "./steps.mjs";

const site = await openDocumentation();
const { requirement } = await import("../../../pkg/dist/message.js");
const { Policy } = await import("../../../pkg/dist/inline.js");
const document = JSON.parse(await file("dist/policies/support_center.json"));
const policy = await Policy.from(document);

const LOCALES = { en: "en-US", ja: "ja-JP" };
const ADDRESS = "taro.yamada@example.jp";

for (const [language, locale] of Object.entries(LOCALES)) {
  test(`it is readable in every way (${language})`, async () => {
    const visitor = await visit(site, { locale });
    const { page } = visitor;
    await openPage(visitor, language);
    await look(visitor, `documentation-${language}`);
    await page.locator("#new").fill("Taro_2026");
    await page.locator("#again").fill("taro");
    await page.locator("#again").blur();
    await lookInColours(visitor, `documentation-${language}`);
    await look(visitor, `documentation-refused-${language}`);
    assert.deepEqual(visitor.complaints, []);
    await visitor.close();
  });

  test(`its list is the policy's (${language})`, async () => {
    const visitor = await visit(site, { locale, javascript: false });
    await visitor.page.goto(PAGES[language]);
    const { default: templates } = await import(`../../../pkg/dist/messages/${language}.js`);
    const asked = policy.explain().map((each) => requirement(templates, each));
    const shown = await visitor.page.locator("[slot=rules] li").allTextContents();
    assert.deepEqual([...shown].sort(), [...asked].sort());
    assert.equal(await visitor.page.locator("#new").getAttribute("type"), "password");
    await visitor.close();
  });

  test(`the keyboard is enough (${language})`, async () => {
    const visitor = await visit(site, { locale });
    const { page } = visitor;
    await openPage(visitor, language);
    await tabTo(page, "#new");
    await page.keyboard.type("blue7Kite!");
    await tabTo(page, "[part=reveal]");
    await page.keyboard.press("Space");
    assert.equal(await page.locator("#new").getAttribute("type"), "text");
    await tabTo(page, "#again");
    await page.keyboard.type("blue7Kite!");
    assert.equal(await page.evaluate(() => document.querySelectorAll(":invalid").length), 0);
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelector(".answer").textContent !== "");
    assert.equal(await page.locator("#new").getAttribute("type"), "password");
    await visitor.close();
  });
}

test("it is judged anew when the address changes, and a paste is a way to type", async () => {
  const visitor = await visit(site, { locale: LOCALES.en });
  const { page } = visitor;
  await openPage(visitor, "en");
  await page.locator("#new").focus();
  await page.keyboard.insertText("hanako-Kite7");
  const state = () => page.locator('[part~=rule][data-rule="local-part"]').getAttribute("data-status");
  assert.equal(await state(), "met");
  await page.locator("#email").fill("hanako@example.jp");
  assert.equal(await state(), "unmet");
  await page.locator("#email").fill(ADDRESS);
  assert.equal(await state(), "met");
  await visitor.close();
});

test("a character that the browser may not know is left to the server, and the page says so", async () => {
  const visitor = await visit(site, { locale: LOCALES.en });
  const { page } = visitor;
  await openPage(visitor, "en");
  await page.locator("#new").pressSequentially("taro\u{1e5d0}");
  // What is wrong is shown, but is not held against the person.
  assert.equal(await page.locator('[part~=rule][data-rule="local-part"]').getAttribute("data-status"), "unmet");
  await page.locator("#again").fill("taro\u{1e5d0}");
  assert.equal(await page.evaluate(() => document.querySelectorAll(":invalid").length), 0);
  for (const place of ["[part=hint]", "[part=live]"]) {
    await page.locator(place).filter({ hasText: /cannot reliably check.*checked when you submit/ }).waitFor({ state: "attached" });
  }
  await visitor.close();
});

test("it belongs to its form", async () => {
  const visitor = await visit(site, { locale: LOCALES.en });
  const { page } = visitor;
  await openPage(visitor, "en");
  const of = (ask) => page.evaluate(ask);
  await page.locator("#new").fill("taro");
  assert.deepEqual(await of(() => {
    const field = document.querySelector("genkan-password");
    return [field.value, field.form.matches(".try"), field.validity.customError, field.checkValidity(),
      new FormData(field.form).getAll("new_password")];
  }), ["taro", true, true, false, ["taro"]]);
  await page.locator('[type="reset"]').click();
  await page.waitForFunction(() => !document.querySelector("genkan-password").shadowRoot.querySelector("[data-status]"));
  assert.equal(await of(() => document.querySelector("genkan-password").value), "");

  await of(() => { document.querySelector("genkan-password").value = "blue7Kite!"; });
  assert.equal(await of(() => document.querySelector("genkan-password").report.accepted), true);
  await of(() => { document.querySelector("genkan-password").disabled = true; });
  assert.equal(await page.locator("#new").isDisabled(), true);
  assert.equal(await of(() => new FormData(document.querySelector(".try")).has("new_password")), false);
  await of(() => {
    document.querySelector("genkan-password").disabled = false;
    const set = document.createElement("fieldset");
    const form = document.querySelector(".try");
    set.append(...form.children);
    form.append(set);
    set.disabled = true;
  });
  assert.equal(await page.locator("[part=reveal]").isDisabled(), true);
  await of(() => { document.querySelector("fieldset").disabled = false; });
  assert.equal(await page.locator("#new").isEnabled(), true);
  await visitor.close();
});

test("an input method is waited for, and full-width letters are named", async () => {
  const visitor = await visit(site, { locale: LOCALES.ja });
  const { page } = visitor;
  await openPage(visitor, "ja");
  await page.locator("#new").focus();
  const keys = await page.context().newCDPSession(page);
  await keys.send("Input.imeSetComposition", { text: "Ａｂ７", selectionStart: 3, selectionEnd: 3 });
  await page.waitForTimeout(1_000);
  assert.equal(await page.locator("[part=live]").textContent(), "");
  await keys.send("Input.insertText", { text: "Ａｂ７" });
  await page.locator("[part=hint]").waitFor();
  assert.match(await page.locator("[part=hint]").textContent(), /全角/);
  await page.waitForFunction(() => /全角/.test(document.querySelector("genkan-password").shadowRoot.querySelector("[part=live]").textContent));
  await visitor.close();
});

for (const [missing, path] of [["policy", "dist/policies/support_center.json"], ["module", "dist/basic.wasm"]]) {
  test(`without its ${missing} it blocks nothing`, async () => {
    const visitor = await visit(site, { locale: LOCALES.en });
    const { page } = visitor;
    site.replaced.set(path, undefined);
    await page.goto(PAGES.en);
    await page.locator("[part=trouble]").waitFor();
    await page.locator("#new").fill("taro-and-more");
    await page.locator("#again").fill("taro-and-more");
    assert.equal(await page.evaluate(() => document.querySelectorAll(":invalid").length), 0);
    site.replaced.delete(path);
    await visitor.close();
  });
}

test("a policy that has changed meanwhile is shown", async () => {
  const visitor = await visit(site, { locale: LOCALES.en });
  const { page } = visitor;
  await openPage(visitor, "en");
  await page.locator("#new").fill("blue7Kite!");
  const field = page.locator("genkan-password");
  const [{ min }] = document.rules.filter(({ rule }) => rule === "length");
  const stricter = document.rules.map((each) => each.rule === "length" ? { ...each, min: min + 8 } : each);
  site.replaced.set("dist/policies/support_center.json", JSON.stringify({ ...document, rules: stricter }));
  await field.evaluate((field, known) => field.refresh(known), policy.fingerprint);
  assert.equal(await page.locator("[part=change]").isVisible(), false, "the same fingerprint");
  await field.evaluate((field) => field.refresh("0".repeat(32)));
  await page.locator("[part=change]").waitFor();
  assert.match(await page.locator('[part~=rule][data-rule="length"]').textContent(), new RegExp(`At least ${min + 8} characters`));
  assert.equal(await page.locator('[part~=rule][data-rule="length"]').getAttribute("data-status"), "unmet");
  // It was the other policy's.
  assert.equal(await page.locator("#new").getAttribute("minlength"), null);
  site.replaced.clear();
  await visitor.close();
});

test("alternatives stay on the page while a person types", async () => {
  const visitor = await visit(site, { locale: LOCALES.en });
  const { page } = visitor;
  await openPage(visitor, "en");
  const groups = [[{ rule: "length", min: 14 }], [{ rule: "length", min: 4, unit: "words" }]];
  site.replaced.set("dist/policies/support_center.json", JSON.stringify({ ...document, rules: [{ rule: "any-of", groups }] }));
  await page.locator("genkan-password").evaluate((field) => field.refresh("0".repeat(32)));
  await page.locator("[part=change]").waitFor();
  await page.locator("#new").fill("abc");
  const line = page.locator('[part~=rule][data-rule="any-of"][data-status="unmet"]');
  await line.waitFor();
  assert.match(await line.innerText(), /at least 14 characters; or at least 4 words.*\nUse at least 14 characters: 11 more to go\./s);
  site.replaced.clear();
  await visitor.close();
});

test("right to left, nothing leaves the page", async () => {
  const visitor = await visit(site, { locale: LOCALES.en });
  const { page } = visitor;
  await openPage(visitor, "en");
  await page.locator("#new").fill("taro");
  await page.evaluate(() => { document.documentElement.dir = "rtl"; });
  const [line, sign] = await page.evaluate(() => {
    const line = document.querySelector("genkan-password").shadowRoot.querySelector('[data-rule="length"]');
    return [line, line.querySelector("[part=sign]")].map((each) => each.getBoundingClientRect().right);
  });
  assert.ok(sign > line - 1, "the sign is before the text");
  await look(visitor, "documentation-rtl");
  await visitor.close();
});

test("it costs what the page says", async () => {
  const [html, script, style] = await Promise.all([
    file("docs/index.html"), scriptsOfTheElement(), file("dist/element/genkan-password.css"),
  ]);
  for (const [id, bytes] of [["script-size", script], ["style-size", style]]) {
    const stated = Number(new RegExp(`id="${id}" value="(\\d+)"`).exec(html)[1]);
    const size = brotliCompressSync(bytes).length;
    assert.ok(size <= stated, `${id}: ${size} bytes`);
    assert.ok(size > stated * 0.8, `${id}: the page says too much, it is ${size} bytes`);
  }
});

/** What `element/define` needs and the judge with its messages does not. */
async function scriptsOfTheElement() {
  const all = await needed("element/define.js");
  const judge = new Set([...await needed("index.js"), ...await needed("message.js")]);
  return Buffer.concat(await Promise.all([...all].filter((path) => !judge.has(path)).map((path) => file(`dist/${path}`))));
}

async function needed(path, found = new Set()) {
  if (found.has(path)) return found;
  found.add(path);
  for (const [, next] of String(await file(`dist/${path}`)).matchAll(/(?:from|import)"\.{1,2}\/([^"]+)"/g)) {
    await needed(next, found);
  }
  return found;
}
