// The package's documentation, served from its folder as it is.

import { readFile } from "node:fs/promises";

import { startServer } from "../../../pkg/test/support/server.js";
import { startBrowser } from "./browser.mjs";

const PACKAGE = new URL("../../../pkg/", import.meta.url);

/** A file of the package. */
export const file = (path) => readFile(new URL(path, PACKAGE));

/**
 * The package as static files, and a browser in front of it. `replaced` holds what is served in the
 * place of a file, by its path; undefined stands for one that is not there.
 */
export async function openDocumentation() {
  const replaced = new Map();
  const server = await startServer((path) => {
    const known = path.slice(1);
    return replaced.has(known) ? replaced.get(known) : new URL(known, PACKAGE);
  });
  const browser = await startBrowser();
  return { browser, replaced, portal: { url: server.url.slice(0, -1) } };
}

/** Opens the page and waits until the element has its policy. */
export async function openPage(visitor, language) {
  await visitor.page.goto(PAGES[language]);
  await visitor.page.waitForFunction(() => document.querySelector("genkan-password").report);
}

/** Opens a page of its own around the published element, and waits until that has its policy. */
export async function openOwn(site, visitor, content) {
  putOwn(site, content);
  await visitor.page.goto("/docs/own.html");
  await visitor.page.waitForFunction(() => {
    const element = document.querySelector("genkan-password")
      ?? document.querySelector(".shadow")?.shadowRoot.querySelector("genkan-password");
    return element?.report;
  });
}

/** Puts the page of its own on the server. */
export function putOwn(site, { body, script = "", lang = "en", dir = "ltr" }) {
  site.replaced.set("docs/own.js", script);
  site.replaced.set("docs/own.html", `<!doctype html><html lang="${lang}" dir="${dir}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<title>A page of one's own</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="../dist/element/genkan-password.css">
<script type="module" src="own.js"></script><script type="module" src="../dist/element/define.js"></script>
<body><main><h1>A page of one's own</h1>${body}</main></body></html>`);
}

/** What a page of its own has inside the element at least. */
export const FIELD = '<label for="new">New password</label><input type="password" id="new" name="secret" autocomplete="new-password" required>';

/** The policy document that is served. */
export const POLICY = "../dist/policies/support_center.json";

export const PAGES = { en: "/docs/index.html", ja: "/docs/ja.html" };
