// Starts a browser without a driver. It opens one page, which reports its
// results to the server that it was loaded from.

import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { OPTIONS, PREFERENCES } from '../support/browser.js';
import { onEnd } from '../support/guard.js';

export const BROWSERS = {
  Chromium: (profile, url) => ['/usr/bin/chromium', [
    '--headless=new', ...OPTIONS, `--user-data-dir=${profile}`, url,
  ]],
  Firefox: (profile, url) => ['/usr/bin/firefox-esr', ['--headless', '--no-remote', '--profile', profile, url]],
};

/** Opens a page and keeps it open until `then` is done. */
export async function open(browser, url, then) {
  const profile = await mkdtemp(join(tmpdir(), 'genkan-profile-'));
  await writeFile(join(profile, 'user.js'), QUIET);
  const [program, options] = BROWSERS[browser](profile, url);
  // In its own process group, since a browser has many processes.
  const child = spawn(program, options, { detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
  let output = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    output = (output + text).slice(-4_000);
  });
  const ended = new Promise((resolve) => {
    child.on('error', (error) => resolve(String(error)));
    child.on('exit', (status, signal) => resolve(`it ended with ${status ?? signal}`));
  });
  const end = onEnd(browser, async () => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) process.kill(-child.pid, 'SIGKILL');
    await ended;
    child.stderr.destroy();
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  });
  try {
    const failed = ended.then((why) => Promise.reject(new Error(`${browser}: ${why}\n${output}`)));
    return await Promise.race([then, failed]);
  } finally {
    await end();
  }
}

const QUIET = Object.entries(PREFERENCES)
  .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`).join('');
