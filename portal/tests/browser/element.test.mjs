// What pages and people do with the element, besides typing: languages and texts of a page's own, Caps
// Lock, paste, password managers, a shadow tree.

import assert from "node:assert/strict";
import { test } from "node:test";

import { visit } from "./browser.mjs";
import { openDocumentation, openOwn, openPage, PAGES, POLICY } from "./documentation.mjs";

const house = await openDocumentation();
const EMPTY = `<form><genkan-password policy="${POLICY}" email="taro@example.jp"></genkan-password><button>Send</button></form>`;

const story = (name, tell, locale = "en-US") => test(name, async () => {
  const visitor = await visit(house, { locale });
  await tell(visitor);
  assert.deepEqual(visitor.complaints, []);
  await visitor.close();
});

const visible = (page, selector) => page.locator(`${selector}:visible`).allInnerTexts();

story("it speaks a language of the page's own", async (visitor) => {
  const { page } = visitor;
  const script = `
    import { languages } from "../dist/element/password.js";
    import { en } from "../dist/messages/en.js";
    const marked = ([key, text]) => [key, typeof text === "string" ? "de: " + text : text];
    const templates = { ...Object.fromEntries(Object.entries(en).map(marked)), tag: "de" };
    languages.set("de", { label: "Neues Passwort", show: "Passwort anzeigen", capsLock: "Feststelltaste",
      accepted: "Alles erfüllt.", open: "Der Rest folgt.", same: "Gleich.", different: "Verschieden.",
      unavailable: "Nicht verfügbar.", changed: "Geändert.", stated: (state) => " [" + state + "]",
      sentences: (sentences) => sentences.join(" "), load: async () => ({ default: templates }) });`;
  await openOwn(house, visitor, { body: EMPTY, script, lang: "de-CH" });
  assert.deepEqual(await visible(page, "label"), ["Neues Passwort"]);
  assert.match(await page.locator(".genkan-reveal").innerText(), /Passwort anzeigen$/);
  assert.equal(await page.locator('[data-rule="length"]').innerText(), "de: At least 6 characters");
  await page.locator("input[type=password]").pressSequentially("taro");
  await page.locator(".genkan-live p").filter({ hasText: "de: Leave out" }).waitFor({ state: "attached" });
  assert.match(await page.locator('[data-rule="length"]').textContent(), /\[de: .+\]$/);
  await page.locator("input[type=password]").fill("blue7Kite!");
  await page.locator(".genkan-live p").filter({ hasText: /^Alles erfüllt\.$/ }).waitFor({ state: "attached" });
});

story("it takes texts of the page's own, before and after it is there", async (visitor) => {
  const { page } = visitor;
  const script = `document.querySelector("genkan-password").texts = { label: "Your secret", accepted: "Splendid." };`;
  await openOwn(house, visitor, { body: EMPTY, script });
  assert.deepEqual(await visible(page, "label"), ["Your secret"]);
  await page.locator("input[type=password]").pressSequentially("blue7Kite!");
  await page.locator(".genkan-live p").filter({ hasText: /^Splendid\.$/ }).waitFor({ state: "attached" });
  await page.evaluate(() => { document.querySelector("genkan-password").texts = { label: "Another" }; });
  await page.locator("label", { hasText: /^Another$/ }).waitFor();
});

story("it changes its language with the attribute", async (visitor) => {
  const { page } = visitor;
  await openOwn(house, visitor, { body: EMPTY });
  await page.locator("input[type=password]").fill("taro");
  await page.evaluate(() => document.querySelector("genkan-password").setAttribute("lang", "ja"));
  await page.locator(".genkan-violation", { hasText: "6文字以上" }).waitFor();
  assert.deepEqual(await visible(page, "label"), ["新しいパスワード"]);
  // The names of the example are the only Latin words.
  const text = await page.locator("genkan-password").innerText();
  assert.doesNotMatch(text.replace(/taro|yamada/g, ""), /[a-z]{4}/);
});

for (const [locale, sentence] of [["en-US", "Caps Lock is on."], ["ja-JP", "Caps Lockがオンになっています。"]]) {
  story(`Caps Lock is told while it is on (${locale})`, async (visitor) => {
    const { page } = visitor;
    await openPage(visitor, locale.slice(0, 2));
    const note = page.locator(".genkan-caps-lock");
    // The driver cannot lock a key, so the events say that it is.
    const key = (modifierCapsLock, type = "keydown") => page.locator("#new").evaluate((field, event) =>
      field.dispatchEvent(new KeyboardEvent(event.type, { key: "A", bubbles: true, ...event })), { type, modifierCapsLock });
    await page.locator("#new").focus();
    assert.equal(await note.isVisible(), false);
    await key(true);
    assert.equal(await note.innerText(), sentence);
    const said = page.locator(".genkan-live p", { hasText: sentence });
    await said.waitFor({ state: "attached" });
    // It is said once, and again when it was off meanwhile.
    await page.evaluate(() => document.querySelector(".genkan-live").replaceChildren());
    await key(true);
    await page.waitForTimeout(1_000);
    assert.equal(await said.count(), 0);
    await key(false, "keyup");
    assert.equal(await note.isVisible(), false);
    await page.waitForTimeout(1_000);
    await key(true);
    await said.waitFor({ state: "attached" });
    // Elsewhere nobody knows.
    await page.locator("#again").focus();
    assert.equal(await note.isVisible(), false);
    // What fills in a password sends events without keys.
    await page.locator("#new").evaluate((field) => field.dispatchEvent(new Event("keydown", { bubbles: true })));
  }, locale);
}

story("what is pasted is taken, in both fields", async (visitor) => {
  const { page } = visitor;
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await openPage(visitor, "en");
  await page.evaluate(() => navigator.clipboard.writeText("blue7Kite!"));
  for (const field of ["#new", "#again"]) {
    await page.locator(field).focus();
    await page.keyboard.press("Control+v");
    assert.equal(await page.locator(field).inputValue(), "blue7Kite!");
  }
  assert.equal(await page.evaluate(() => document.querySelectorAll(":invalid").length), 0);
  // What is too long is refused in words and is not cut off.
  await page.evaluate(() => navigator.clipboard.writeText("aB7!".repeat(500)));
  await page.locator("#new").focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+v");
  assert.equal((await page.locator("#new").inputValue()).length, 2_000);
  assert.equal(await page.locator('[data-rule="size"]').getAttribute("data-status"), "unmet");
});

story("a password manager finds its fields, and may fill them without a word", async (visitor) => {
  const { page } = visitor;
  await openPage(visitor, "en");
  const of = (field, name) => page.locator(field).getAttribute(name);
  assert.equal(await of("#new", "autocomplete"), "new-password");
  assert.equal(await of("#new", "passwordrules"), "minlength: 6; required: lower; required: upper; required: digit; allowed: ascii-printable;");
  assert.equal(await of("#new", "minlength"), "6");
  assert.equal(await of("#new", "maxlength"), null);
  assert.equal(await of("#email", "autocomplete"), "username");
  const send = async (act) => {
    await page.evaluate(() => {
      for (const field of document.querySelectorAll("input[type=password]")) field.value = "blue7Kite!";
    });
    await act();
    await page.waitForFunction(() => document.querySelector(".answer").textContent !== "");
  };
  await send(() => page.locator('[type="submit"]').click());
  await page.locator('[type="reset"]').click();
  // What was wrong before must not hold the form back.
  await page.locator("#new").fill("taro");
  await page.locator("#again").fill("x");
  await send(() => page.locator('[type="submit"]').press("Enter"));
});

story("a field that it makes is one that a password manager finds", async (visitor) => {
  const { page } = visitor;
  const body = EMPTY.replace("email=", 'name="secret" passwordrules="minlength: 6;" email=');
  await openOwn(house, visitor, { body });
  const field = page.locator("input[type=password]");
  const attributes = await field.evaluate((field) =>
    Object.fromEntries([...field.attributes].map(({ name, value }) => [name, value])));
  const { id, class: _, part: __, "aria-describedby": ___, ...told } = attributes;
  assert.deepEqual(told, {
    type: "password", name: "secret", required: "", autocomplete: "new-password", autocapitalize: "none",
    autocorrect: "off", spellcheck: "false", minlength: "6", passwordrules: "minlength: 6;",
  });
  assert.equal(await page.locator("label").getAttribute("for"), id);
  await field.fill("blue7Kite!");
  // One field and no other control: nothing that a form would send twice.
  assert.deepEqual(await page.evaluate(() => [...new FormData(document.forms[0])]), [["secret", "blue7Kite!"]]);
});

test("where the script itself is not to be had, the field is the server's", async () => {
  const visitor = await visit(house, { locale: "en-US" });
  const { page } = visitor;
  house.replaced.set("dist/element/define.js", undefined);
  await page.goto(PAGES.en);
  await page.locator("#new").fill("taro.yamada");
  await page.locator("#again").fill("something else");
  assert.equal(await page.evaluate(() => document.querySelectorAll(":invalid").length), 0);
  assert.equal(await page.locator("genkan-password button").count(), 0);
  await page.locator('[type="submit"]').click();
  await page.waitForFunction(() => document.querySelector(".answer").textContent !== "");
  house.replaced.clear();
  await visitor.close();
});

story("in a shadow tree it has parts, its form, and the language of the page", async (visitor) => {
  const { page } = visitor;
  const script = `
    const root = document.querySelector(".shadow").attachShadow({ mode: "open" });
    const form = document.createElement("form");
    const element = document.createElement("genkan-password");
    element.setAttribute("policy", "${POLICY}");
    element.setAttribute("email", "taro@example.jp");
    element.setAttribute("confirm", "again");
    const again = Object.assign(document.createElement("input"), { type: "password", id: "again" });
    form.append(element, again);
    root.append(form);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(${JSON.stringify(PARTS.map((part, at) => `.shadow::part(${part}) { z-index: ${at + 1}; }`).join(" "))});
    document.adoptedStyleSheets = [sheet];`;
  await openOwn(house, visitor, { body: '<div class="shadow"></div>', script, lang: "ja" });
  assert.equal(await page.locator(".shadow label").innerText(), "新しいパスワード");
  await page.locator(".shadow [part=field]").fill("taro_");
  await page.locator(".shadow #again").fill("x");
  await page.locator(".shadow [part=field]").focus();
  const reached = await page.evaluate((parts) => {
    const root = document.querySelector(".shadow").shadowRoot;
    return parts.filter((part, at) => {
      const nodes = [...root.querySelectorAll(`[part~="${part}"]`)];
      return nodes.length > 0 && nodes.every((node) => getComputedStyle(node).zIndex === String(at + 1));
    });
  }, PARTS);
  assert.deepEqual(reached, PARTS);
  assert.equal(await page.evaluate(() => {
    const element = document.querySelector(".shadow").shadowRoot.querySelector("genkan-password");
    return element.form === element.parentNode && element.validity.customError;
  }), true);
}, "en-US");

const PARTS = [
  "label", "field", "reveal", "rules", "rule", "sign", "state", "notes", "violation", "hint", "caps-lock",
  "confirmation", "change", "trouble", "live",
];

for (const [lang, spoken] of [["fr", "en"], ["ja-JP", "ja"], ["en-GB", "en"]]) {
  story(`what it says is marked as the language that it speaks (${lang})`, async (visitor) => {
    const { page } = visitor;
    const body = `<genkan-password policy="${POLICY}" confirm="again"></genkan-password><input type="password" id="again" aria-label="?">`;
    await openOwn(house, visitor, { body, lang });
    await page.locator("input[type=password]").first().fill("Taro_");
    await page.locator("#again").fill("x");
    await page.locator("#again").blur();
    const told = await page.evaluate(() => [...document.querySelectorAll("p, li, label, button, .genkan-live, .genkan-state")]
      .filter((node) => node.textContent !== "").map((node) => [node.className, node.closest("[lang]").lang]));
    assert.ok(told.length > 10);
    assert.deepEqual(told.filter(([, lang]) => lang !== spoken), []);
  });
}

story("what appears does not take the button away from the pointer", async (visitor) => {
  const { page } = visitor;
  await openPage(visitor, "en");
  /** As a hand does it; a driver's click has no duration. */
  const press = async () => {
    await page.locator('[type="submit"]').hover();
    await page.mouse.down();
    await page.waitForTimeout(80);
    await page.mouse.up();
  };
  await page.locator("#new").fill("blue7Kite!");
  await page.locator("#again").pressSequentially("blue7");
  await press();
  // The browser has refused to send, and leads back to what is wrong.
  assert.equal(await page.evaluate(() => document.activeElement.id), "again");
  await page.locator(".genkan-confirmation:visible").waitFor();
  // It stays so, whatever else is pressed.
  await page.locator("h1").click();
  await page.waitForTimeout(300);
  assert.equal(await page.locator(".genkan-confirmation").isVisible(), true);

  // Filled in without a word, after something that was wrong.
  await page.locator("#new").fill("taro");
  await page.evaluate(() => {
    for (const field of document.querySelectorAll("input[type=password]")) field.value = "blue7Kite!";
  });
  await press();
  await page.waitForFunction(() => document.querySelector(".answer").textContent !== "");
});
