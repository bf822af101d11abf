// What a person does, page by page.

import assert from "node:assert/strict";

import { progress } from "../../../pkg/test/support/guard.js";

/** The button that sends the form with the field `field`. */
export const send = (page, field) =>
  page.locator(`form:has([name="${field}"]) button[type="submit"]`).click();

/** From the sign-in page, by the link that everybody knows. */
export async function askForLink({ page }, address) {
  await page.goto("/signin");
  await page.locator('a[href="/forgot"]').click();
  await page.waitForURL("**/forgot");
  await page.fill('[name="email"]', address);
  await send(page, "email");
  await page.waitForURL("**/forgot/sent");
}

/** On the page that a link opens; the server answers. */
export async function setPassword({ page }, password, confirmation = password) {
  await fillIn(page, password, confirmation);
  await answerOf(page, () => send(page, "new_password"));
}

/**
 * On any page with a new password: one that will be refused, by the element
 * where there is JavaScript, so that nothing is sent, else by the server.
 */
export async function tryPassword({ page, javascript }, password, confirmation = password) {
  await fillIn(page, password, confirmation);
  if (javascript) {
    await page.locator('input:invalid').first().waitFor();
    await send(page, "new_password");
  } else {
    await answerOf(page, () => send(page, "new_password"));
  }
}

async function fillIn(page, password, confirmation) {
  await page.fill('[name="new_password"]', password);
  await page.fill('[name="confirmation"]', confirmation);
}

export async function signIn({ page }, address, password) {
  await page.goto("/signin");
  await page.fill('[name="email"]', address);
  await page.fill('[name="password"]', password);
  await answerOf(page, () => send(page, "password"));
}

export async function changePassword({ page }, current, next, confirmation = next) {
  await page.goto("/password");
  await page.fill('[name="current_password"]', current);
  await fillIn(page, next, confirmation);
  await answerOf(page, () => send(page, "new_password"));
}

export async function signOut({ page }) {
  await answerOf(page, () => page.locator('form[action="/signout"] button').click());
}

/** Presses Tab until `selector` has the focus, which must be visible. */
export async function tabTo(page, selector) {
  // Firefox shows the focus in the window that is in front only.
  await page.bringToFront();
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press("Tab");
    const focus = await page.evaluate((wanted) => {
      let active = document.activeElement;
      while (active.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
      const style = getComputedStyle(active);
      return {
        isThere: active.matches(wanted),
        isVisible: style.outlineStyle !== "none" || style.boxShadow !== "none",
        html: active.outerHTML.slice(0, 120),
      };
    }, selector);
    assert.ok(focus.isVisible, `the focus can be seen on ${focus.html}`);
    if (focus.isThere) return;
  }
  assert.fail(`Tab never reaches ${selector}`);
}

/** Presses the one button of a page, with the keyboard alone; the server answers. */
export async function press({ page }) {
  await tabTo(page, "main button.primary");
  await answerOf(page, () => page.keyboard.press("Enter"));
}

/** On the page for it; the server answers. */
export async function changeAddress({ page }, address, password) {
  await page.goto("/email");
  await page.fill('[name="email"]', address);
  await page.fill('[name="current_password"]', password);
  await answerOf(page, () => send(page, "current_password"));
}

/** Does `act` and waits until the page that answers is there. */
export async function answerOf(page, act) {
  progress();
  await Promise.all([page.waitForEvent("load"), act()]);
}

/** A registered contact with a password, signed in nowhere. */
export async function welcome(visitor, mailServer, { address }, password) {
  await askForLink(visitor, address);
  await visitor.page.goto((await mailServer.emailTo(address)).link);
  await setPassword(visitor, password);
}
