// What a file of tests runs against: mail server, portal and browser, until the last
// test has ended, whatever happened.

import { after } from "node:test";

import { startBrowser } from "./browser.mjs";
import { startMailServer } from "./mail.mjs";
import { demo, serve } from "./portal.mjs";

/**
 * `genkan serve` with real mail, with `more` in its configuration, at an `address` as `serve` has it,
 * and a browser, Chromium if no other.
 */
export function openSite(contacts, more, address, start = startBrowser) {
  return open(async (site) => {
    site.mailServer = await startMailServer();
    site.portal = await serve(site.mailServer, contacts, more, address);
    site.browser = await start();
  });
}

/** `genkan demo`, which keeps its mail. */
export function openDemo(contacts) {
  return open(async (site) => {
    site.portal = await demo(contacts);
    site.browser = await startBrowser();
  });
}

async function open(build) {
  const site = {};
  const close = async () => {
    await site.portal?.stop();
    await site.mailServer?.stop();
  };
  try {
    await build(site);
  } catch (error) {
    await close();
    throw error;
  }
  after(close);
  return site;
}
