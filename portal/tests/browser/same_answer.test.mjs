// Whoever asks for a link gets one answer: it never reveals who is registered.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { openSite } from "./site.mjs";
import { request, signIn } from "./web.mjs";

const TARO = { name: "山田 太郎", address: "taro@customer.example" };

const site = await openSite([TARO]);

/** Everything that a stranger can see of an answer, but for the time. */
const visible = ({ status, headers, body }) => ({
  status,
  headers: [...headers].filter(([name]) => name !== "date"),
  body,
});

for (const language of ["ja", "en"]) {
  test(`the answer to a request for a link (${language})`, async () => {
    const headers = { "accept-language": language };
    const ask = async (email) => {
      const answer = await request(`${site.portal.url}/forgot`, { form: { email }, headers });
      const page = await request(`${site.portal.url}${answer.location}`, { cookies: answer.cookies, headers });
      return [visible(answer), visible(page)];
    };
    const registered = await ask(TARO.address);
    assert.equal(registered[0].status, 303);
    assert.equal(registered[1].status, 200);
    for (const address of ["nobody@customer.example", "taro@elsewhere.example", "taro.yamada@customer.example"]) {
      assert.deepEqual(await ask(address), registered, address);
    }
  });
}

test("only the registered address gets mail", async () => {
  await site.mailServer.emailTo(TARO.address);
  await sleep(1_000);
  const recipients = (await site.mailServer.emails()).flatMap(({ envelope }) => envelope.to);
  assert.deepEqual([...new Set(recipients)], [TARO.address]);
});

test("the answer to a wrong sign-in", async () => {
  // No password yet, and not registered at all.
  const registered = await signIn(site.portal.url, TARO.address, "blue7Kite!");
  const unknown = await signIn(site.portal.url, "nobody@customer.example", "blue7Kite!");
  const typed = (answer, address) => JSON.parse(JSON.stringify(visible(answer)).replaceAll(address, ""));
  const shape = (answer, address) => {
    const { status, body } = typed(answer, address);
    return { status, body };
  };
  assert.notEqual(registered.status, 303);
  assert.deepEqual(shape(registered, TARO.address), shape(unknown, "nobody@customer.example"));
});
