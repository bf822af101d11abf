import { join } from 'node:path';

import { provideAssets, run, startProgram } from './servers.js';

const cwd = join(import.meta.dirname, 'next');
const env = { NEXT_TELEMETRY_DISABLED: '1' };

let server;

/** Builds and starts the application once; `path` is that of the page. */
export async function start(path) {
  server ??= build();
  const { url, close } = await server;
  return { url: url + path, close };
}

async function build() {
  await provideAssets(join(cwd, 'public'));
  await run('next/dist/bin/next', ['build'], { cwd, env });
  return startProgram('next/dist/bin/next', (port) => ['start', '--port', port, '--hostname', '127.0.0.1'], { cwd, env });
}
