// The email with the link, as it arrives at a mail server.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { openSite } from "./site.mjs";
import { SUPPORT } from "./portal.mjs";
import { request, setPassword } from "./web.mjs";

const TARO = { name: "山田 太郎", address: "Taro.Yamada@customer.example", language: "ja" };
const ALICE = { name: "Alice Smith", address: "alice@customer.example", language: "en" };

const site = await openSite([TARO, ALICE]);

const ask = (email) => request(`${site.portal.url}/forgot`, { form: { email } });

for (const { contact, typed, wording } of [
  // It goes to the stored address, whatever case was typed.
  { contact: TARO, typed: "taro.yamada@CUSTOMER.example", wording: /[ぁ-ん]/ },
  { contact: ALICE, typed: ALICE.address, wording: /^[^ぁ-ん一-龠]*$/ },
]) {
  test(`the email to ${contact.name}`, async () => {
    await ask(typed);
    const email = await site.mailServer.emailTo(contact.address);
    const { mail, envelope, header, link } = email;

    assert.match(envelope.tls, /^TLSv1\.[23]$/);
    assert.equal(envelope.from, SUPPORT.address);
    assert.deepEqual(envelope.to, [contact.address]);
    assert.deepEqual(mail.from, SUPPORT);
    assert.deepEqual(mail.to.map(({ address }) => address), [contact.address]);
    assert.equal(mail.cc, undefined);
    assert.equal(mail.bcc, undefined);
    assert.equal(header("Auto-Submitted"), "auto-generated");
    assert.ok(Math.abs(Date.parse(mail.date) - Date.now()) < 60_000, "dated now");

    assert.match(header("Content-Type"), /^multipart\/alternative/);
    assert.match(email.raw, /Content-Type: text\/plain; charset=utf-8/i);
    assert.match(email.raw, /Content-Type: text\/html; charset=utf-8/i);
    // Lines of any length and letters of any kind travel encoded.
    assert.match(email.raw, /^[\x00-\x7f]*$/);
    assert.ok(email.raw.split("\n").every((line) => line.length < 999));

    const words = mail.text.replaceAll(contact.name, "");
    assert.match(words.replaceAll(SUPPORT.name, ""), wording);
    assert.ok(link.startsWith(`${site.portal.url}/reset/gkn_`), link);
    const links = (text) => new Set(text.match(/https?:\/\/[^\s"'<>]*gkn_[^\s"'<>]*/g));
    const [first, decline, ...others] = links(mail.text);
    assert.equal(first, link, "the link that sets a password comes first");
    assert.ok(decline.startsWith(`${site.portal.url}/not-me/gkn_dec_`), decline);
    assert.deepEqual(others, []);
    assert.deepEqual(links(mail.html), links(mail.text), "the same in the HTML");

    const token = link.split("/").pop();
    assert.equal(mail.html.match(/lang="(\w+)"/)?.[1], contact.language);
    for (const { key, value } of mail.headers) {
      assert.ok(!value.includes(token) && !value.includes("gkn_"), `no token in ${key}`);
    }
    assert.ok(!site.portal.said().includes("gkn_"), "no token in the log");
    assert.match(mail.messageId, /^<[^@\s]+@[^@\s]+>$/);
  });
}

test("whoever sets a password is told so, with a way to disown it", async () => {
  const { link } = await site.mailServer.emailTo(TARO.address);
  await setPassword(link, "blue7Kite!");
  const { mail, header, link: another } = await site.mailServer.emailTo(TARO.address, 2);
  assert.equal(another, undefined);
  const tokens = `${mail.text}${mail.html}`.match(/gkn_[a-z]+_/g);
  assert.deepEqual(new Set(tokens), new Set(["gkn_dis_"]));
  assert.equal(header("Auto-Submitted"), "auto-generated");
});

test("a minute passes between two emails with links", async () => {
  for (let count = 0; count < 5; count += 1) await ask(ALICE.address);
  await sleep(1_000);
  const to = (await site.mailServer.emails()).flatMap(({ envelope }) => envelope.to);
  assert.equal(to.filter((address) => address === ALICE.address).length, 1);
});

test("every email has an id of its own", async () => {
  const ids = (await site.mailServer.emails()).map(({ mail }) => mail.messageId);
  assert.equal(ids.length, 3);
  assert.equal(new Set(ids).size, 3);
});
