// The package in tools that bring many packages of their own: it is built and
// run, and its verdicts are compared.

import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { onEnd, progress } from '../../test/support/guard.js';
import { assertPage, startBrowser } from '../lib/browser.js';
import { assertVerdicts } from '../lib/expected.js';
import { newFolder } from '../lib/folder.js';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const bin = (name) => here(`node_modules/.bin/${name}`);
let out;

before(async () => {
  out = await newFolder();
});

/** The settings with which no tool asks its makers for anything. */
const QUIET = {
  CI: '1',
  NO_COLOR: '1',
  NEXT_TELEMETRY_DISABLED: '1',
  NITRO_TELEMETRY_DISABLED: '1',
  WRANGLER_SEND_METRICS: 'false',
  XDG_CONFIG_HOME: join('/tmp', 'genkan-no-settings'),
};

async function run(command, options, { cwd = here('.'), env = {} } = {}) {
  const child = promisify(execFile)(command, options, { cwd, env: { ...process.env, ...QUIET, ...env } });
  return child.then(({ stdout }) => stdout, ({ stdout, stderr }) => assert.fail(`${stdout}\n${stderr}`));
}

test('Jest, with the conditions of Node and of a page', async () => {
  await run(bin('jest'), ['--config', here('jest/jest.config.js'), '--no-cache']);
});

test('Vitest', async () => {
  await run(bin('vitest'), ['run', '--root', here('vitest')]);
});

for (const packageExports of [false, true]) {
  test(`Parcel, ${packageExports ? 'with' : 'without'} the exports of packages`, async () => {
    const folder = join(out, `parcel-${packageExports}`);
    await mkdir(folder);
    // Parcel takes the settings of the folder with the lockfile.
    await writeFile(join(folder, 'package-lock.json'), '{}');
    await writeFile(join(folder, 'package.json'), JSON.stringify({ '@parcel/resolver-default': { packageExports } }));
    await symlink(here('../node_modules'), join(folder, 'node_modules'));
    await cp(here('../page/index.html'), join(folder, 'index.html'));
    await cp(here('../page/verdicts.js'), join(folder, 'verdicts.js'));
    const main = await readFile(here('../page/main.js'), 'utf8');
    const element = packageExports ? "'genkan/element/define'" : "'genkan/dist/element/define.js'";
    await writeFile(join(folder, 'main.js'), main.replace("'genkan/element/define'", element));
    await run(bin('parcel'), ['build', 'index.html', '--no-cache', '--no-autoinstall', '--no-source-maps'], { cwd: folder });
    await assertPage(await startBrowser(), join(folder, 'dist'));
  });
}

test('Cloudflare Workers', async () => {
  process.env.WRANGLER_SEND_METRICS = 'false';
  const { unstable_dev } = await import('wrangler');
  const worker = await unstable_dev(here('worker/index.js'), {
    config: here('worker/wrangler.json'),
    local: true,
    logLevel: 'error',
    experimental: { disableExperimentalWarning: true, disableDevRegistry: true },
  });
  try {
    const response = await worker.fetch('/');
    const found = await response.json();
    assertVerdicts(found.alone);
    assertVerdicts(found.withModule);
    assert.equal(found.withBasic, true);
    assert.equal(found.tooSmall, 'wasm-mismatch');
  } finally {
    await worker.stop();
    // Wrangler leaves the service of its bundler running.
    await createRequire(createRequire(import.meta.url).resolve('wrangler'))('esbuild').stop();
  }
});

for (const bundler of ['turbopack', 'webpack']) {
  test(`Next, in a server component, by ${bundler}`, async () => {
    const env = { DIST: `.next-${bundler}` };
    const cwd = here('next');
    await run(bin('next'), ['build', `--${bundler}`], { cwd, env });
    const read = await start('node', [here('node_modules/next/dist/bin/next'), 'start', '-p', '0'], { cwd, env });
    const html = await read('/');
    assertVerdicts(JSON.parse(/<pre>(.*?)<\/pre>/.exec(html)[1].replaceAll('&quot;', '"')));
  });
}

test('Nitro', async () => {
  await run(bin('nitropack'), ['build', here('nitro')]);
  const read = await start('node', [here('nitro/.output/server/index.mjs')], { env: { PORT: String(await freePort()), HOST: '127.0.0.1' } });
  assertVerdicts(JSON.parse(await read('/')));
});

/** Starts a server, and returns a function that reads a page of it. */
async function start(command, options, { cwd, env }) {
  const child = spawn(command, options, { cwd, env: { ...process.env, ...QUIET, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  onEnd(options[0], async () => {
    child.kill();
    await ended;
  });
  let text = '';
  const url = await new Promise((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      progress();
      text += chunk;
      const [, port] = /http:\/\/[^\s/]+:(\d+)/.exec(text) ?? [];
      if (port) resolve(`http://127.0.0.1:${port}`);
    });
    ended.then(() => reject(new Error(text)));
  });
  return async (path) => {
    const response = await fetch(url + path);
    const body = await response.text();
    assert.equal(response.status, 200, body);
    return body;
  };
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}
