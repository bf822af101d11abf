import { join } from 'node:path';

import { build } from 'esbuild';

import { away, shell } from './page.js';
import { serveFiles } from './servers.js';

/** Builds and serves the application, which the browser renders. */
export async function start(out) {
  const folder = join(out, 'angular');
  await build({
    entryPoints: [join(import.meta.dirname, 'angular/main.ts')],
    outfile: join(folder, 'main.js'),
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    tsconfigRaw: { compilerOptions: { experimentalDecorators: true, useDefineForClassFields: false } },
  });
  return serveFiles(folder, { '/': () => shell('<app-root></app-root>'), '/away': away });
}
