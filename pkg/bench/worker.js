// Makes a policy ready in a new worker of a browser or of Node.

import { ready } from './measure.js';

const port = globalThis.process ? (await import('node:worker_threads')).parentPort : globalThis;
const answer = async ({ data: { bytes, document } }) => {
  port.postMessage(await ready(await import('../dist/index.js'), bytes, document));
};
if (port === globalThis) port.onmessage = answer;
else port.once('message', (data) => answer({ data }));
port.postMessage('here');
