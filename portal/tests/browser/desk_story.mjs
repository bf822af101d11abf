// The story of the support desk, from the invitation of the first operator to the removal of a
// company's last contact, as operators and contacts walk through it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { look, lookInColours, visit } from "./browser.mjs";
import { Operator, sendForm } from "./desk.mjs";
import { openSite } from "./site.mjs";
import { linkTo } from "./mail.mjs";
import { run } from "./portal.mjs";
import { answerOf, askForLink, press, setPassword, signIn, tabTo } from "./steps.mjs";
import { WORDS } from "./words.mjs";

const PASSWORD = "blue7Kite!";

/**
 * Walks through the story in each of these ways, in the browser that `start` starts or in Chromium.
 * A way has a name, a language, JavaScript or none, and a window; if it `looks`, every page is looked
 * at.
 */
export async function walk(ways, start) {
  const people = new Map(ways.map(({ way, language }) => {
    const person = (who, name, company = `Kite ${way}`) =>
      ({ name, address: `${who}@${way}.example`, language, company, password: PASSWORD });
    const operator = (who, name) =>
      ({ name: `${name} ${way}`, address: `${who}@${way}.provider.example`, password: PASSWORD });
    return [way, {
      taro: person("taro", "山田 太郎"),
      lost: person("unknown", "田中 一"),
      hanako: person("hanako", "佐藤 花子"),
      jiro: person("jiro", "高橋 次郎"),
      last: person("last", "Alice Smith", `Alone ${way}`),
      satoOperator: operator("sato", "佐藤"),
      suzukiOperator: operator("suzuki", "鈴木"),
    }];
  }));
  const site = await openSite([...people.values()].flatMap(({ taro, lost, last }) =>
    [taro, lost, last]), "", undefined, start);
  for (const { way, language } of ways) {
    const { name, address } = people.get(way).satoOperator;
    await run("operators", "add", name, address, "--role", "administrator",
      "--language", language, "--config", site.portal.config);
  }
  for (const way of ways) tell(site, way, people.get(way.way));
}

function tell(site, { way, language, javascript, viewport, looks }, people) {
  const options = { locale: WORDS[language].locale, javascript, viewport };
  const { taro, lost, hanako, jiro, last } = people;
  const sato = new Operator(site, people.satoOperator, options);
  const suzuki = new Operator(site, people.suzukiOperator, options);
  const see = async (visitor, name) => {
    if (looks) await look(visitor, `desk-${name}-${way}`);
    assert.deepEqual(visitor.complaints, []);
  };
  const visitor = async (act) => {
    const visitor = await visit(site, options);
    await act(visitor, visitor.page);
    assert.deepEqual(visitor.complaints, []);
    await visitor.close();
  };

  test(`two operators come in (${way})`, async () => {
    const { page } = await sato.open();
    await page.goto("/desk/cases");
    await see(sato.visitor, "01-sign-in");
    await sato.acceptInvitation();
    await see(sato.visitor, "02-password-set");
    await page.goto("/desk/cases");
    await page.fill("#email", sato.address);
    await page.fill("#password", "wrong1Kite!");
    await sendForm(page, "");
    await see(sato.visitor, "03-sign-in-refused");
    await page.goto("/desk/cases");
    await sato.givePassword();
    await see(sato.visitor, "04-set-up");
    if (looks && javascript !== false) await lookInColours(sato.visitor, `desk-04-set-up-${way}`);
    await sato.giveCode("000000");
    await see(sato.visitor, "05-set-up-refused");
    await sato.enrol();
    await see(sato.visitor, "06-recovery-codes");
    await sato.follow("main a.button");
    assert.equal(sato.visitor.path(), "/desk/cases", "the page that was asked for");
    await see(sato.visitor, "07-no-cases");

    await sato.follow('nav.desk a[href="/desk/operators"]');
    await see(sato.visitor, "08-operators");
    await sato.follow('a[href="/desk/operators/invite"]');
    await see(sato.visitor, "09-invite");
    await page.fill("#name", suzuki.name);
    await page.fill("#address", suzuki.address);
    await page.check(`[name="language"][value="${language}"]`);
    await page.check('[name="role"][value="agent"]');
    await page.fill("#companies", "No such company");
    await sendForm(page, "");
    await see(sato.visitor, "10-invite-refused");
    await page.fill("#companies", "");
    await sendForm(page, "");
    await see(sato.visitor, "11-invited");
    await suzuki.arrive();
    // An agent manages no operators, and is not led there.
    assert.equal(await suzuki.page.locator('nav.desk a[href="/desk/operators"]').count(), 0);
    await suzuki.page.goto("/desk/operators");
    await see(suzuki.visitor, "12-not-permitted");
  });

  test(`a contact is registered, found, held and released (${way})`, async () => {
    const { page } = sato;
    await page.goto("/desk");
    await see(sato.visitor, "20-home");
    await page.fill("#q", `Kite ${way}`);
    await sendForm(page, '[role="search"]');
    await see(sato.visitor, "21-found-company");
    await sato.follow('main a[href^="/desk/companies/"]');
    await see(sato.visitor, "22-company");
    await sato.follow('main a[href^="/desk/register"]');
    await page.fill("#name", hanako.name);
    await page.fill("#email", "hanako");
    await page.locator("main form").evaluate((form) => { form.noValidate = true; });
    await sendForm(page, "");
    await see(sato.visitor, "23-register-refused");
    await page.fill("#email", hanako.address);
    await sendForm(page, "");
    assert.match(sato.visitor.path(), /^\/desk\/contacts\//);
    await see(sato.visitor, "24-registered");

    // S1, S3 to S6: the registered contact comes in.
    await visitor(async (visitor, page) => {
      await site.mailServer.emailTo(hanako.address);
      await askForLink(visitor, hanako.address);
      await page.goto((await site.mailServer.emailWith(hanako.address, "reset")).link);
      await setPassword(visitor, PASSWORD);
      await signIn(visitor, hanako.address, PASSWORD);
      assert.equal(visitor.path(), "/");
    });

    // With the keyboard alone: found, held with a reason, and released.
    await page.goto("/desk");
    await tabTo(page, "#q");
    await page.keyboard.type(hanako.address);
    await answerOf(page, () => page.keyboard.press("Enter"));
    await tabTo(page, 'main a[href^="/desk/contacts/"]');
    await answerOf(page, () => page.keyboard.press("Enter"));
    await tabTo(page, 'a[href$="/hold"]');
    await answerOf(page, () => page.keyboard.press("Enter"));
    await see(sato.visitor, "25-hold");
    await tabTo(page, "#reason");
    await page.keyboard.type("退職のご連絡がありました。");
    await press(sato.visitor);
    await see(sato.visitor, "26-held");
    await visitor(async (visitor) => {
      await signIn(visitor, hanako.address, PASSWORD);
      assert.equal(visitor.path(), "/signin");
    });
    for (const [action, name] of [["release", "27"], ["resend", "28"], ["edit", "29"]]) {
      await sato.act(action);
      await see(sato.visitor, `${name}-${action}`);
      if (action === "edit") await page.fill("#name", hanako.name);
      await sendForm(page, "");
      assert.match(sato.visitor.path(), /^\/desk\/contacts\/[^/]+$/);
    }
    await see(sato.visitor, "30-contact");
    if (looks && javascript !== false) await lookInColours(sato.visitor, `desk-30-contact-${way}`);

    await sato.act("name-manager");
    await see(sato.visitor, "31-name-manager");
    await sendForm(page, "");
    await see(sato.visitor, "32-manager");
    await sato.act("unname-manager");
    await page.fill("#reason", "異動");
    await see(sato.visitor, "33-unname-manager");
    await sendForm(page, "");
    await sato.follow('main a[href^="/desk/companies/"]');
    for (const [action, name] of [["managers-decide", "34"], ["desk-decides", "36"], ["rename", "38"]]) {
      await sato.act(action);
      await see(sato.visitor, `${name}-${action}`);
      await sendForm(page, "");
      assert.match(sato.visitor.path(), /^\/desk\/companies\/[^/]+$/);
      await see(sato.visitor, `${Number(name) + 1}-company`);
    }
  });

  test(`a request is done with one click (${way})`, async () => {
    // S2 and S8: a contact asks for another one.
    await visitor(async (visitor, page) => {
      await page.goto("/contacts/add");
      assert.equal(visitor.path(), "/signin");
      await page.fill("#email", hanako.address);
      await page.fill("#password", PASSWORD);
      await sendForm(page, ":has(#password)");
      assert.equal(visitor.path(), "/contacts/add", "the page that was asked for");
      await page.fill("#name", jiro.name);
      await page.fill("#email", jiro.address);
      await answerOf(page, () => page.locator("main button.primary").first().click());
      await answerOf(page, () => page.locator("main button.primary").first().click());
    });
    const { page } = sato;
    await page.goto("/desk/cases");
    await see(sato.visitor, "40-cases");
    if (looks && javascript !== false) await lookInColours(sato.visitor, `desk-40-cases-${way}`);
    await sato.openCase(`Kite ${way}`);
    await see(sato.visitor, "41-request");
    await tabTo(page, 'form.action:has([value="carry-out"]) button');
    await answerOf(page, () => page.keyboard.press("Enter"));
    await see(sato.visitor, "42-request-done");
    await site.mailServer.emailTo(jiro.address);
    await sato.find(jiro.address);
  });

  test(`whoever asks is confirmed by a contact (${way})`, async () => {
    // S9: the asker is not registered; a contact says yes.
    const asker = { name: "鈴木 一郎", address: `ichiro@aozora-${way}.example` };
    await visitor((visitor, page) => inquire(page, asker, `Kite ${way}`));
    await sato.openCase(asker.name);
    await see(sato.visitor, "50-inquiry");
    await sato.decide("ask", { contacts: "nobody@nowhere.example" });
    await see(sato.visitor, "51-inquiry-refused");
    await sato.decide("ask", { contacts: hanako.address });
    await see(sato.visitor, "52-contacts-asked");
    await visitor(async (visitor, page) => {
      const link = linkTo(await site.mailServer.emailWith(hanako.address, "confirm"), "confirm");
      await page.goto(link);
      await page.goto(link);
      assert.ok((await visitor.text()).includes(asker.address));
      await sato.page.reload();
      assert.ok(await sato.page.locator("ol.record li").count() === 2, "a GET changes nothing");
      await answerOf(page, () => page.locator('button[value="yes"]').click());
      assert.ok(visitor.path().startsWith("/confirm/"));
      await see(visitor, "53-confirmed");
    });
    await site.mailServer.emailTo(asker.address);
    await sato.find(asker.address);
  });

  test(`nobody knows the person: two operators and an objection (${way})`, async () => {
    // S9, the long procedure.
    const asker = { name: "伊藤 三郎", address: `saburo@aozora-${way}.example` };
    await visitor((visitor, page) => inquire(page, asker, `Kite ${way}`));
    await sato.openCase(asker.name);
    await sato.decide("skip", { note: "電話にも出ません。" });
    await see(sato.visitor, "60-unreachable");
    await sato.decide("proof", { kind: "document", note: "登記簿の写しを確認しました。" });
    await see(sato.visitor, "61-proof");
    await sato.decide("propose", { replaces: taro.address, note: "登記簿と一致しています。" });
    await see(sato.visitor, "62-proposed");
    assert.equal(await sato.page.locator('[value="approve"]').count(), 0, "not the same operator");
    await suzuki.page.goto(sato.visitor.path());
    await see(suzuki.visitor, "63-approval");
    await suzuki.decide("approve");
    await see(suzuki.visitor, "64-approved");
    await suzuki.openCase(asker.name);
    await see(suzuki.visitor, "65-waiting");
    await visitor(async (visitor, page) => {
      await page.goto(linkTo(await site.mailServer.emailWith(hanako.address, "object"), "object"));
      assert.ok((await visitor.text()).includes(asker.address));
      await press(visitor);
      assert.ok(visitor.path().startsWith("/object/"));
    });
    await suzuki.page.reload();
    await see(suzuki.visitor, "66-stopped");
    assert.equal(await suzuki.page.locator("form.action").count(), 0);
  });

  test(`a contact who cannot sign in is helped (${way})`, async () => {
    // S10: the form of the help page, answered by what the portal knows.
    await visitor(async (visitor, page) => {
      await page.goto("/help/sign-in");
      await page.fill("#email", lost.address);
      await page.check('[value="no-email"]');
      await page.fill("#note", "月曜日からメールが届きません。");
      await sendForm(page, ":has(#note)");
      assert.equal(visitor.path(), "/help/sign-in/sent");
      await askForLink(visitor, lost.address);
    });
    await sato.page.goto("/desk/cases?matter=trouble");
    await see(sato.visitor, "70-troubles");
    await sato.follow(sato.page.locator("main li", { hasText: `Kite ${way}` }).locator("a"));
    await see(sato.visitor, "71-trouble");
    await sato.decide("close", { note: "電話でご案内しました。" });
    await see(sato.visitor, "72-closed");
    await untilFailed(sato, lost.address);
    await see(sato.visitor, "73-outbox");
    await sato.follow(sato.page.locator("main li", { hasText: lost.address }).locator("a").first());
    await see(sato.visitor, "74-not-delivered");
  });

  test(`an address is replaced and a last contact removed, by two (${way})`, async () => {
    const next = `taro@new.${way}.example`;
    await sato.find(taro.address);
    await sato.act("address");
    await sato.page.fill("#email", next);
    await sato.page.fill("#reason", "以前のアドレスは廃止されました。");
    await see(sato.visitor, "80-replace-address");
    await sendForm(sato.page, "");
    await suzuki.page.goto(sato.visitor.path());
    await suzuki.decide("approve");
    await site.mailServer.emailTo(next);
    await suzuki.find(next);
    await suzuki.act("hand-over");
    await see(suzuki.visitor, "81-hand-over");

    await sato.find(last.address);
    const contact = sato.visitor.path();
    await sato.act("remove");
    await see(sato.visitor, "82-remove");
    await sato.page.fill("#reason", "契約が終了しました。");
    await sendForm(sato.page, "");
    assert.match(sato.visitor.path(), /^\/desk\/cases\//, "it waits for the second operator");
    await suzuki.page.goto(sato.visitor.path());
    await see(suzuki.visitor, "83-last-contact");
    await suzuki.decide("approve");
    await sato.page.goto(contact);
    await see(sato.visitor, "84-removed");
  });

  test(`the log is verified, and an operator ends (${way})`, async () => {
    const { page } = sato;
    await page.goto("/desk/audit-log");
    await see(sato.visitor, "90-audit-log");
    await sendForm(page, "");
    assert.equal(await page.locator('[role="status"]').count(), 1, "the log is unchanged");
    await see(sato.visitor, "91-verified");

    await page.goto("/desk/operators");
    await sato.follow(page.getByRole("link", { name: suzuki.name, exact: true }));
    await see(sato.visitor, "92-operator");
    for (const [action, name] of [["role", "93"], ["reset-factor", "94"], ["remove", "95"]]) {
      await sato.act(action);
      await see(sato.visitor, `${name}-${action}`);
      if (action !== "remove") await sato.follow("main p.aside a");
    }
    await page.fill("#reason", "異動");
    await sendForm(page, "");
    await see(sato.visitor, "96-removed");
    await suzuki.page.reload();
    assert.equal(suzuki.visitor.path(), "/desk/signin", "out at once");

    await page.goto("/desk/account");
    await see(sato.visitor, "97-account");
    await sato.follow('main a[href="/desk/password"]');
    await see(sato.visitor, "98-password");
    await page.fill("#current_password", PASSWORD);
    await setPassword(sato.visitor, "green8Kite!");
    await see(sato.visitor, "99-password-changed");
    await page.goto("/desk/nothing");
    await see(sato.visitor, "99b-not-found");

    // The next sign-in asks for a code; a recovery code does, too.
    await page.goto("/desk");
    await answerOf(page, () => page.locator('form[action="/desk/signout"] button').click());
    await see(sato.visitor, "99c-signed-out");
    sato.password = "green8Kite!";
    await sato.givePassword();
    await see(sato.visitor, "99d-code");
    await sato.giveCode(sato.recoveryCodes[0]);
    assert.equal(sato.visitor.path(), "/desk");
    await Promise.all([sato, suzuki].map(({ visitor }) => visitor.close()));
  });
}

async function inquire(page, { name, address }, company) {
  await page.goto("/help/registered");
  await page.fill("#name", name);
  await page.fill("#email", address);
  await page.fill("#company", company);
  await sendForm(page, ":has(#company)");
}

/** Waits until the outbox shows that the mail server has refused an email to `address`. */
async function untilFailed({ page }, address) {
  for (let tries = 0; tries < 80; tries += 1) {
    await page.goto("/desk/outbox");
    if (await page.locator("main li", { hasText: address }).count() > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  assert.fail(`nothing in the outbox for ${address}`);
}
