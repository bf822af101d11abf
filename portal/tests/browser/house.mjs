// A house for one story: mail server, portal and browser, open until the last
// of its tests has ended, whatever happened.

import { after } from "node:test";

import { startBrowser } from "./browser.mjs";
import { startPostOffice } from "./mail.mjs";
import { demo, serve } from "./portal.mjs";

/**
 * `genkan serve` with real mail, with `more` in its configuration, at an `address` as `serve` has it,
 * and a browser, Chromium if no other.
 */
export function openHouse(contacts, more, address, start = startBrowser) {
  return open(async (house) => {
    house.post = await startPostOffice();
    house.portal = await serve(house.post, contacts, more, address);
    house.browser = await start();
  });
}

/** `genkan demo`, which keeps its mail. */
export function openDemo(contacts) {
  return open(async (house) => {
    house.portal = await demo(contacts);
    house.browser = await startBrowser();
  });
}

async function open(build) {
  const house = {};
  const close = async () => {
    await house.portal?.stop();
    await house.post?.stop();
  };
  try {
    await build(house);
  } catch (error) {
    await close();
    throw error;
  }
  after(close);
  return house;
}
