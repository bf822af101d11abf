// React without a framework, in its development mode, which reports any
// difference between the server's markup and its own.

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { build } from 'esbuild';

import { away, shell } from './page.js';
import { serveFiles } from './servers.js';

/** Builds and serves the application, which the server renders and the browser hydrates. */
export async function start(out) {
  const folder = join(out, 'react');
  const options = {
    bundle: true,
    format: 'esm',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"development"' },
    logLevel: 'error',
  };
  const from = (contents) => ({ contents, resolveDir: join(import.meta.dirname, '../react'), loader: 'tsx' });
  await build({
    ...options,
    stdin: from(`
      import { hydrateRoot } from 'react-dom/client';
      import { SetPassword } from './form';
      hydrateRoot(document.getElementById('app')!, <SetPassword action="/answer" />);`),
    outfile: join(folder, 'main.js'),
  });
  const server = join(folder, 'server.mjs');
  await build({
    ...options,
    stdin: from(`
      import { renderToString } from 'react-dom/server';
      import { SetPassword } from './form';
      export const render = () => renderToString(<SetPassword action="/answer" />);`),
    outfile: server,
    platform: 'node',
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire("/");' },
  });
  const { render } = await import(pathToFileURL(server));
  return serveFiles(folder, { '/': () => shell(`<div id="app">${render()}</div>`), '/away': away });
}
