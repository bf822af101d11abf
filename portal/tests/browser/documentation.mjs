// The package's documentation, served from its folder as it is.

import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, normalize } from "node:path";
import { after } from "node:test";

import { startBrowser } from "./browser.mjs";

const PACKAGE = new URL("../../../pkg/", import.meta.url);

const KINDS = {
  ".css": "text/css", ".html": "text/html", ".js": "text/javascript", ".json": "application/json",
  ".wasm": "application/wasm",
};

/** A file of the package. */
export const file = (path) => readFile(new URL(path, PACKAGE));

/**
 * The package as static files, and a browser in front of it. `replaced` holds what is served in the
 * place of a file, by its path; undefined stands for one that is not there.
 */
export async function openDocumentation() {
  const replaced = new Map();
  const server = createServer(async ({ url }, answer) => {
    const path = normalize(decodeURIComponent(new URL(url, "http://localhost").pathname)).slice(1);
    const known = replaced.has(path) ? replaced.get(path) : await file(path).catch(() => undefined);
    if (known === undefined) return answer.writeHead(404).end();
    answer.writeHead(200, { "content-type": KINDS[extname(path)] ?? "text/plain" }).end(known);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const browser = await startBrowser();
  after(async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
  });
  return { browser, replaced, portal: { url: `http://127.0.0.1:${server.address().port}` } };
}

/** Opens the page and waits until the element has its policy. */
export async function openPage(visitor, language) {
  await visitor.page.goto(PAGES[language]);
  await visitor.page.waitForFunction(() => document.querySelector("genkan-password").report);
}

/** Opens a page of its own around the published element, and waits until that has its policy. */
export async function openOwn(house, visitor, { body, script = "", lang = "en", dir = "ltr" }) {
  house.replaced.set("docs/own.js", script);
  house.replaced.set("docs/own.html", `<!doctype html><html lang="${lang}" dir="${dir}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<title>A page of one's own</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="../dist/element/genkan-password.css">
<script type="module" src="own.js"></script><script type="module" src="../dist/element/define.js"></script>
<body><main><h1>A page of one's own</h1>${body}</main></body></html>`);
  await visitor.page.goto("/docs/own.html");
  await visitor.page.waitForFunction(() => {
    const element = document.querySelector("genkan-password")
      ?? document.querySelector(".shadow")?.shadowRoot.querySelector("genkan-password");
    return element?.report;
  });
}

/** The policy document that is served. */
export const POLICY = "../dist/policies/support_center.json";

export const PAGES = { en: "/docs/index.html", ja: "/docs/ja.html" };
