// A browser's or a password manager's agent changes a password without a person: it finds the fields by
// `autocomplete` alone, as the page at /.well-known/change-password leads it, and its generator's first password
// is accepted.

import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { test } from "node:test";

import { visit } from "./browser.mjs";
import { openSite } from "./site.mjs";
import { answerOf, signIn, welcome } from "./steps.mjs";

const PEOPLE = ["alice.smith", "bob.jones"].map((name) => ({ name, address: `${name}@customer.example`, language: "en" }));
const site = await openSite(PEOPLE);

const LOWER = "abcdefghijklmnopqrstuvwxyz";
const UPPER = LOWER.toUpperCase();
const DIGITS = "0123456789";
const draw = (text) => text[randomInt(text.length)];

/** Returns as many characters of these sets, in any order, at least one of each. */
function mixed(length, ...sets) {
  const all = Array.from({ length }, (_, at) => draw(sets[at] ?? sets.join("")));
  for (let at = length - 1; at > 0; at -= 1) {
    const other = randomInt(at + 1);
    [all[at], all[other]] = [all[other], all[at]];
  }
  return all.join("");
}

/** What generators make if a page says nothing about its policy. */
const GENERATORS = {
  // Fifteen characters; these are all the symbols that it uses.
  Chrome: () => mixed(15, LOWER, UPPER, DIGITS, "-_.:!"),
  // Three groups of six, with one upper case letter and one digit.
  Apple: () => {
    const letters = [...mixed(18, LOWER)];
    letters[0] = draw(UPPER);
    letters[17] = draw(DIGITS);
    return letters.join("").replace(/(.{6})(?=.)/g, "$1-");
  },
  Firefox: () => mixed(15, LOWER, UPPER, DIGITS),
  "1Password": () => mixed(20, LOWER, UPPER, DIGITS, "!@.-_*"),
  Bitwarden: () => mixed(14, LOWER, UPPER, DIGITS),
};

for (const [person, javascript] of [[PEOPLE[0], true], [PEOPLE[1], false]]) {
  test(`an agent changes the password with each generator's (${javascript ? "with" : "without"} JavaScript)`, async () => {
    const visitor = await visit(site, { locale: "en-US", javascript });
    const { page } = visitor;
    let current = "blue7Kite!";
    await welcome(visitor, site.mailServer, person, current);
    await signIn(visitor, person.address, current);
    for (const [name, generate] of Object.entries(GENERATORS)) {
      await page.goto("/.well-known/change-password");
      const next = generate();
      const fields = (token) => page.locator(`input[autocomplete~="${token}"]`);
      assert.equal(await fields("username").inputValue(), person.address);
      await fields("current-password").fill(current);
      const found = await fields("new-password").all();
      assert.equal(found.length, 2, "the new password and its confirmation");
      for (const field of found) await field.fill(next);
      await answerOf(page, () => found[1].press("Enter"));
      assert.equal(await page.locator('[role="status"]').count() > 0, true, `${name}: ${next}`);
      current = next;
    }
    await visitor.context.clearCookies();
    await signIn(visitor, person.address, current);
    assert.equal(visitor.path(), "/");
    assert.deepEqual(visitor.complaints, []);
    await visitor.close();
  });
}
