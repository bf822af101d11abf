// What a screen reader has to say while a password is typed, from Chromium's accessibility tree and
// the live region: held against transcripts that a person has read. GENKAN_TRANSCRIPTS=write writes
// them anew.

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { test } from "node:test";

import { visit } from "./browser.mjs";
import { openDocumentation, openPage } from "./documentation.mjs";

const site = await openDocumentation();

/** Longer than the element waits for the next key. */
const PAUSE = 1_000;

for (const [language, locale] of [["en", "en-US"], ["ja", "ja-JP"]]) {
  test(`it is told what changes, and no more (${language})`, async () => {
    const visitor = await visit(site, { locale });
    const { page } = visitor;
    await openPage(visitor, language);
    const reader = await listen(page);
    await page.waitForTimeout(PAUSE);

    await reader.does("Tab", () => page.locator("#new").focus());
    for (const key of "taro") await reader.does(key, () => page.keyboard.press(key));
    await reader.does("select all, ab", async () => {
      await page.keyboard.press("Control+a");
      await page.keyboard.type("ab");
    });
    for (const key of "c7Kite") await reader.does(key, () => page.keyboard.press(key));
    await reader.does("_", () => page.keyboard.press("_"));
    await reader.does("Tab", () => page.keyboard.press("Tab"));
    await reader.does("Tab", () => page.keyboard.press("Tab"));
    await reader.does("a", () => page.keyboard.press("a"));
    await reader.does("x", () => page.keyboard.press("x"));
    await reader.does("Backspace, bc7Kite_", async () => {
      await page.keyboard.press("Backspace");
      await page.keyboard.type("bc7Kite_");
    });
    await reader.does("Shift+Tab", () => page.keyboard.press("Shift+Tab"));
    await reader.does("Shift+Tab, select all, taro", async () => {
      await page.keyboard.press("Shift+Tab");
      await page.keyboard.press("Control+a");
      await page.keyboard.type("taro");
    });
    await reader.does("Tab, Shift+Tab", async () => {
      await page.keyboard.press("Tab");
      await page.keyboard.press("Shift+Tab");
    });
    await visitor.close();

    const path = new URL(`transcripts/${language}.txt`, import.meta.url);
    const told = reader.transcript();
    assert.doesNotMatch(told, /undefined|null|\{|\}/);
    if (process.env.GENKAN_TRANSCRIPTS === "write") await writeFile(path, told);
    assert.equal(told, await readFile(path, "utf8"));
  });
}

/** Listens like a reader: to what has the focus, when it moves, and to what the live regions say. */
async function listen(page) {
  const session = await page.context().newCDPSession(page);
  const lines = [];
  let focus;
  await page.evaluate(() => {
    globalThis.said = [];
    // Those of elements are in their shadow trees.
    const trees = [document, ...[...document.querySelectorAll("genkan-password")].map(({ shadowRoot }) => shadowRoot)];
    for (const region of trees.flatMap((tree) => [...tree.querySelectorAll('[role="status"]')])) {
      new MutationObserver(() => said.push(region)).observe(region, { childList: true, subtree: true, characterData: true });
    }
  });
  return {
    async does(what, act) {
      lines.push(`[${what}]`);
      await act();
      await page.waitForTimeout(PAUSE);
      const { nodes } = await session.send("Accessibility.getFullAXTree");
      const now = nodes.find((node) => property(node, "focused") && node.role.value !== "RootWebArea");
      const heard = now && describe(now);
      const moved = now?.backendDOMNodeId !== focus?.id;
      if (moved || what.startsWith("Tab, ")) lines.push(`  ${heard}`);
      focus = { id: now?.backendDOMNodeId };
      const changed = await page.evaluate(() => said.splice(0).length);
      if (changed > 0) {
        for (const region of nodes.filter((node) => property(node, "live") === "polite" && node.role?.value === "status")) {
          for (const text of texts(region, nodes)) lines.push(`  > ${text}`);
        }
      }
    },
    transcript: () => `${lines.join("\n")}\n`,
  };
}

function describe(node) {
  const states = [
    property(node, "required") && "required",
    property(node, "invalid") === "true" && "invalid",
    node.properties.some(({ name }) => name === "pressed") && `pressed: ${property(node, "pressed")}`,
  ].filter(Boolean);
  const description = node.description?.value;
  return [`${node.role.value} “${node.name.value}”`, ...states].join(", ") + (description ? `\n    ${description}` : "");
}

function property(node, wanted) {
  return node.properties?.find(({ name }) => name === wanted)?.value.value;
}

/** The paragraphs of a region. */
function texts(region, nodes) {
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const walk = (node) => node.role?.value === "StaticText"
    ? [node.name.value]
    : (node.childIds ?? []).flatMap((id) => (byId.has(id) ? walk(byId.get(id)) : []));
  return walk(region);
}
