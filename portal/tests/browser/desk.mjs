// What an operator does at the support desk.

import assert from "node:assert/strict";

import { visit } from "./browser.mjs";
import { answerOf, setPassword, tabTo } from "./steps.mjs";
import { authenticatorApp } from "./totp.mjs";

/** Presses the button of the form with these fields; the server answers. */
export const sendForm = (page, selector) =>
  answerOf(page, () => page.locator(`main form${selector} button[type="submit"]`).click());

/** An operator with a browser and, as soon as it is set up, an authenticator app. */
export class Operator {
  constructor(site, { name, address, password }, options) {
    Object.assign(this, { site, name, address, password, options });
  }

  async open() {
    this.visitor = await visit(this.site, this.options);
    this.page = this.visitor.page;
    return this;
  }

  /** Sets the first password by the link of the invitation. */
  async acceptInvitation() {
    await this.page.goto((await this.site.mailServer.emailWith(this.address, "reset")).link);
    await setPassword(this.visitor, this.password);
    assert.equal(this.visitor.path(), "/desk/signin");
  }

  /** Gives address and password, with the keyboard alone. */
  async givePassword() {
    await tabTo(this.page, "#email");
    await this.page.keyboard.type(this.address);
    await tabTo(this.page, "#password");
    await this.page.keyboard.type(this.password);
    await answerOf(this.page, () => this.page.keyboard.press("Enter"));
  }

  /** Sets up the app by the secret that the page shows, and keeps the recovery codes. */
  async enrol() {
    assert.equal(this.visitor.path(), "/desk/set-up");
    this.app = authenticatorApp(await this.page.locator("code.secret").innerText());
    await this.giveCode(await this.app.code());
    this.recoveryCodes = await this.page.locator("ul.codes code").allInnerTexts();
    assert.equal(this.recoveryCodes.length, 10);
  }

  /** With the keyboard alone. Where a code is all that is asked for, its field has the focus. */
  async giveCode(code) {
    const isFocused = await this.page.evaluate(() => document.activeElement.id === "code");
    if (!isFocused) await tabTo(this.page, "#code");
    await this.page.keyboard.type(code);
    await answerOf(this.page, () => this.page.keyboard.press("Enter"));
  }

  /** Everything before the first page. */
  async arrive() {
    await this.open();
    await this.acceptInvitation();
    await this.givePassword();
    await this.enrol();
    await this.page.locator("main a.button").click();
    await this.page.waitForURL("**/desk");
  }

  /** Searches on the first page and opens the contact. */
  async find(address) {
    await this.page.goto("/desk");
    await this.page.fill("#q", address);
    await sendForm(this.page, '[role="search"]');
    await this.follow(this.page.locator("main li", { hasText: address }).locator("a").first());
    assert.match(this.visitor.path(), /^\/desk\/contacts\//);
  }

  /** Opens the page of an action of the contact or operator that is shown. */
  act(action) {
    return this.follow(`nav.choices a[href$="/${action}"]`);
  }

  /** Opens the newest open case that has `text` in its entry. */
  async openCase(text) {
    const entries = this.page.locator("main li", { hasText: text });
    // What a visitor sends becomes a case some time after the answer.
    for (let tries = 0; tries < 40; tries += 1) {
      await this.page.goto("/desk/cases");
      if ((await entries.count()) > 0) break;
      await this.page.waitForTimeout(250);
    }
    await this.follow(entries.locator("a").last());
    assert.match(this.visitor.path(), /^\/desk\/cases\//);
  }

  /** Fills in the form of an action of a case and sends it. */
  async decide(action, fields = {}) {
    const form = `form.action:has([value="${action}"])`;
    for (const [name, value] of Object.entries(fields)) {
      const field = this.page.locator(`${form} [name="${name}"]`);
      if (name === "kind") await field.selectOption(value);
      else await field.fill(value);
    }
    await answerOf(this.page, () => this.page.locator(`${form} button`).click());
  }

  /** Follows a link; the server answers. */
  async follow(link) {
    const found = typeof link === "string" ? this.page.locator(link) : link;
    await answerOf(this.page, () => found.click());
  }
}
