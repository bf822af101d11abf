// Takes the pictures that docs/desk.md and docs/desk.ja.md show: `node desk_pictures.mjs` writes them to
// docs/. `GENKAN` names the program.

import { fileURLToPath } from "node:url";

import { Operator } from "./desk.mjs";
import { openSite } from "./site.mjs";
import { run } from "./portal.mjs";
import { answerOf, askForLink } from "./steps.mjs";
import { visit } from "./browser.mjs";
import { WORDS } from "./words.mjs";

const FOLDER = fileURLToPath(new URL("../../../docs/", import.meta.url));
const VIEWPORT = { width: 900, height: 560 };
const LANGUAGES = [
  { language: "ja", suffix: ".ja", taro: "山田 太郎", asker: "鈴木 一郎", company: "株式会社あおぞら" },
  { language: "en", suffix: "", taro: "Taro Yamada", asker: "Ichiro Suzuki", company: "Aozora Inc." },
];

for (const { language, suffix, taro, asker, company } of LANGUAGES) {
  const contact = { name: taro, address: "unknown@aozora.example", language, company };
  const site = await openSite([contact], "", { host: "localhost" });
  const address = "sato@provider.example";
  await run("operators", "add", "佐藤", address, "--role", "administrator", "--config", site.portal.config);
  const options = { locale: WORDS[language].locale, viewport: VIEWPORT };
  const visitor = await visit(site, options);
  const { page } = visitor;
  await askForLink(visitor, contact.address);
  await page.goto("/help/sign-in");
  await page.fill("#email", contact.address);
  await page.check('[value="no-email"]');
  await answerOf(page, () => page.locator("main button.primary").click());
  await page.goto("/help/registered");
  await page.fill("#name", asker);
  await page.fill("#email", "ichiro@aozora.example");
  await page.fill("#company", company);
  await answerOf(page, () => page.locator("main button.primary").click());

  const sato = new Operator(site, { address, password: "blue7Kite!" }, options);
  await sato.open();
  await sato.acceptInvitation();
  await sato.givePassword();
  const picture = (name, fullPage = false) =>
    sato.page.screenshot({ path: `${FOLDER}${name}${suffix}.png`, fullPage, caret: "hide" });
  await picture("desk-set-up", true);
  await sato.enrol();
  await sato.page.goto("/desk/cases");
  await picture("desk-cases");
  await sato.find(contact.address);
  await picture("desk-contact", true);
  await site.browser.close();
  await site.portal.stop();
  await site.mailServer.stop();
}

// What the tests close after themselves is open yet.
process.exit();
