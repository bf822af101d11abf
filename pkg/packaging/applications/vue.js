// Vue without a framework: the server renders the component, and the browser
// hydrates it.

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import * as vite from 'vite';

import { away, shell } from './page.js';
import { serveFiles } from './servers.js';

const root = join(import.meta.dirname, '../vue');

export async function start(out) {
  const folder = join(out, 'vue-server');
  const options = { root, configFile: join(root, 'vite.config.js'), logLevel: 'warn' };
  const define = { __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'true' };
  await vite.build({
    ...options,
    define,
    build: {
      outDir: folder,
      emptyOutDir: true,
      rolldownOptions: { input: join(root, 'hydrate.ts'), output: { entryFileNames: 'main.js' } },
    },
  });
  await vite.build({
    ...options,
    ssr: { noExternal: true },
    build: { outDir: join(folder, 'server'), emptyOutDir: true, ssr: join(root, 'server.ts') },
  });
  const { render } = await import(pathToFileURL(join(folder, 'server/server.js')));
  return serveFiles(folder, { '/': async () => shell(`<div id="app">${await render()}</div>`), '/away': away });
}
