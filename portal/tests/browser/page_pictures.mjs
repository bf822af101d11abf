// The pictures of pages and emails in docs/pictures/. `node page_pictures.mjs` takes them; `GENKAN` names
// the program. Each has a digest of what its page says and how it is styled, by which the test
// recognises that a picture is out of date.

import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { visit } from "./browser.mjs";
import { openDemo } from "./site.mjs";
import { answerOf, askForLink, send } from "./steps.mjs";

const FOLDER = fileURLToPath(new URL("../../../docs/pictures/", import.meta.url));
const DIGESTS = `${FOLDER}digests.json`;
const STYLES = ["../../assets/portal.css", "../../../pkg/dist/element/genkan-password.css"];
const ADDRESS = { ja: "taro.yamada@example.co.jp", en: "hanako.sato@example.com" };
const LOCALES = { ja: "ja-JP", en: "en-US" };
const VIEWPORT = { width: 480, height: 640 };

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
      const words = texts.join("\n").replace(/gkn_\w+/g, "").replace(/\d+/g, "0").replace(/\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun), .*$/gm, "");
      const digest = createHash("sha256").update(words);
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
  }
  return digests;
}

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
  // What the tests close after themselves is open yet.
  process.exit();
}
