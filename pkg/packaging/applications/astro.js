import { join } from 'node:path';

import { run, serveFiles } from './servers.js';

export async function start(out) {
  const folder = join(out, 'astro');
  const env = { ASTRO_TELEMETRY_DISABLED: '1', OUT: folder };
  await run('astro/astro.js', ['build'], { cwd: join(import.meta.dirname, 'astro'), env });
  return serveFiles(folder);
}
