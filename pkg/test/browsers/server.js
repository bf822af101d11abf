// The repository as static files, and a place where a page leaves what it found.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, normalize } from 'node:path';

const ROOT = new URL('../../../', import.meta.url);

/** Serves a page, and its task. `found` is settled when the page says that it is done. */
export async function serve({ page, ...task }) {
  const differing = [];
  let finish;
  const done = new Promise((resolve) => {
    finish = resolve;
  });
  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url, 'http://localhost').pathname).slice(1);
    if (request.method === 'POST') {
      const body = JSON.parse(Buffer.concat(await request.toArray()).toString());
      response.end();
      if (path.endsWith('/differing')) differing.push(...body);
      else finish(body);
      return;
    }
    const file = path.endsWith('/task.json') ? JSON.stringify(task) : await readFile(new URL(path, ROOT)).catch(() => undefined);
    if (file === undefined) return response.writeHead(404).end();
    response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' }).end(file);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/pkg/test/browsers/${page}`,
    found: done.then((end) => ({ ...end, differing })),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};
