// The element to the eye: zoomed in until a phone is wide, with wide-set text, from right to left, in forced
// colours, in the page's own.

import assert from "node:assert/strict";
import { test } from "node:test";

import { look, visit } from "./browser.mjs";
import { FIELD, openDocumentation, openOwn, openPage, POLICY } from "./documentation.mjs";

const site = await openDocumentation();

/** 1280 by 1024 pixels, of which four by four are one at 400 %. */
const ZOOMED = { width: 320, height: 256 };

/** WCAG 2.2, 1.4.12. */
const SPACED = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-block-end: 2em !important; }`;

for (const [language, locale] of [["en", "en-US"], ["ja", "ja-JP"]]) {
  for (const dir of ["ltr", "rtl"]) {
    test(`at 400 %, nothing is cut and nothing scrolls sideways (${language}, ${dir})`, async () => {
      const visitor = await visit(site, { locale });
      const { page } = visitor;
      await page.setViewportSize(ZOOMED);
      await openPage(visitor, language);
      await page.evaluate((dir) => { document.documentElement.dir = dir; }, dir);
      await showEverything(page);
      assert.deepEqual(await outside(page), []);
      await page.evaluate((css) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(css);
        document.adoptedStyleSheets = [sheet];
      }, SPACED);
      assert.deepEqual(await outside(page), [], "with wide-set text");
      await page.locator("form.try").screenshot({ path: picture(`element-zoomed-${language}-${dir}`) });
      await visitor.close();
    });
  }
}

test("what would be cut is found", async () => {
  const visitor = await visit(site, { locale: "en-US" });
  const { page } = visitor;
  await page.setViewportSize(ZOOMED);
  await openPage(visitor, "en");
  await page.evaluate(() => { document.querySelector("genkan-password").shadowRoot.querySelector("[part=rules]").style.inlineSize = "40rem"; });
  assert.notDeepEqual(await outside(page), []);
  await page.evaluate(() => { document.querySelector("genkan-password").shadowRoot.querySelector("[part=rules]").style.inlineSize = ""; });
  await page.evaluate(() => {
    Object.assign(document.querySelector("genkan-password").shadowRoot.querySelector("[part=rules]").style, { overflow: "hidden", blockSize: "1rem" });
  });
  assert.notDeepEqual(await outside(page), []);
  await visitor.close();
});

test("from right to left it is mirrored", async () => {
  const visitor = await visit(site, { locale: "en-US" });
  const { page } = visitor;
  const body = `<form><genkan-password policy="${POLICY}" email="taro@example.jp">${FIELD}</genkan-password></form>`;
  await openOwn(site, visitor, { body, dir: "rtl" });
  await page.locator("input[type=password]").fill("taro");
  await page.evaluate(() => { document.querySelector("genkan-password").shadowRoot.querySelector("[part=change]").hidden = false; });
  const { field, reveal, rule, sign, main } = await page.evaluate(() => {
    const { shadowRoot } = document.querySelector("genkan-password");
    const edges = (selector) =>
      (shadowRoot.querySelector(selector) ?? document.querySelector(selector)).getBoundingClientRect();
    return { field: edges("input"), reveal: edges("[part=reveal]"), main: edges("main").right,
      rule: edges("[data-rule]").right, sign: edges("[data-rule] > [part=sign]").left };
  });
  assert.equal(field.right, main, "the field begins at the right");
  assert.ok(reveal.left >= field.left && reveal.left < field.left + 8, "the button is at the end of the field");
  assert.ok(sign >= rule - 1, "the sign is before the text");
  assert.equal(await page.locator("[part=change]").evaluate((note) => getComputedStyle(note).borderRightWidth), "4px");
  await look(visitor, "element-rtl");
  await visitor.close();
});

test("in forced colours everything is in the person's", async () => {
  const visitor = await visit(site, { locale: "en-US" });
  const { page } = visitor;
  await page.emulateMedia({ forcedColors: "active", colorScheme: "dark" });
  await openPage(visitor, "en");
  await page.locator("#new").pressSequentially("Taro_");
  await page.locator("#again").focus();
  await page.locator("#new").focus();
  const system = await page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement("i"));
    const of = (name) => {
      probe.style.setProperty("color", name);
      return getComputedStyle(probe).color;
    };
    return { text: of("CanvasText"), highlight: of("Highlight"), border: of("ButtonBorder") };
  });
  const of = (selector, property) => page.locator(selector).first().evaluate((node, name) => getComputedStyle(node)[name], property);
  for (const selector of ['[data-status="met"] > [part=sign]', '[data-status="unmet"] > [part=sign]', "[part=violation]", "[part=hint]"]) {
    assert.equal(await of(selector, "color"), system.text, selector);
  }
  assert.equal(await of("#new", "outlineColor"), system.highlight);
  assert.notEqual(await of("#new", "borderTopStyle"), "none");
  // Who sees no colours sees signs, and a thicker border.
  assert.equal(await of("#new", "borderTopWidth"), "2px");
  const signs = await page.locator("[part~=rule] > [part=sign]").allInnerTexts();
  assert.deepEqual([...new Set(signs)].sort(), ["✓", "✗"].sort());
  await visitor.close();
});

test("its custom properties are the page's", async () => {
  const visitor = await visit(site, { locale: "en-US" });
  const { page } = visitor;
  const body = `<genkan-password class="own" policy="${POLICY}" email="taro@example.jp">${FIELD}</genkan-password>`;
  const script = `
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(\`.own { --genkan-met: rgb(1, 2, 3); --genkan-unmet: rgb(4, 5, 6); --genkan-quiet: rgb(7, 8, 9);
      --genkan-border: rgb(10, 11, 12); --genkan-focus: rgb(13, 14, 15);
      --genkan-gap: 17px; --genkan-radius: 18px; --genkan-width: 190px; }\`);
    document.adoptedStyleSheets = [sheet];`;
  await openOwn(site, visitor, { body, script });
  const of = (selector, property) => page.locator(selector).first().evaluate((node, name) => getComputedStyle(node)[name], property);
  assert.equal(await of("#new", "borderTopColor"), "rgb(10, 11, 12)");
  assert.equal(await of("#new", "width"), "190px");
  assert.equal(await of("#new", "borderTopLeftRadius"), "18px");
  assert.equal(await of("[part=rules]", "marginTop"), "17px");
  await page.locator("#new").focus();
  await page.keyboard.type("Taro_");
  assert.equal(await of("#new", "outlineColor"), "rgb(13, 14, 15)");
  await page.locator("#new").blur();
  assert.equal(await of("[part=violation]", "color"), "rgb(4, 5, 6)");
  assert.equal(await of('[data-status="met"] > [part=sign]', "color"), "rgb(1, 2, 3)");
  assert.equal(await of("[part=hint]", "color"), "rgb(7, 8, 9)");
  await visitor.close();
});

/** Everything that the element may have to show at once. */
async function showEverything(page) {
  await page.locator("#new").pressSequentially("Taro_ ａ ");
  await page.locator("#again").fill("something else");
  await page.locator("#again").blur();
  await page.evaluate(() => {
    const { shadowRoot } = document.querySelector("genkan-password");
    for (const name of ["caps-lock", "trouble", "change"]) {
      const note = shadowRoot.querySelector(`[part=${name}]`);
      // As long as theirs.
      note.textContent = shadowRoot.querySelector("[part=violation]").textContent;
      note.hidden = false;
    }
  });
}

/** What is not wholly in the window's width, or in the box that it is cut by. */
function outside(page) {
  return page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    const found = scrollWidth > clientWidth ? [`${scrollWidth} pixels in ${clientWidth}`] : [];
    const { shadowRoot } = document.querySelector("genkan-password");
    for (const node of [...document.querySelectorAll("form.try *"), ...shadowRoot.querySelectorAll("*")]) {
      const style = getComputedStyle(node);
      // What is only heard has no place.
      if (node.closest("[part=live], [part=state], [hidden]") || node.getClientRects().length === 0) continue;
      const { left, right } = node.getBoundingClientRect();
      const isCut = style.overflow !== "visible" && node.tagName !== "INPUT" &&
        (node.scrollHeight > node.clientHeight || node.scrollWidth > node.clientWidth);
      if (left < 0 || right > clientWidth || isCut) found.push(node.outerHTML.slice(0, 120));
    }
    return found;
  });
}

function picture(name) {
  return `${process.env.GENKAN_SCREENSHOTS ?? "../../../target/screenshots"}/${name}.png`;
}
