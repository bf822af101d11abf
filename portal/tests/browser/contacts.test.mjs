// Contacts see who is registered for their company and request changes, managers decide, and what
// the forms of the help page lead to: in both languages, with and without JavaScript.

import assert from "node:assert/strict";
import { test } from "node:test";

import { look, lookInColours, visit } from "./browser.mjs";
import { openSite } from "./site.mjs";
import { linkTo } from "./mail.mjs";
import { run } from "./portal.mjs";
import { answerOf, press, signIn, tabTo, welcome } from "./steps.mjs";
import { WORDS } from "./words.mjs";

const PASSWORD = "blue7Kite!";
const WAYS = [
  { language: "ja", javascript: true },
  { language: "ja", javascript: false },
  { language: "en", javascript: true },
  { language: "en", javascript: false },
].map((way) => {
  const name = `${way.language}${way.javascript ? "" : "-no-js"}`;
  const person = (who, of) => ({
    name: of, address: `${who}@${name}.example`, language: way.language, company: `Kite ${name}`,
  });
  return {
    ...way,
    way: name,
    contact: person("taro", "山田 太郎"),
    colleague: person("hanako", "佐藤 花子"),
    manager: person("alice", "Alice Smith"),
  };
});

const site = await openSite(WAYS.flatMap(({ contact, colleague, manager }) =>
  [contact, colleague, manager]));
const desk = (...args) => run(...args, "--config", site.portal.config);
for (const operator of ["Sato", "Suzuki"]) {
  await desk("operators", "add", operator, `${operator}@provider.example`, "--role", "administrator");
}

const main = (page, selector) => page.locator(`main ${selector}`);
const submit = (page) => answerOf(page, () => main(page, "button.primary").first().click());

/** The case of the inquiry of that person, as soon as it is there. */
async function inquiryOf(address) {
  for (let tries = 0; tries < 40; tries += 1) {
    for (const line of (await desk("cases", "list", "--matter", "inquiry")).split("\n")) {
      const [id] = line.split("\t");
      if (id && (await desk("cases", "show", id)).includes(address)) return id;
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`no inquiry of ${address}`);
}

/** Sends the form for an inquiry. */
async function inquire({ page }, name, address, company) {
  await page.goto("/help/registered");
  await page.fill("#name", name);
  await page.fill("#email", address);
  await page.fill("#company", company);
  await submit(page);
}

for (const { language, javascript, way, contact, colleague, manager } of WAYS) {
  test(`requests, from the form to the decision (${way})`, async () => {
    const visitor = await visit(site, { locale: WORDS[language].locale, javascript });
    const { page } = visitor;
    await page.goto("/contacts");
    await look(visitor, `contacts-1-signed-out-${way}`);
    await welcome(visitor, site.mailServer, contact, PASSWORD);
    await signIn(visitor, contact.address, PASSWORD);
    await page.locator('main a[href="/contacts"]').click();
    await page.waitForURL("**/contacts");
    for (const { name } of [contact, colleague, manager]) {
      assert.ok((await visitor.text()).includes(name), name);
    }
    await look(visitor, `contacts-2-list-${way}`);
    if (javascript) await lookInColours(visitor, `contacts-2-list-${way}`);

    // A name that is none: the server says so, and what was typed stays.
    await page.goto("/contacts/add");
    await page.fill("#name", "x".repeat(201));
    await page.fill("#email", `jiro@${way}.example`);
    await submit(page);
    assert.equal(await page.inputValue("#email"), `jiro@${way}.example`);
    assert.equal(await page.locator('[role="alert"]').count(), 1);
    await look(visitor, `contacts-3-refused-${way}`);
    if (javascript) await lookInColours(visitor, `contacts-3-refused-${way}`);
    // The list leads to the field.
    await page.locator('[role="alert"] a').first().click();
    assert.equal(new URL(page.url()).hash, "#name");
    await page.fill("#name", "高橋 次郎");
    await submit(page);
    await look(visitor, `contacts-4-summary-${way}`);
    await answerOf(page, () => page.locator('main [value="edit"]').click());
    assert.equal(await page.inputValue("#name"), "高橋 次郎", "nothing typed is lost");
    await submit(page);
    await submit(page);
    assert.match(visitor.path(), /^\/contacts\/requests\/[0-9a-f]{32}$/);
    await look(visitor, `contacts-5-sent-${way}`);
    await answerOf(page, () => page.locator('main [value="withdraw"]').click());
    assert.equal(await page.locator('main [value="withdraw"]').count(), 0);
    await look(visitor, `contacts-6-withdrawn-${way}`);

    const card = page.locator("li", { hasText: colleague.name });
    for (const path of ["change", "hand-over", "remove"]) {
      await page.goto("/contacts");
      await card.locator(`a[href$="/${path}"]`).click();
      await page.waitForURL(`**/${path}`);
      await look(visitor, `contacts-7-${path}-${way}`);
    }
    // With a manager in the company, the colleague decides.
    const other = await visit(site, { locale: WORDS[language].locale, javascript });
    await welcome(other, site.mailServer, manager, PASSWORD);
    await other.close();
    await desk("contacts", "manager", manager.address);
    await submit(page);
    await look(visitor, `contacts-8-remove-summary-${way}`);
    await submit(page);
    const request = page.url();
    await look(visitor, `contacts-9-needs-confirmation-${way}`);
    await page.context().clearCookies();

    await site.mailServer.emailWith(manager.address, "contacts");
    await signIn(visitor, manager.address, PASSWORD);
    await page.goto("/contacts");
    assert.ok((await visitor.text()).includes(contact.address), "a manager sees addresses");
    await look(visitor, `contacts-10-manager-${way}`);
    await page.goto(request);
    await look(visitor, `contacts-11-decision-${way}`);
    if (javascript) await lookInColours(visitor, `contacts-11-decision-${way}`);
    await page.fill("#note", "契約が続いています。\n確認してください。");
    await answerOf(page, () => page.locator('main [value="decline"]').click());
    assert.ok((await visitor.text()).includes("契約が続いています。"));
    await look(visitor, `contacts-12-refused-${way}`);
    assert.deepEqual(visitor.complaints, []);
    await visitor.close();
  });

  test(`help that acts, and a colleague's answer (${way})`, async () => {
    const visitor = await visit(site, { locale: WORDS[language].locale, javascript });
    const { page } = visitor;
    await page.goto("/help");
    await look(visitor, `help-1-${way}`);
    await page.locator('a[href="/help/sign-in"]').click();
    await page.waitForURL("**/help/sign-in");
    await look(visitor, `help-2-trouble-${way}`);
    await page.fill("#email", contact.address);
    await page.check('[value="no-email"]');
    await page.fill("#note", "x".repeat(2_001));
    await submit(page);
    assert.ok(await page.isChecked('[value="no-email"]'), "what was chosen stays");
    await look(visitor, `help-3-refused-${way}`);
    await page.fill("#note", "月曜日からメールが届きません。");
    await submit(page);
    assert.equal(visitor.path(), "/help/sign-in/sent");
    await look(visitor, `help-4-trouble-sent-${way}`);

    await page.goto("/help/registered");
    await look(visitor, `help-5-inquiry-${way}`);
    const asker = `suzuki@aozora-${way}.example`;
    await inquire(visitor, "鈴木 一郎", asker, contact.company);
    assert.equal(visitor.path(), "/help/registered/sent");
    await look(visitor, `help-6-inquiry-sent-${way}`);

    const id = await inquiryOf(asker);
    await desk("cases", "ask", id, colleague.address, "--company", contact.company);
    const question = linkTo(await site.mailServer.emailWith(colleague.address, "confirm"), "confirm");
    await page.goto(question);
    assert.ok((await visitor.text()).includes(asker));
    await look(visitor, `inquiry-1-question-${way}`);
    if (javascript) await lookInColours(visitor, `inquiry-1-question-${way}`);
    // With the keyboard alone.
    await tabTo(page, 'button[value="unknown"]');
    await answerOf(page, () => page.keyboard.press("Enter"));
    assert.ok(visitor.path().startsWith("/confirm/"));
    await look(visitor, `inquiry-2-unknown-${way}`);
    await page.goto(question);
    await look(visitor, `inquiry-3-nothing-waits-${way}`);

    // No contact knows the person: proof, two operators, and time to object.
    await desk("cases", "proof", id, "--kind", "document", "--reason", "登記簿");
    await desk("cases", "propose", id, "--reason", "登記簿", "--by", "Sato",
      "--replaces", colleague.address);
    const [approval] = (await desk("cases", "list", "--matter", "approval")).split("\t");
    await desk("cases", "approve", approval, "--by", "Suzuki");
    await page.goto(linkTo(await site.mailServer.emailWith(contact.address, "object"), "object"));
    assert.ok((await visitor.text()).includes(asker));
    await look(visitor, `inquiry-4-takeover-${way}`);
    if (javascript) await lookInColours(visitor, `inquiry-4-takeover-${way}`);
    await press(visitor);
    assert.ok(visitor.path().startsWith("/object/"));
    await look(visitor, `inquiry-5-stopped-${way}`);
    assert.deepEqual(visitor.complaints, []);
    await visitor.close();
  });
}
