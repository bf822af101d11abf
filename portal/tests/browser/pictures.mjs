// Takes the pictures of the element that pkg/docs/README.md shows, from the documentation page:
// `node pictures.mjs` writes them to pkg/docs/pictures/.

import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { visit } from "./browser.mjs";
import { openDocumentation, openPage } from "./documentation.mjs";

const FOLDER = fileURLToPath(new URL("../../../pkg/docs/pictures/", import.meta.url));

const PICTURES = [
  { name: "light-en", language: "en", media: { colorScheme: "light" } },
  { name: "dark-ja", language: "ja", media: { colorScheme: "dark" } },
  { name: "forced-colours-en", language: "en", media: { colorScheme: "dark", forcedColors: "active" } },
  { name: "phone-ja", language: "ja", media: { colorScheme: "light" }, width: 320 },
];

const site = await openDocumentation();
await mkdir(FOLDER, { recursive: true });
for (const { name, language, media, width = 640 } of PICTURES) {
  const visitor = await visit(site, { locale: { en: "en-US", ja: "ja-JP" }[language] });
  const { page } = visitor;
  await page.setViewportSize({ width, height: 640 });
  await page.emulateMedia(media);
  await openPage(visitor, language);
  await page.locator("#new").pressSequentially("Taro_2026");
  await page.locator("#again").focus();
  await page.locator("form.try").screenshot({ path: `${FOLDER}${name}.png`, caret: "hide" });
  await visitor.close();
}

// What the tests close after themselves is open yet.
await site.browser.close();
process.exit();
