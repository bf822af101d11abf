// A server of static files, which ends with the test file.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname } from 'node:path';

import { onEnd } from './guard.js';

/**
 * Starts a server on a free port. `respond` is given the path and the request, and returns what to send: a
 * text, bytes, the URL of a file, `{ body, status, type }`, or nothing if there is none.
 */
export async function startServer(respond, headers = {}) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    try {
      const found = await respond(path, request);
      if (found === undefined) return response.writeHead(404).end();
      const isFile = found instanceof URL;
      const name = isFile ? found.pathname : path;
      const { body, status = 200, type = TYPES[extname(name)] ?? 'application/octet-stream' } =
        found.body === undefined ? { body: isFile ? await readFile(found) : found } : found;
      response.writeHead(status, { 'content-type': type, ...headers }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = onEnd('a server', () => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    return closed;
  });
  return { url: `http://127.0.0.1:${server.address().port}/`, close };
}

const TYPES = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
};
