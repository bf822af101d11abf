// What a person does, page by page.

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

/** On the page that a link opens. */
export async function setPassword({ page }, password, confirmation = password) {
  await page.fill('[name="new_password"]', password);
  await page.fill('[name="confirmation"]', confirmation);
  await answerOf(page, () => send(page, "new_password"));
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
  await page.fill('[name="new_password"]', next);
  await page.fill('[name="confirmation"]', confirmation);
  await answerOf(page, () => send(page, "new_password"));
}

export async function signOut({ page }) {
  await answerOf(page, () => page.locator('form[action="/signout"] button').click());
}

/** Does `act` and waits until the page that answers is there. */
export async function answerOf(page, act) {
  await Promise.all([page.waitForEvent("load"), act()]);
}

/** A registered contact with a password, signed in nowhere. */
export async function welcome(visitor, post, { address }, password) {
  const already = (await post.letters()).filter(({ envelope }) => envelope.to.includes(address));
  await askForLink(visitor, address);
  const letter = await post.letterTo(address, already.length + 1);
  await visitor.page.goto(letter.link);
  await setPassword(visitor, password);
  await visitor.page.waitForURL("**/signin");
}
