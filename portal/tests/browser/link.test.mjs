// A link in the hands of the real world: scanners, impatience, two at once.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { openSite } from "./site.mjs";
import { request, setPassword, signIn } from "./web.mjs";

// One email a minute goes to an address, so almost every person gets just one.
const people = ["scanner", "refused", "used", "parallel", "older", "mangled"];
const PAUSE = 61_000;
const address = (person) => `${person}@customer.example`;

const site = await openSite(people.map((name) => ({ name, address: address(name) })));

async function linkFor(person, count = 1) {
  await ask(person);
  return (await site.mailServer.emailTo(address(person), count)).link;
}

await ask("older");
const firstAsked = Date.now();

function ask(person) {
  return request(`${site.portal.url}/forgot`, { form: { email: address(person) } });
}

const isSet = ({ status, location }) =>
  status === 303 && new URL(location, site.portal.url).pathname === "/signin";

const entersWith = async (person, password) =>
  (await signIn(site.portal.url, address(person), password)).location === "/";

test("opening a link changes nothing, however often", async () => {
  const link = await linkFor("scanner");
  for (const method of ["GET", "HEAD", "GET", "HEAD", "GET"]) {
    const page = await request(link, { method });
    assert.equal(page.status, 200, method);
    assert.deepEqual(page.setCookies, []);
  }
  const answer = await setPassword(link, "blue7Kite!");
  assert.ok(isSet(answer));
  assert.ok(await entersWith("scanner", "blue7Kite!"));
});

test("a refused password leaves the link alive", async () => {
  const link = await linkFor("refused");
  for (const password of ["abc", "refused", "refused-A1", "", "x".repeat(1025)]) {
    const answer = await setPassword(link, password);
    assert.equal(answer.status, 422, password);
  }
  assert.ok(isSet(await setPassword(link, "blue7Kite!")));
  assert.ok(await entersWith("refused", "blue7Kite!"));
});

test("a used link is dead", async () => {
  const link = await linkFor("used");
  assert.ok(isSet(await setPassword(link, "blue7Kite!")));

  const again = await setPassword(link, "green8Kite!");
  assert.equal(again.status, 410);
  await assertDead(link, "used");
});

async function assertDead(link, person) {
  assert.equal((await request(link)).status, 410);
  assert.equal((await setPassword(link, "green8Kite!")).status, 410);
  assert.ok(!(await entersWith(person, "green8Kite!")));
  assert.ok(await entersWith(person, "blue7Kite!"));
}

test("64 at once with one link set one password", async () => {
  const link = await linkFor("parallel");
  const passwords = Array.from({ length: 64 }, (_, n) => `blue${n}Kite!`);
  const answers = await Promise.all(
    passwords.map((password) => setPassword(link, password)));

  const winners = passwords.filter((_, n) => isSet(answers[n]));
  assert.equal(winners.length, 1, JSON.stringify(answers.map(({ status, location }) => [status, location])));
  assert.ok(answers.every(({ status }) => status < 500));
  // The winner before and after: three failures are too few to make it wait, so
  // that the others are refused for what they are.
  const losers = passwords.filter((password) => !winners.includes(password));
  for (const password of [...winners, losers[0], losers[31], losers[62], ...winners]) {
    assert.equal(await entersWith("parallel", password), winners.includes(password), password);
  }
});

test("a link that was mangled on its way leads to a page, not to an error", async () => {
  const link = await linkFor("mangled");
  for (const mangled of [link.slice(0, -1), `${link}x`, link.replace("gkn_", "gkm_"), `${site.portal.url}/reset/`]) {
    const opened = await request(mangled);
    assert.ok(opened.status < 500, `${mangled}: ${opened.status}`);
    const answer = await setPassword(mangled, "blue7Kite!");
    assert.ok([404, 410].includes(answer.status), `${mangled}: ${answer.status}`);
  }
  const page = await request(`${site.portal.url}/reset`);
  assert.equal(page.status, 410, "without any link");
  assert.ok(isSet(await setPassword(link, "blue7Kite!")));
});

test("setting a password kills the older link", async () => {
  const { link: older } = await site.mailServer.emailTo(address("older"));
  await sleep(Math.max(0, firstAsked + PAUSE - Date.now()));
  const newer = await linkFor("older", 2);
  assert.notEqual(newer, older);
  // Both are alive: asking again kills nobody's link.
  for (const link of [older, newer]) {
    assert.equal((await request(link)).status, 200);
  }
  assert.ok(isSet(await setPassword(newer, "blue7Kite!")));
  await assertDead(older, "older");
});
