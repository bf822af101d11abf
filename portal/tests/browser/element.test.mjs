// What pages and people do with the element, besides typing: languages and texts of a page's own, Caps
// Lock, paste, password managers, a shadow tree.

import assert from "node:assert/strict";
import { test } from "node:test";

import { startSecondBrowser, visit } from "./browser.mjs";
import { FIELD, file, openDocumentation, openOwn, openPage, PAGES, POLICY, putOwn } from "./documentation.mjs";

const site = await openDocumentation();
const { Policy } = await import("../../../pkg/dist/inline.js");
const PLAIN = `<form><genkan-password policy="${POLICY}" email="taro@example.jp">${FIELD}</genkan-password><button>Send</button></form>`;

const story = (name, tell, locale = "en-US") => test(name, async () => {
  const visitor = await visit(site, { locale });
  await tell(visitor);
  assert.deepEqual(visitor.complaints, []);
  await visitor.close();
});

story("it speaks a language of the page's own", async (visitor) => {
  const { page } = visitor;
  const script = `
    import { languages } from "../dist/element/password.js";
    import { en } from "../dist/messages/en.js";
    const marked = ([key, text]) => [key, typeof text === "string" ? "de: " + text : text];
    const templates = { ...Object.fromEntries(Object.entries(en).map(marked)), tag: "de" };
    languages.set("de", { show: "Passwort anzeigen", capsLock: "Feststelltaste",
      accepted: "Alles erfüllt.", open: "Der Rest folgt.", same: "Gleich.", different: "Verschieden.",
      unavailable: "Nicht verfügbar.", changed: "Geändert.", stated: (state) => " [" + state + "]",
      sentences: (sentences) => sentences.join(" "), load: async () => ({ default: templates }) });`;
  await openOwn(site, visitor, { body: PLAIN, script, lang: "de-CH" });
  assert.match(await page.locator("[part=reveal]").innerText(), /Passwort anzeigen$/);
  assert.equal(await page.locator('[part~=rule][data-rule="length"]').innerText(), "de: At least 6 characters");
  await page.locator("input[type=password]").pressSequentially("taro");
  await page.locator("[part=live] p").filter({ hasText: "de: Leave out" }).waitFor({ state: "attached" });
  assert.match(await page.locator('[part~=rule][data-rule="length"]').textContent(), /\[de: .+\]$/);
  await page.locator("input[type=password]").fill("blue7Kite!");
  await page.locator("[part=live] p").filter({ hasText: /^Alles erfüllt\.$/ }).waitFor({ state: "attached" });
});

story("it takes texts of the page's own, before and after it is there", async (visitor) => {
  const { page } = visitor;
  const script = `document.querySelector("genkan-password").texts = { show: "Look at it", accepted: "Splendid." };`;
  await openOwn(site, visitor, { body: PLAIN, script });
  assert.match(await page.locator("[part=reveal]").innerText(), /Look at it$/);
  await page.locator("input[type=password]").pressSequentially("blue7Kite!");
  await page.locator("[part=live] p").filter({ hasText: /^Splendid\.$/ }).waitFor({ state: "attached" });
  await page.evaluate(() => { document.querySelector("genkan-password").texts = { show: "Another" }; });
  await page.locator("[part=reveal]", { hasText: /Another$/ }).waitFor();
});

story("it changes its language with the attribute", async (visitor) => {
  const { page } = visitor;
  await openOwn(site, visitor, { body: PLAIN });
  await page.locator("input[type=password]").fill("taro");
  await page.evaluate(() => document.querySelector("genkan-password").setAttribute("lang", "ja"));
  await page.locator("[part=violation]", { hasText: "6文字以上" }).waitFor();
  assert.match(await page.getByRole("button", { name: "パスワードを表示" }).innerText(), /表示$/);
  // The names of the example are the only Latin words.
  const text = await page.locator("genkan-password").evaluate((element) =>
    [...element.shadowRoot.children].map((node) => node.innerText ?? "").join());
  assert.doesNotMatch(text.replace(/taro|yamada/g, ""), /[a-z]{4}/);
});

for (const [locale, sentence] of [["en-US", "Caps Lock is on."], ["ja-JP", "Caps Lockがオンになっています。"]]) {
  story(`Caps Lock is told while it is on (${locale})`, async (visitor) => {
    const { page } = visitor;
    await openPage(visitor, locale.slice(0, 2));
    const note = page.locator("[part=caps-lock]");
    // The driver cannot lock a key, so the events say that it is.
    const key = (modifierCapsLock, type = "keydown") => page.locator("#new").evaluate((field, event) =>
      field.dispatchEvent(new KeyboardEvent(event.type, { key: "A", bubbles: true, ...event })), { type, modifierCapsLock });
    await page.locator("#new").focus();
    assert.equal(await note.isVisible(), false);
    await key(true);
    assert.equal(await note.innerText(), sentence);
    const said = page.locator("[part=live] p", { hasText: sentence });
    await said.waitFor({ state: "attached" });
    // It is said once, and again when it was off meanwhile.
    await page.evaluate(() => document.querySelector("genkan-password").shadowRoot.querySelector("[part=live]").replaceChildren());
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
  assert.equal(await page.locator('[part~=rule][data-rule="size"]').getAttribute("data-status"), "unmet");
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

story("it takes the page's field when it appears, and makes none", async (visitor) => {
  const { page } = visitor;
  const script = `
    const form = document.createElement("form");
    const element = document.createElement("genkan-password");
    element.setAttribute("policy", "${POLICY}");
    element.setAttribute("name", "secret");
    form.append(element);
    document.querySelector("main").append(form);`;
  await openOwn(site, visitor, { body: "", script });
  assert.equal(await page.locator("[part=reveal]").isVisible(), false, "there is nothing to show");
  const type = (text) => page.locator("#new").pressSequentially(text);
  const unmet = () => page.locator('[part~=rule][data-status="unmet"]').count();
  const sent = () => page.evaluate(() => [...new FormData(document.forms[0])].map(String));
  const render = (html) => page.evaluate((html) => {
    document.querySelector("genkan-password").replaceChildren(document.createRange().createContextualFragment(html));
  }, html);

  assert.deepEqual(await sent(), []);
  await render(`<div>${FIELD}</div>`);
  await type("abc");
  assert.equal(await unmet(), 2);
  assert.deepEqual(await sent(), ["secret,abc"]);
  assert.equal(await page.evaluate(() => document.forms[0].checkValidity()), false);

  // Another field in its place is empty, and what was wrong with the first is gone.
  await render(FIELD);
  await page.waitForFunction(() => document.querySelector("genkan-password").report);
  assert.equal(await unmet(), 0);
  await page.locator("[part=reveal]").click();
  await type("blue7Kite!");
  assert.equal(await page.evaluate(() => document.forms[0].checkValidity()), true);
  assert.deepEqual(await sent(), ["secret,blue7Kite!"]);

  await render("");
  await page.locator("[part=reveal]").waitFor({ state: "hidden" });
  assert.deepEqual(await sent(), []);
});

story("it leaves the field as it is, until the password is shown", async (visitor) => {
  const { page } = visitor;
  const plain = FIELD.replace("new-password", "new-password webauthn");
  await openOwn(site, visitor, { body: PLAIN.replace(FIELD, plain) });
  const field = page.locator("#new");
  const attributes = () => field.evaluate((field) =>
    Object.fromEntries([...field.attributes].map(({ name, value }) => [name, value])));
  const own = { type: "password", id: "new", name: "secret", autocomplete: "new-password webauthn", required: "" };
  assert.deepEqual(await attributes(), own);
  await page.locator("[part=reveal]").click();
  assert.deepEqual(await attributes(), { ...own, type: "text", autocapitalize: "none", autocorrect: "off", spellcheck: "false" });
  await field.fill("blue7Kite!");
  await page.locator("[part=reveal]").click();
  assert.equal((await attributes()).type, "password");
  assert.deepEqual(await page.evaluate(() => [...new FormData(document.forms[0])]), [["secret", "blue7Kite!"]]);
});

story("a strength meter has its place, between the field and the list", async (visitor) => {
  const { page } = visitor;
  const meter = '<meter slot="meter" id="meter" min="0" max="4" value="3" aria-label="Strength">3</meter>';
  await openOwn(site, visitor, { body: PLAIN.replace(FIELD, meter + FIELD) });
  const top = (selector) => page.locator(selector).evaluate((node) => node.getBoundingClientRect().top);
  assert.ok(await top("#new") < await top("#meter") && await top("#meter") < await top("[part=rules]"));
});

for (const [name, start] of [["Chromium", async () => site.browser], ["Firefox", startSecondBrowser]]) {
  test(`a page that is loaded again has the server's policy, whatever the browser restores (${name})`, async () => {
    const visitor = await visit({ ...site, browser: await start() }, { locale: "en-US" });
    const { page } = visitor;
    const original = JSON.parse(await file("dist/policies/support_center.json"));
    const current = async () => (await Policy.from(JSON.parse(site.replaced.get("dist/policies/support_center.json")))).fingerprint;
    /** The page as the server makes it with another policy. */
    const serve = async (min) => {
      const rules = original.rules.map((each) => each.rule === "length" ? { ...each, min } : each);
      const policy = await Policy.from({ ...original, rules });
      site.replaced.set("dist/policies/support_center.json", JSON.stringify(policy.document));
      const hidden = `<input type="hidden" class="genkan-fingerprint" name="policy" value="${policy.fingerprint}">`;
      return PLAIN.replace(FIELD, FIELD + hidden);
    };
    const settled = () => page.waitForFunction(() => document.querySelector("genkan-password").report);
    const sent = () => page.evaluate(() => new FormData(document.forms[0]).get("policy"));
    await openOwn(site, visitor, { body: await serve(6) });
    // It changes while the page is open, and again before it is loaded again.
    await serve(7);
    await page.evaluate(() => document.querySelector("genkan-password").refresh());
    await page.locator("[part=change]").waitFor();
    assert.equal(await sent(), await current());
    for (const min of [8, 9]) {
      putOwn(site, { body: await serve(min) });
      await page.reload();
      await settled();
      assert.equal(await page.locator("[part=change]").isVisible(), false);
      assert.match(await page.locator("[part=rules]").innerText(), new RegExp(`At least ${min} characters`));
      assert.equal(await sent(), await current());
    }
    site.replaced.clear();
    await visitor.close();
  });
}

for (const list of ["", '<ul id="rules" slot="rules"><li data-rule="length">At least 6 characters</li></ul>']) {
  story(`a screen reader gets what is wrong with the field, ${list ? "and the page's list" : "and the requirements"}`, async (visitor) => {
    const { page } = visitor;
    const field = list ? FIELD.replace("<input", '<input aria-describedby="rules"') : FIELD;
    await openOwn(site, visitor, { body: PLAIN.replace(FIELD, field + list) });
    const session = await page.context().newCDPSession(page);
    const description = async () => {
      const { nodes } = await session.send("Accessibility.getFullAXTree");
      return nodes.find(({ role, name }) => role?.value === "textbox" && name?.value === "New password").description?.value ?? "";
    };
    await page.locator("#new").focus();
    assert.match(await description(), /At least 6 characters/);
    await page.keyboard.type("taro");
    assert.match(await description(), /Use at least 6 characters.*Leave out the part of your email address/);
    assert.equal(/ At least 6 characters$/.test(await description()), list !== "");
    await page.locator("button", { hasText: "Send" }).focus();
    assert.equal(await description(), list ? "At least 6 characters" : "");
    // Nothing of it stays in the page.
    assert.equal(await page.locator("[id^=genkan]").count(), 0);
  });
}

test("where the script itself is not to be had, the field is the server's", async () => {
  const visitor = await visit(site, { locale: "en-US" });
  const { page } = visitor;
  site.replaced.set("dist/element/define.js", undefined);
  await page.goto(PAGES.en);
  await page.locator("#new").fill("taro.yamada");
  await page.locator("#again").fill("something else");
  assert.equal(await page.evaluate(() => document.querySelectorAll(":invalid").length), 0);
  assert.equal(await page.locator("genkan-password button").count(), 0);
  await page.locator('[type="submit"]').click();
  await page.waitForFunction(() => document.querySelector(".answer").textContent !== "");
  site.replaced.clear();
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
    element.setAttribute("exportparts", "${PARTS}");
    const input = (id) => Object.assign(document.createElement("input"), { type: "password", id });
    form.append(element, input("again"));
    element.append(input("new"));
    root.append(form);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(${JSON.stringify(PARTS.map((part, at) => `.shadow::part(${part}) { z-index: ${at + 1}; }`).join(" "))});
    document.adoptedStyleSheets = [sheet];`;
  await openOwn(site, visitor, { body: '<div class="shadow"></div>', script, lang: "ja" });
  assert.match(await page.getByRole("button", { name: "パスワードを表示" }).innerText(), /表示$/);
  await page.locator(".shadow #new").fill("taro_");
  await page.locator(".shadow #again").fill("x");
  await page.locator(".shadow #new").focus();
  const reached = await page.evaluate((parts) => {
    const root = document.querySelector(".shadow").shadowRoot.querySelector("genkan-password").shadowRoot;
    return parts.filter((part, at) => {
      const nodes = [...root.querySelectorAll(`[part~="${part}"]`)];
      // A line is a part of two names; the later one in the sheet counts.
      const isStyled = (node) => getComputedStyle(node).zIndex === String(at + 1) || (part === "rule" && node.dataset.status);
      return nodes.length > 0 && nodes.every(isStyled);
    });
  }, PARTS);
  assert.deepEqual(reached, PARTS);
  assert.equal(await page.evaluate(() => {
    const element = document.querySelector(".shadow").shadowRoot.querySelector("genkan-password");
    return element.form === element.parentNode && element.validity.customError;
  }), true);
}, "en-US");

const PARTS = [
  "reveal", "rules", "rule", "met", "unmet", "sign", "state", "text", "notes", "violation", "hint", "caps-lock", "confirmation",
  "change", "trouble", "live",
];

for (const [lang, spoken] of [["fr", "en"], ["ja-JP", "ja"], ["en-GB", "en"]]) {
  story(`what it says is marked as the language that it speaks (${lang})`, async (visitor) => {
    const { page } = visitor;
    const body = `<genkan-password policy="${POLICY}" confirm="again">${FIELD}</genkan-password><input type="password" id="again" aria-label="?">`;
    await openOwn(site, visitor, { body, lang });
    await page.locator("input[type=password]").first().fill("Taro_");
    await page.locator("#again").fill("x");
    await page.locator("#again").blur();
    const told = await page.evaluate(() => [...document.querySelector("genkan-password").shadowRoot.querySelectorAll("p, li, button, [part=live], [part=state]")]
      .filter((node) => node.textContent !== "").map((node) => [node.getAttribute("part"), node.closest("[lang]").lang]));
    assert.ok(told.length > 10);
    assert.deepEqual(told.filter(([, lang]) => lang !== spoken), []);
  });
}

story("what is wrong is said once, in the line of the requirement", async (visitor) => {
  const { page } = visitor;
  await openPage(visitor, "en");
  const rules = () => page.locator("[part~=rule]:visible").evaluateAll((lines) => lines.map((line) => line.dataset.rule));
  const usual = ["length", "kinds", "local-part"];
  assert.deepEqual(await rules(), usual);
  await page.locator("#new").fill("taro");
  const text = await page.locator("[part=rules]").innerText();
  for (const [sentence, count] of [["At least 6", 0], ["Use at least 6", 1], ["special characters (!@#$%^&*)", 1], ["Add 2 more", 1], ["No part", 0], ["Leave out", 1]]) {
    assert.equal(text.split(sentence).length - 1, count, sentence);
  }
  assert.equal(await page.locator("[part=notes]").innerText(), "");
  // The bound in bytes, and control characters, only if they are not met.
  await page.locator("#new").fill(`aB7!${"x".repeat(1100)}`);
  assert.deepEqual(await rules(), [...usual, "size"]);
  await page.locator("#new").fill("blue7Kite!");
  assert.deepEqual(await rules(), usual);
  // A mismatch has the colour of errors.
  await page.locator("#again").fill("x");
  await page.locator("#again").blur();
  await page.locator("[part=confirmation].wrong").waitFor();
  await page.locator("#new").fill("taro");
  const colour = (selector) => page.locator(selector).first().evaluate((node) => getComputedStyle(node).color);
  assert.equal(await colour("[part=confirmation]"), await colour("[part=violation]:visible"));
  // The button is inside the field, beside what is typed.
  const [field, button] = await Promise.all(["#new", "[part=reveal]"].map((each) => page.locator(each).boundingBox()));
  assert.ok(button.y >= field.y && button.y + button.height <= field.y + field.height && button.x + button.width <= field.x + field.width);
  assert.ok(await page.locator("#new").evaluate((node) => parseFloat(getComputedStyle(node).paddingRight)) >= field.x + field.width - button.x);
});

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
  await page.waitForFunction(() => document.activeElement.id === "again");
  await page.locator("[part=confirmation]:visible").waitFor();
  // It stays so, whatever else is pressed.
  await page.locator("h1").click();
  await page.waitForTimeout(300);
  assert.equal(await page.locator("[part=confirmation]").isVisible(), true);

  // Filled in without a word, after something that was wrong.
  await page.locator("#new").fill("taro");
  await page.evaluate(() => {
    for (const field of document.querySelectorAll("input[type=password]")) field.value = "blue7Kite!";
  });
  await press();
  await page.waitForFunction(() => document.querySelector(".answer").textContent !== "");
});
