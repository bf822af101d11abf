import { join } from 'node:path';

import { provideAssets, run, startProgram } from './servers.js';

const cwd = join(import.meta.dirname, 'sveltekit');

export async function start() {
  await provideAssets(join(cwd, 'static'));
  await run('vite/bin/vite.js', ['build'], { cwd });
  return startProgram('vite/bin/vite.js', (port) => ['preview', '--port', port, '--host', '127.0.0.1'], { cwd });
}
