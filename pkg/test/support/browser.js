// Chromium and Firefox by Playwright, which are ended with the test file.

import { killProcesses, onEnd } from './guard.js';

/** Starts Chromium with the Playwright of the caller's package. */
export async function startChromium({ chromium }) {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: OPTIONS });
  const end = onEnd('Chromium', async () => {
    await close(browser);
    // Its crash handler leaves the group that Playwright kills, and keeps the
    // pipes open whose end Playwright waits for.
    killProcesses(/chromium/);
  });
  return { browser, end };
}

/** Starts Debian's Firefox, which Playwright drives by WebDriver BiDi. */
export async function startFirefox({ firefox }, preferences = {}) {
  const browser = await firefox.launch({
    channel: 'moz-firefox',
    executablePath: '/usr/bin/firefox-esr',
    firefoxUserPrefs: { ...PREFERENCES, ...preferences },
  });
  const end = onEnd('Firefox', async () => {
    await close(browser);
    killProcesses(/firefox/);
  });
  return { browser, end };
}

/**
 * Closes a page or a context. Chromium loses this request if the page has just
 * navigated, and Playwright would wait for its answer forever; pages that are
 * still open end with the browser.
 */
export async function close(closable) {
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, 5_000);
  });
  await Promise.race([closable.close(), late]);
  clearTimeout(timer);
}

/** Also for a browser that is started without Playwright. */
export const OPTIONS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Firefox's settings: no first page, and no connections of its own. */
export const PREFERENCES = {
  'app.normandy.enabled': false,
  'app.update.enabled': false,
  'browser.aboutwelcome.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'datareporting.policy.dataSubmissionEnabled': false,
  'extensions.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,',
  'toolkit.telemetry.enabled': false,
  'trailhead.firstrun.didSeeAboutWelcome': true,
};
