// Serves the repository as static files, and receives the results of a page.

import { progress } from '../support/guard.js';
import { startServer } from '../support/server.js';

const ROOT = new URL('../../../', import.meta.url);

/** Serves a page and its task. `found` is settled when the page reports that it is done. */
export async function serve({ page, ...task }) {
  const differing = [];
  let finish;
  const done = new Promise((resolve) => {
    finish = resolve;
  });
  const server = await startServer(async (path, request) => {
    progress();
    if (request.method !== 'POST') return path.endsWith('/task.json') ? JSON.stringify(task) : new URL(`.${path}`, ROOT);
    if (path.endsWith('/progress')) return '';
    const body = JSON.parse(Buffer.concat(await request.toArray()).toString());
    if (path.endsWith('/differing')) differing.push(...body);
    else finish(body);
    return '';
  });
  return {
    url: `${server.url}pkg/test/browsers/${page}`,
    found: done.then((end) => ({ ...end, differing })),
    close: server.close,
  };
}
