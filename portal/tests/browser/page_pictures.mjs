// The pictures of pages and emails in docs/pictures/. `node page_pictures.mjs` takes them; `GENKAN` names
// the program. Each has a digest of what its page says and how it is styled, by which the test
// recognises that a picture is out of date.

import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { visit } from "./browser.mjs";
import { run } from "./portal.mjs";
import { openDemo } from "./site.mjs";
import { answerOf, askForLink, send } from "./steps.mjs";

const FOLDER = fileURLToPath(new URL("../../../docs/pictures/", import.meta.url));
const DIGESTS = `${FOLDER}digests.json`;
const STYLES = ["../../assets/portal.css", "../../../pkg/dist/element/genkan-password.css"];
const ADDRESS = { ja: "taro.yamada@example.co.jp", en: "hanako.sato@example.com" };
const LOCALES = { ja: "ja-JP", en: "en-US" };
const VIEWPORT = { width: 480, height: 640 };
const SHEET = { width: 1840, height: 900 };
const COLUMNS = `body { columns: 5; column-gap: 16px; margin: 16px; font: 14px sans-serif; }
  figure { break-inside: avoid; margin: 0 0 16px; } iframe { box-sizing: border-box; width: 100%; border: 1px solid #bbb; }`;
const CONFIG = `base_url = "https://support.example.com"
listen = "127.0.0.1:0"
data = "data"
trusted_proxies = 1
[mail]
from = "サポートセンター <support@example.com>"
froms = { en = "Support Center <support@example.com>" }
`;

/** The digests that the pictures were taken with. */
export const recorded = async () => JSON.parse(await readFile(DIGESTS, "utf8"));

/** Visits all pages. Each is handed to `show`, with its name. Returns the digests by name. */
export async function visitPages(site, show = () => {}) {
  const styles = await Promise.all(STYLES.map((path) => readFile(new URL(path, import.meta.url))));
  const digests = {};
  for (const language of ["ja", "en"]) {
    const visitor = await visit(site, { locale: LOCALES[language], viewport: VIEWPORT });
    const { page } = visitor;
    const look = async (name) => {
      await page.waitForLoadState("networkidle");
      const texts = await Promise.all(page.frames().map((frame) => frame.locator("body").innerText()));
      const digest = createHash("sha256").update(lasting(texts.join("\n")));
      for (const style of styles) digest.update(style);
      digests[`${name}.${language}`] = digest.digest("hex").slice(0, 16);
      await show(page, `${name}.${language}`);
    };
    const submit = () => answerOf(page, () => page.locator("main button.primary").click());
    await page.goto("/signin");
    await look("sign-in");
    await askForLink(visitor, ADDRESS[language]);
    await look("link-requested");
    const link = await newestLink(page, "/reset/");
    await look("email");
    await page.goto(link);
    await page.fill("#new_password", language === "ja" ? "taro12" : "hanako");
    await look("set-password-refused");
    await page.fill("#new_password", "blue7Kite!");
    await page.fill("#confirmation", "blue7Kite!");
    await look("set-password");
    await submit();
    await look("password-set");
    await page.fill("#email", ADDRESS[language]);
    await page.fill("#password", "blue7Kite!");
    await answerOf(page, () => send(page, "password"));
    await look("home");
    await page.goto("/password");
    await look("change-password");
    await page.goto("/contacts");
    await look("contacts");
    await page.goto("/help");
    await look("help");
    await page.goto(await newestLink(page, "/not-me/"));
    await look("not-me");
    await visitor.close();
    digests[`emails.${language}`] = await lookAtEmails(site, language, show);
  }
  return digests;
}

/** Shows all emails of a language as phones do, beside each other. Returns the digest of their texts. */
async function lookAtEmails(site, language, show) {
  const files = await readdir(new URL(`../../src/mail/texts/${language}`, import.meta.url));
  const kinds = files.filter((file) => file.endsWith(".txt")).map((file) => file.replace(".txt", "")).sort();
  const folder = await mkdtemp(join(tmpdir(), "genkan-pictures-"));
  const config = join(folder, "genkan.toml");
  await writeFile(config, CONFIG);
  const digest = createHash("sha256");
  let figures = "";
  for (const kind of kinds) {
    const preview = (format) =>
      run("mail", "preview", kind, "--lang", language, "--format", format, "--config", config);
    digest.update(lasting(await preview("text")));
    const html = (await preview("html")).replaceAll("&", "&amp;").replaceAll('"', "&quot;");
    figures += `<figure><figcaption>${kind}</figcaption><iframe srcdoc="${html}"></iframe></figure>`;
  }
  await rm(folder, { recursive: true });
  const context = await site.browser.newContext({ locale: LOCALES[language], viewport: SHEET });
  const page = await context.newPage();
  await page.setContent(`<!doctype html><style>${COLUMNS}</style>${figures}`, { waitUntil: "load" });
  await page.evaluate(() => {
    for (const frame of document.querySelectorAll("iframe")) {
      frame.height = frame.contentDocument.documentElement.scrollHeight;
    }
  });
  await show(page, `emails.${language}`);
  await context.close();
  return digest.digest("hex").slice(0, 16);
}

/** Returns a text without what differs each time: tokens, numbers and dates. */
const lasting = (text) =>
  text.replace(/gkn_\w+/g, "").replace(/\d+/g, "0").replace(/\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun), .*$/gm, "");

/** Opens the newest email in the demo's mailbox that has a link to a page, and returns it. */
async function newestLink(page, path) {
  for (let tries = 0; tries < 100; tries += 1) {
    await page.goto("/mailbox");
    const first = page.locator('a[href^="/mailbox/"]').first();
    if (await first.count()) {
      await first.click();
      await page.waitForURL("**/mailbox/*");
      const link = page.locator(`main a[href*="${path}gkn_"]`).first();
      if (await link.count()) return link.getAttribute("href");
    }
    await page.waitForTimeout(100);
  }
  throw new Error(`no email with a link to ${path}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const site = await openDemo([]);
  await mkdir(FOLDER, { recursive: true });
  const digests = await visitPages(site, (page, name) =>
    page.screenshot({ path: `${FOLDER}${name}.png`, fullPage: true, caret: "hide" }));
  await writeFile(DIGESTS, `${JSON.stringify(digests, null, 2)}\n`);
  await site.browser.close();
  await site.portal.stop();
  // What the tests close after themselves is open yet.
  process.exit();
}
