// Operators with passkeys: the first sign-in with one, the next ones, the question before a change,
// a copied passkey, and what a browser without JavaScript and an address without a domain show.
// Chromium's virtual authenticator creates and uses them.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

import { progress } from "../../../pkg/test/support/guard.js";
import { look, lookInColours, visit } from "./browser.mjs";
import { openSite } from "./site.mjs";
import { run } from "./portal.mjs";
import { answerOf, send, setPassword, tabTo } from "./steps.mjs";
import { WORDS } from "./words.mjs";

const PASSWORD = "blue7Kite!";
const folder = await mkdtemp(join(tmpdir(), "genkan-clock-"));
after(() => rm(folder, { recursive: true }));
const clock = join(folder, "clock");
await writeFile(clock, "+0\n");
const site = await openSite([], "", { host: "localhost", clock });
const other = await openSite([], "");

const desk = (portal, ...args) => run(...args, "--config", portal.config);

/** Adds an operator, who sets a password by the link of the email. */
async function invite({ mailServer, portal, browser }, name, language, javascript = true) {
  const address = `${name}@provider.example`;
  await desk(portal, "operators", "add", name, address, "--role", "agent", "--language", language);
  const visitor = await visit({ browser, portal }, { locale: WORDS[language].locale, javascript });
  await visitor.page.goto((await mailServer.emailTo(address)).link);
  await setPassword(visitor, PASSWORD);
  return { visitor, address, page: visitor.page };
}

async function givePassword({ page, address }) {
  progress();
  await page.goto("/desk/signin");
  await page.fill('[name="email"]', address);
  await page.fill('[name="password"]', PASSWORD);
  await answerOf(page, () => send(page, "password"));
}

/** A device with a fingerprint reader, or a security key. */
async function authenticator({ context, page }, more = {}) {
  progress();
  const cdp = await context.newCDPSession(page);
  await cdp.send("WebAuthn.enable");
  const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
      ...more,
    },
  });
  const call = (what, args = {}) => cdp.send(`WebAuthn.${what}`, { authenticatorId, ...args });
  return {
    call,
    credentials: async () => (await call("getCredentials")).credentials,
    /** Whether somebody touches it. */
    touch: (enabled) => call("setAutomaticPresenceSimulation", { enabled }),
  };
}

async function usePasskey(page) {
  progress();
  await answerOf(page, () => page.click('[data-passkey="get"] button'));
}

async function register(page, name) {
  await page.fill('[data-passkey="create"] [name="name"]', name);
  await answerOf(page, () => page.click('[data-passkey="create"] button'));
}

for (const language of ["ja", "en"]) {
  test(`a passkey from the first sign-in on (${language})`, async () => {
    const operator = await invite(site, `sato-${language}`, language);
    const { visitor, page } = operator;
    const device = await authenticator(visitor);
    await givePassword(operator);
    assert.equal(visitor.path(), "/desk/set-up");
    await look(visitor, `passkey-1-set-up-${language}`);
    await lookInColours(visitor, `passkey-1-set-up-${language}`);

    // The person cancels; the page says so and stays.
    await page.evaluate(() => {
      const create = CredentialsContainer.prototype.create;
      CredentialsContainer.prototype.create = async () => {
        CredentialsContainer.prototype.create = create;
        throw new DOMException("cancelled", "NotAllowedError");
      };
    });
    await page.fill('[data-passkey="create"] [name="name"]', "業務用ノートPC");
    await page.click('[data-passkey="create"] button');
    await page.locator('[data-if="failed"]').waitFor({ state: "visible" });
    await look(visitor, `passkey-2-cancelled-${language}`);

    // With the keyboard alone.
    await page.focus('[data-passkey="create"] [name="name"]');
    await tabTo(page, '[data-passkey="create"] button');
    await answerOf(page, () => page.keyboard.press("Enter"));
    assert.equal(await page.locator(".codes li").count(), 10);
    const code = await page.locator(".codes li code").first().innerText();
    await look(visitor, `passkey-3-recovery-codes-${language}`);
    await page.goto("/desk");
    assert.equal(visitor.path(), "/desk");

    await page.context().clearCookies();
    await givePassword(operator);
    assert.equal(visitor.path(), "/desk/factor");
    await look(visitor, `passkey-4-sign-in-${language}`);
    await lookInColours(visitor, `passkey-4-sign-in-${language}`);
    await usePasskey(page);
    assert.equal(visitor.path(), "/desk");

    // Another one, of a security key; and the same one again.
    await page.goto("/desk/account");
    await page.click('main a[href="/desk/set-up"]');
    await page.waitForURL("**/desk/set-up");
    await page.fill('[data-passkey="create"] [name="name"]', "again");
    await page.click('[data-passkey="create"] button');
    await page.locator('[data-if="known"]').waitFor({ state: "visible" });
    const key = await authenticator(visitor, {
      transport: "usb", hasResidentKey: false, hasUserVerification: false, isUserVerified: false,
    });
    await device.touch(false);
    await register(page, "x".repeat(200));
    await device.touch(true);
    assert.equal(visitor.path(), "/desk/account");
    assert.equal((await key.credentials()).length, 1);
    await look(visitor, `passkey-5-account-${language}`);
    await lookInColours(visitor, `passkey-5-account-${language}`);
    const listed = await desk(site.portal, "operators", "list");
    assert.match(listed, new RegExp(`sato-${language}\\t.*passkeys 2`));

    // Ten minutes later, a change asks for either.
    await writeFile(clock, "+11m\n");
    const remove = page.locator(".cards li", { hasText: "xxx" }).locator("button");
    await answerOf(page, () => remove.click());
    assert.equal(visitor.path(), "/desk/factor");
    await look(visitor, `passkey-6-again-${language}`);
    await usePasskey(page);
    assert.equal(visitor.path(), "/desk/account");
    await answerOf(page, () => remove.click());
    await look(visitor, `passkey-7-removed-${language}`);
    assert.equal(await page.locator(".cards li").count(), 1);
    assert.equal(await page.locator(".cards button").count(), 0, "the last one stays");
    await key.call("removeVirtualAuthenticator");
    await writeFile(clock, "+0\n");

    // A copy of the key, made before, is used after the person has used it.
    const [copy] = await device.credentials();
    await page.context().clearCookies();
    await givePassword(operator);
    await usePasskey(page);
    assert.equal(visitor.path(), "/desk");
    const elsewhere = await visit(site, { locale: WORDS[language].locale });
    await givePassword({ page: elsewhere.page, address: operator.address });
    const thief = await authenticator(elsewhere);
    await thief.call("addCredential", { credential: copy });
    await usePasskey(elsewhere.page);
    assert.equal(elsewhere.path(), "/desk/signin");
    await look(elsewhere, `passkey-8-blocked-${language}`);
    await elsewhere.close();
    await page.goto("/desk");
    assert.equal(visitor.path(), "/desk/signin", "signed out everywhere");
    assert.match(await desk(site.portal, "audit-log", "list"), /passkey-blocked/);

    // No passkey is offered; a recovery code leads back in.
    await givePassword(operator);
    assert.equal(visitor.path(), "/desk/factor");
    assert.equal(await page.locator("[data-passkey]").count(), 0);
    await page.fill("#code", code);
    await answerOf(page, () => send(page, "code"));
    await page.goto("/desk/account");
    await look(visitor, `passkey-9-account-blocked-${language}`);
    assert.deepEqual(visitor.complaints, []);
    await visitor.close();
  });

  test(`without JavaScript, and at an IP address (${language})`, async () => {
    for (const [where, javascript, name, reason] of [
      [site, false, "no-js", "JavaScript"],
      [other, true, "ip", { ja: "IPアドレス", en: "IP address" }[language]],
    ]) {
      const operator = await invite(where, `${name}-${language}`, language, javascript);
      const { visitor, page } = operator;
      await givePassword(operator);
      assert.equal(visitor.path(), "/desk/set-up");
      assert.equal(await page.locator('[data-passkey] button:visible').count(), 0);
      assert.ok(await page.locator("#code").isVisible(), "an app can be set up");
      assert.ok((await visitor.text()).includes(reason), reason);
      await look(visitor, `passkey-${name}-${language}`);
      assert.deepEqual(visitor.complaints, []);
      await visitor.close();
    }
  });
}
