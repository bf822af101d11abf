// A house for one story: mail server, portal and browser, opened before its
// tests and closed after them, whatever happened.

import { after, before } from "node:test";

import { startBrowser } from "./browser.mjs";
import { startPostOffice } from "./mail.mjs";
import { demo, serve } from "./portal.mjs";

/** `genkan serve` with real mail. */
export function openHouse(contacts) {
  return open(async (house) => {
    house.post = await startPostOffice();
    house.portal = await serve(house.post, contacts);
    house.browser = await startBrowser();
  });
}

/** `genkan demo`, which keeps its mail. */
export function openDemo(contacts) {
  return open(async (house) => {
    house.portal = await demo(contacts);
    house.browser = await startBrowser();
  });
}

function open(build) {
  const house = {};
  before(() => build(house));
  after(async () => {
    await house.browser?.close();
    await house.portal?.stop();
    await house.post?.stop();
  });
  return house;
}
