// The operator makes the policy stricter while somebody is choosing a password.

import assert from "node:assert/strict";
import { test } from "node:test";

import { look, visit } from "./browser.mjs";
import { openSite } from "./site.mjs";
import { answerOf, askForLink, send, setPassword, tryPassword } from "./steps.mjs";

const PEOPLE = ["ja", "en", "plain"].map((name) => ({
  name, address: `${name}@customer.example`, language: name === "ja" ? "ja" : "en",
}));
const SAID = { ja: "パスワードの条件が変わりました", en: "The requirements for a password have changed" };
const LENGTH = { ja: "12文字以上", en: "At least 12 characters" };

const asking = (min) => `
[policy]
version = 1
name = "site"
max_bytes = 1024
rules = [{ rule = "length", min = ${min} }]
`;

const site = await openSite(PEOPLE, asking(8));
/** The fingerprint that the form sends. */
const fingerprint = (page) => page.locator("form:has(genkan-password)").evaluate((form) => new FormData(form).get("policy"));

for (const [{ address, language }, javascript] of [[PEOPLE[0], true], [PEOPLE[1], true], [PEOPLE[2], false]]) {
  const way = javascript ? language : "without JavaScript";

  test(`a form that was opened before is told so (${way})`, async () => {
    const visitor = await visit(site, { locale: { ja: "ja-JP", en: "en-US" }[language], javascript });
    const { page } = visitor;
    await site.portal.restart(asking(8));
    await askForLink(visitor, address);
    await page.goto((await site.mailServer.emailTo(address)).link);
    const before = await fingerprint(page);
    assert.match(before, /^[0-9a-f]{32}$/);
    if (javascript) await page.locator("genkan-password[policy] [part=reveal]").waitFor();
    await page.fill('[name="new_password"]', "ten-signs!");
    await page.fill('[name="confirmation"]', "ten-signs!");

    await site.portal.restart(asking(12));
    await answerOf(page, () => send(page, "new_password"));
    assert.ok((await visitor.text()).includes(SAID[language]));
    assert.ok((await page.locator('[slot=rules] [data-rule="length"]').textContent()).includes(LENGTH[language]));
    assert.notEqual(await fingerprint(page), before);
    if (javascript) await look(visitor, `policy-changed-${language}`);

    // From here on it is a password like any other.
    await tryPassword(visitor, "ten-signs!");
    if (!javascript) assert.ok(!(await visitor.text()).includes(SAID[language]));
    await setPassword(visitor, "twelve-signs!");
    assert.equal(visitor.path(), "/signin");
    await visitor.close();
  });
}

test("a page that comes back to the front looks by itself", async () => {
  const visitor = await visit(site, { locale: "en-US" });
  const { page } = visitor;
  await site.portal.restart(asking(8));
  const address = "later@customer.example";
  await site.portal.add({ name: "later", address, language: "en" });
  await askForLink(visitor, address);
  await page.goto((await site.mailServer.emailTo(address)).link);
  const before = await fingerprint(page);
  await page.waitForFunction(() => document.querySelector("genkan-password").report);
  await site.portal.restart(asking(12));
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await page.locator("[part=change]").waitFor();
  assert.ok((await page.locator("[part=rules]").textContent()).includes(LENGTH.en));
  assert.notEqual(await fingerprint(page), before);
  assert.deepEqual(visitor.complaints, []);
  await visitor.close();
});
