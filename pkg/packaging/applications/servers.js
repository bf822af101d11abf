// Builds and serves the applications.

import { execFile, spawn } from 'node:child_process';
import { cp, mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

import { onEnd, progress } from '../../test/support/guard.js';
import { startServer } from '../../test/support/server.js';
import { installed } from '../lib/installed.js';

const program = (path) => join(import.meta.dirname, '../node_modules', path);
const POLICY = installed('dist/policies/support_center.json');

/** Serves an application's files; `pages` are its other pages, by their paths. */
export function serveFiles(folder, pages = {}) {
  return startServer(async (path, request) => {
    if (path === '/answer') return html(`<!doctype html><output id="sent">${JSON.stringify(await sent(request))}</output>`);
    if (path in pages) return html(await pages[path]());
    return asset(path) ?? pathToFileURL(join(folder, path.endsWith('/') ? `${path}index.html` : path));
  });
}

/** Returns the URL of a file of the package, or of the policy document; undefined for other paths. */
export function asset(path) {
  if (path === '/policy.json') return pathToFileURL(POLICY);
  if (path.startsWith('/genkan/')) return pathToFileURL(installed(path.replace('/genkan/', 'dist/')));
  return undefined;
}

/** A page. */
export const html = (body, status = 200) => ({ body, status, type: 'text/html; charset=utf-8' });

/** Returns the fields of a form that was sent. */
export async function sent(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return [...new URLSearchParams(Buffer.concat(chunks).toString())];
}

/** Copies what `asset` serves into a folder from which a framework serves files. */
export async function provideAssets(folder) {
  await mkdir(folder, { recursive: true });
  await cp(installed('dist'), join(folder, 'genkan'), { recursive: true });
  await cp(POLICY, join(folder, 'policy.json'));
}

/** Runs a program of a package to its end. */
export async function run(path, options, { cwd, env }) {
  await promisify(execFile)('node', [program(path), ...options], { cwd, env: { ...process.env, ...env } })
    .catch(({ message, stdout }) => Promise.reject(new Error(`${message}\n${stdout}`)));
  progress();
}

/** Starts a server of a package's; `options` are those with a port. */
export async function startProgram(path, options, { cwd, env }) {
  const port = await freePort();
  const child = spawn('node', [program(path), ...options(port)], {
    cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise((resolve) => child.on('exit', resolve));
  const close = onEnd(path, async () => {
    child.kill();
    await ended;
  });
  const url = `http://127.0.0.1:${port}/`;
  for (let tries = 0; ; tries += 1) {
    if (await fetch(url).then(({ ok }) => ok, () => false)) return { url, close };
    if (tries > 300 || child.exitCode !== null) throw new Error(`${path} does not answer`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
