// The package in each kind of project: it is built and run, and its verdicts
// are compared.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { build, stop } from 'esbuild';
import { rollup } from 'rollup';
import * as vite from 'vite';
import webpack from 'webpack';

import { onEnd } from '../test/support/guard.js';
import { bundle } from './esbuild/build.js';
import { assertPage, assertPageAt, startBrowser, startExtension } from './lib/browser.js';
import { ENOUGH } from './lib/content_policy.js';
import { assertVerdicts } from './lib/expected.js';
import { newFolder } from './lib/folder.js';
import { installed } from './lib/installed.js';
import { serve } from './lib/server.js';
import rollupConfig from './rollup/rollup.config.js';
import webpackConfig from './webpack/webpack.config.js';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
let browser;
let out;

before(async () => {
  browser = await startBrowser();
  out = await newFolder();
  onEnd('esbuild', stop);
});

/** A new folder with the page in it, for a bundler that makes only the script. */
async function folderOf(name) {
  const folder = join(out, name);
  await mkdir(folder);
  await cp(here('page/index.html'), join(folder, 'index.html'));
  return folder;
}

test('a folder, without any tool', async () => {
  const folder = await folderOf('plain');
  await cp(installed('dist'), join(folder, 'genkan'), { recursive: true });
  await cp(here('page/verdicts.js'), join(folder, 'verdicts.js'));
  await cp(here('plain/main.js'), join(folder, 'main.js'));
  await assertPage(browser, folder);
});

test('Vite, built', async () => {
  const folder = join(out, 'vite');
  await vite.build({
    root: here('page'),
    configFile: here('vite/vite.config.js'),
    build: { outDir: folder, emptyOutDir: true },
    logLevel: 'warn',
  });
  await assertPage(browser, folder);
});

for (const [name, exclude] of [['as it is', []], ['with the package excluded', ['genkan']]]) {
  test(`Vite's own server, ${name}`, async () => {
    const server = await vite.createServer({
      root: here('page'),
      configFile: false,
      optimizeDeps: { exclude },
      cacheDir: join(out, `vite-cache-${exclude.length}`),
      server: { host: '127.0.0.1', port: 0, fs: { allow: [here('.')] } },
      plugins: [withPolicy],
      logLevel: 'warn',
    });
    await server.listen();
    try {
      await assertPageAt(browser, server.resolvedUrls.local[0]);
      const bundled = await readdir(join(out, `vite-cache-${exclude.length}`, 'deps')).catch(() => []);
      assert.equal(bundled.includes('genkan.js'), exclude.length === 0, bundled.join());
    } finally {
      await server.close();
    }
  });
}

/** Adds the policy document to Vite's server. */
const withPolicy = {
  name: 'policy',
  configureServer(server) {
    server.middlewares.use('/policy.json', async (_, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(await readFile(installed('dist/policies/support_center.json')));
    });
  },
};

test('webpack', async () => {
  const folder = await folderOf('webpack');
  const output = { path: folder, filename: 'main.js' };
  const stats = await promisify(webpack)({ ...webpackConfig, context: here('page'), output });
  assert.equal(stats.hasErrors() || stats.hasWarnings(), false, stats.toString());
  await assertPage(browser, folder);
});

test('esbuild', async () => {
  const folder = await folderOf('esbuild');
  await bundle(here('page/main.js'), folder);
  await assertPage(browser, folder);
});

test('Rollup', async () => {
  const folder = await folderOf('rollup');
  const bundle = await rollup({
    ...rollupConfig,
    input: here('page/main.js'),
    onLog: (_, { message }) => assert.fail(message),
  });
  await bundle.write({ dir: folder, format: 'es' });
  await assertPage(browser, folder);
});

test('one script with everything inside', async () => {
  const folder = await folderOf('inline');
  await build({
    entryPoints: [here('inline/main.js')],
    outfile: join(folder, 'main.js'),
    bundle: true,
    format: 'iife',
    minify: true,
    // Such a script has no `import.meta`, and does not use it.
    logOverride: { 'empty-import-meta': 'silent' },
  });
  assert.deepEqual((await readdir(folder)).sort(), ['index.html', 'main.js']);
  await assertPage(browser, folder);

  // Without the element, which fetches its policy, nothing is fetched.
  await cp(here('inline/index.html'), join(folder, 'index.html'));
  const headers = { 'content-security-policy': "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'" };
  await assertPage(browser, folder, { hasForm: false, headers });
});

test('a worker, without any tool', async () => {
  const folder = join(out, 'plain-worker');
  await mkdir(folder);
  await cp(installed('dist'), join(folder, 'genkan'), { recursive: true });
  await cp(here('page/verdicts.js'), join(folder, 'verdicts.js'));
  await cp(here('plain-worker/worker.js'), join(folder, 'worker.js'));
  await cp(here('worker/index.html'), join(folder, 'index.html'));
  await cp(here('worker/main.js'), join(folder, 'main.js'));
  await assertPage(browser, folder, { hasForm: false });
});

test('a worker, built by Vite', async () => {
  const folder = join(out, 'worker');
  await vite.build({
    root: here('worker'),
    configFile: here('worker/vite.config.js'),
    build: { outDir: folder, emptyOutDir: true },
    logLevel: 'warn',
  });
  await assertPage(browser, folder, { hasForm: false });
});

test('an import map, without any tool', async () => {
  const folder = await folderOf('import-map');
  await cp(installed('dist'), join(folder, 'genkan'), { recursive: true });
  await cp(here('page/main.js'), join(folder, 'main.js'));
  await cp(here('page/verdicts.js'), join(folder, 'verdicts.js'));
  const html = await readFile(join(folder, 'index.html'), 'utf8');
  const imports = { genkan: './genkan/index.js', 'genkan/element/define': './genkan/element/define.js' };
  const map = `<script type="importmap">${JSON.stringify({ imports })}</script>`;
  await writeFile(join(folder, 'index.html'), html.replace('<script', `${map}\n    <script`));
  await assertPage(browser, folder);
});

test('a library that Vite builds, under the strict policy', async () => {
  // Vite puts the modules into the script.
  const folder = await folderOf('library');
  await vite.build({
    root: here('page'),
    configFile: false,
    publicDir: false,
    build: { lib: { entry: here('page/main.js'), formats: ['es'], fileName: () => 'main.js' }, outDir: folder, emptyOutDir: false },
    logLevel: 'warn',
  });
  assert.match(await readFile(join(folder, 'main.js'), 'utf8'), /data:application\/wasm;base64,/);
  await assertPage(browser, folder, { headers: { 'content-security-policy': ENOUGH } });
});

test('a service worker, in one script and as modules', async () => {
  const folder = join(out, 'service-worker');
  await mkdir(folder);
  for (const file of ['index.html', 'main.js']) await cp(here(`service-worker/${file}`), join(folder, file));
  await build({ entryPoints: [here('service-worker/worker.js')], outfile: join(folder, 'one.js'), bundle: true, format: 'iife', logOverride: { 'empty-import-meta': 'silent' } });
  await build({ entryPoints: [here('service-worker/worker.js')], outdir: join(folder, 'modules'), bundle: true, splitting: true, format: 'esm' });
  for (const script of ['one.js', 'modules/worker.js']) {
    await assertPage(browser, folder, { hasForm: false, path: `?${script}` });
  }
});

test("an extension's background script", async () => {
  const folder = await folderOf('extension');
  const manifest = { manifest_version: 3, name: 'genkan', version: '1', background: { service_worker: 'worker.js', type: 'module' }, content_security_policy: { extension_pages: "script-src 'self' 'wasm-unsafe-eval'" } };
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
  await build({ entryPoints: [here('service-worker/worker.js')], outdir: folder, bundle: true, splitting: true, format: 'esm' });
  const profile = await newFolder();
  const context = await startExtension(profile, folder);
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  assertVerdicts(await worker.evaluate(() => globalThis.verdicts));
});

test('Node', async () => {
  assertVerdicts(JSON.parse(await run('node/main.js')));
});

test("a worker of Node's", async () => {
  assertVerdicts(JSON.parse(await run('worker-threads/main.js')));
});

test('Deno, from npm', async () => {
  // It may read the package, and nothing else.
  const may = [`--allow-read=${installed('dist')}`, '--no-remote'];
  assert.equal(await deno('check', here('deno/main.ts')), '');
  assertVerdicts(JSON.parse(await deno('run', '--no-prompt', ...may, here('deno/main.ts'))));
});

test('Deno, from a URL', async () => {
  const folder = join(out, 'site');
  await cp(installed('dist'), join(folder, 'genkan'), { recursive: true });
  const server = await serve(folder);
  try {
    const { host } = new URL(server.url);
    const may = [`--allow-import=${host}`, `--allow-net=${host}`];
    assertVerdicts(JSON.parse(await deno('run', '--no-prompt', ...may, here('deno/url.js'), server.url)));
  } finally {
    await server.close();
  }
});

test('a server that renders the form', async () => {
  const html = await run('server/main.js');
  assert.match(html, /^<genkan-password policy="\/policy.json" email-from="email"><label/);
});

/** Runs the real Deno, which npm provides, with its cache in the test's own folder. */
async function deno(...command) {
  const program = here('node_modules/deno/bin.cjs');
  const env = { ...process.env, DENO_DIR: join(out, 'deno'), DENO_NO_UPDATE_CHECK: '1', NO_COLOR: '1' };
  const { stdout } = await promisify(execFile)('node', [program, ...command], { env });
  return stdout;
}

async function run(script) {
  const { stdout } = await promisify(execFile)('node', ['--disable-warning=ExperimentalWarning', here(script)]);
  return stdout;
}
