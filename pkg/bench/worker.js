// Makes a policy ready where nothing was before: in a worker of its own, which
// is a browser's or Node's.

import { ready } from './measure.js';

const port = globalThis.process ? (await import('node:worker_threads')).parentPort : globalThis;
const answer = async ({ data: { bytes, document } }) => {
  port.postMessage(await ready(await import('../dist/index.js'), bytes, document));
};
if (port === globalThis) port.onmessage = answer;
else port.once('message', (data) => answer({ data }));
port.postMessage('here');
