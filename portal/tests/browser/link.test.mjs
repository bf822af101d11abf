// A link in the hands of the real world: scanners, impatience, two at once.

import assert from "node:assert/strict";
import { test } from "node:test";

import { openHouse } from "./house.mjs";
import { openLink, request, setPassword, signIn } from "./web.mjs";

const people = ["scanner", "refused", "used", "parallel", "older", "mangled"];
const address = (person) => `${person}@customer.example`;

const house = openHouse(people.map((name) => ({ name, address: address(name) })));

async function linkFor(person, count = 1) {
  await request(`${house.portal.url}/forgot`, { form: { email: address(person) } });
  return (await house.post.letterTo(address(person), count)).link;
}

const entersWith = async (person, password) =>
  (await signIn(house.portal.url, address(person), password)).location === "/";

test("opening a link changes nothing, however often", async () => {
  const link = await linkFor("scanner");
  for (const method of ["GET", "HEAD", "GET", "HEAD", "GET"]) {
    const opened = await request(link, { method });
    assert.equal(opened.status, 303, method);
    assert.equal(opened.location, "/reset");
    const page = await request(`${house.portal.url}/reset`, { method, cookies: opened.cookies });
    assert.equal(page.status, 200, method);
  }
  const answer = await setPassword(house.portal.url, await openLink(link), "blue7Kite!");
  assert.equal(answer.location, "/signin");
  assert.ok(await entersWith("scanner", "blue7Kite!"));
});

test("a refused password leaves the link alive", async () => {
  const cookies = await openLink(await linkFor("refused"));
  for (const password of ["abc", "refused", "refused-A1", "", "x".repeat(1025)]) {
    const answer = await setPassword(house.portal.url, cookies, password);
    assert.equal(answer.status, 422, password);
  }
  const answer = await setPassword(house.portal.url, cookies, "blue7Kite!");
  assert.equal(answer.status, 303);
  assert.ok(await entersWith("refused", "blue7Kite!"));
});

test("a used link is dead", async () => {
  const link = await linkFor("used");
  const cookies = await openLink(link);
  assert.equal((await setPassword(house.portal.url, cookies, "blue7Kite!")).status, 303);

  const again = await setPassword(house.portal.url, cookies, "green8Kite!");
  assert.notEqual(again.location, "/signin");
  const opened = await setPassword(house.portal.url, await openLink(link), "green8Kite!");
  assert.notEqual(opened.location, "/signin");
  assert.ok(!(await entersWith("used", "green8Kite!")));
  assert.ok(await entersWith("used", "blue7Kite!"));
});

test("setting a password kills the other links", async () => {
  const older = await linkFor("older", 1);
  const newer = await linkFor("older", 2);
  assert.equal((await setPassword(house.portal.url, await openLink(newer), "blue7Kite!")).status, 303);
  await setPassword(house.portal.url, await openLink(older), "green8Kite!");
  assert.ok(!(await entersWith("older", "green8Kite!")));
  assert.ok(await entersWith("older", "blue7Kite!"));
});

test("64 at once with one link set one password", async () => {
  const cookies = await openLink(await linkFor("parallel"));
  const passwords = Array.from({ length: 64 }, (_, n) => `blue${n}Kite!`);
  const answers = await Promise.all(
    passwords.map((password) => setPassword(house.portal.url, cookies, password)));

  const winners = passwords.filter((_, n) => answers[n].location === "/signin");
  assert.equal(winners.length, 1, JSON.stringify(answers.map(({ status, location }) => [status, location])));
  assert.ok(answers.every(({ status }) => status < 500));
  const entering = [];
  for (const password of passwords.filter((_, n) => n % 8 === 0).concat(winners)) {
    if (await entersWith("parallel", password)) entering.push(password);
  }
  assert.deepEqual([...new Set(entering)], winners);
});

test("a link that was mangled on its way leads to a page, not to an error", async () => {
  const link = await linkFor("mangled");
  for (const mangled of [link.slice(0, -1), `${link}x`, link.replace("gkn_", "gkm_"), `${house.portal.url}/reset/`]) {
    const opened = await request(mangled);
    assert.ok(opened.status < 500, `${mangled}: ${opened.status}`);
    const answer = await setPassword(house.portal.url, opened.cookies, "blue7Kite!");
    assert.notEqual(answer.location, "/signin", mangled);
    assert.ok(answer.status < 500);
  }
  const page = await request(`${house.portal.url}/reset`);
  assert.ok(page.status < 500, "without any link");
  assert.equal((await setPassword(house.portal.url, await openLink(link), "blue7Kite!")).location, "/signin");
});
