// A person's browser.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import axe from "axe-core";
import * as playwright from "playwright-core";

import { close, startChromium, startFirefox } from "../../../pkg/test/support/browser.js";
import { progress } from "../../../pkg/test/support/guard.js";

const screenshots = process.env.GENKAN_SCREENSHOTS ?? "../../../target/screenshots";

const DESK = { width: 1280, height: 900 };
const PHONE = { width: 320, height: 640 };

/** The phone of somebody who walks through the pages, which is not the narrowest. */
export const HANDHELD = { width: 360, height: 740 };

/** Starts Chromium; it is closed after the last test. */
export async function startBrowser() {
  return (await startChromium(playwright)).browser;
}

/** Starts Firefox likewise. */
export async function startSecondBrowser() {
  return (await startFirefox(playwright)).browser;
}

/**
 * A person with a browser of their own, who visits the site: no cookies yet, the language `locale`,
 * JavaScript or none, and a window.
 */
export async function visit({ browser, portal: { url } }, { locale, javascript = true, viewport = DESK }) {
  const context = await browser.newContext({
    baseURL: url,
    locale,
    javaScriptEnabled: javascript,
    viewport,
    reducedMotion: "reduce",
  });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    // A refused form is answered with 4xx, which Chromium counts as an error.
    const isAnswer = message.text().startsWith("Failed to load resource") &&
      message.location().url.startsWith(url) && !message.location().url.includes("/assets/");
    if (message.type() === "error" && !isAnswer) complaints.push(message.text());
  });

  return {
    page,
    context,
    javascript,
    language: locale.slice(0, 2),
    /** What the page's own code did wrong, a broken content policy included. */
    complaints,
    path: () => new URL(page.url()).pathname,
    text: () => page.evaluate(textOfPage),
    close: () => close(context),
  };
}

/** What the page shows, also in the shadow tree of the element, which `innerText` leaves out. */
function textOfPage() {
  const trees = [...document.querySelectorAll("genkan-password")].flatMap(({ shadowRoot }) => [...shadowRoot?.children ?? []]);
  return [document.body, ...trees].filter((node) => node.checkVisibility()).map((node) => node.innerText).join("\n");
}

/**
 * Looks at the page as it is now, the way that its readers do: in the right
 * language, with axe, on a phone's width and with letters twice as large. The
 * pictures are kept under `name`.
 */
export async function look(visitor, name) {
  const { page, language, complaints } = visitor;
  const own = page.viewportSize();
  progress();
  // Only the element loads something after the page.
  if (await page.locator("genkan-password").count() > 0) await page.waitForLoadState("networkidle");
  assert.equal(await page.locator("html").getAttribute("lang"), language, `${name}: language`);
  assert.notEqual(await page.title(), "", `${name}: title`);
  await page.setViewportSize(DESK);
  await assertAccessible(visitor, name);
  await assertAligned(page, name);
  await picture(page, `${name}.png`);

  await page.setViewportSize(PHONE);
  await assertFits(page, `${name} at ${PHONE.width} pixels`);
  await picture(page, `${name}-phone.png`);

  await page.setViewportSize(DESK);
  await page.evaluate(() => { document.documentElement.style.fontSize = "200%"; });
  await assertFits(page, `${name} with large letters`);
  await page.evaluate(() => { document.documentElement.style.fontSize = ""; });
  await page.setViewportSize(own);

  assert.deepEqual(complaints, [], `${name}: errors in the page`);
}

/** The page in the colours that people choose. */
export async function lookInColours(visitor, name) {
  const { page } = visitor;
  for (const [colours, media] of [
    ["light", { colorScheme: "light", forcedColors: "none" }],
    ["dark", { colorScheme: "dark", forcedColors: "none" }],
    ["forced", { colorScheme: "dark", forcedColors: "active" }],
  ]) {
    await page.emulateMedia(media);
    // In forced colours axe compares the page's own, which are not shown.
    const rules = { "color-contrast": { enabled: colours !== "forced" } };
    await assertAccessible(visitor, `${name} in ${colours} colours`, rules);
    await picture(page, `${name}-${colours}.png`);
  }
  await page.emulateMedia({ colorScheme: null, forcedColors: null });
}

/** No finding of axe's, whatever its impact. */
async function assertAccessible({ page, javascript }, name, rules = {}) {
  if (!javascript) {
    // Such a page has no timers. axe uses short ones only to yield.
    await page.evaluate(() => {
      globalThis.setTimeout = (act, delay = 0) => {
        if (delay < 100) Promise.resolve().then(act);
      };
    });
  }
  await page.evaluate(axe.source);
  const { violations, passes } = await page.evaluate(
    (rules) => globalThis.axe.run({ preload: false, rules }), rules);
  const findings = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html }) => `${id}: ${help}\n    ${html}`));
  assert.equal(findings.length, 0, `${name}:\n  ${findings.join("\n  ")}`);
  assert.ok(passes.length > 10, `${name}: axe looked at something`);
}

/** The values of a list are in one column. */
async function assertAligned(page, name) {
  const edges = await page.locator("dl").evaluateAll((lists) => lists.map((list) =>
    new Set([...list.querySelectorAll("dd")].map((value) => value.getBoundingClientRect().left)).size));
  assert.ok(edges.every((count) => count <= 1), `${name}: the values of a list are not aligned`);
}

async function assertFits(page, name) {
  const [content, window] = await page.evaluate(() =>
    [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  assert.ok(content <= window, `${name}: ${content} pixels of content in ${window}`);
}

async function picture(page, file) {
  await mkdir(screenshots, { recursive: true });
  await page.screenshot({ path: join(screenshots, file), fullPage: true });
}
