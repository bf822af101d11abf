// Measures how long a check takes, and how long it takes to make a policy
// ready, in Node and in Chromium: `node pkg/bench/run.js`. It is not a test,
// because the machine may be busy.

import { readFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';

import { Policy } from '../dist/inline.js';
import { open } from '../test/browsers/launch.js';
import { serve } from '../test/browsers/server.js';
import { check, LENGTHS, TIMES, unlike } from './measure.js';

const dist = new URL('../dist/', import.meta.url);

async function inNode() {
  const document = JSON.parse(await readFile(new URL('policies/support_center.json', dist), 'utf8'));
  const bytes = new Uint8Array(await readFile(new URL('basic.wasm', dist)));
  const times = [];
  for (let time = 0; time < TIMES; time += 1) times.push(await inWorker({ bytes: unlike(bytes, time), document }));
  const policy = await Policy.from(document);
  return { checks: LENGTHS.map((length) => check(policy, length)), ready: Math.min(...times), version: process.version };
}

function inWorker(task) {
  const worker = new Worker(new URL('worker.js', import.meta.url));
  return new Promise((resolve, reject) => {
    worker.on('error', reject);
    worker.on('message', async (data) => {
      if (data === 'here') return worker.postMessage(task);
      await worker.terminate();
      resolve(data);
    });
  });
}

async function inChromium() {
  const server = await serve({ page: '../../bench/page.html' });
  try {
    const { error, ...found } = await open('Chromium', server.url, server.found);
    if (error !== undefined) throw new Error(error);
    return found;
  } finally {
    await server.close();
  }
}

const found = [['Node', await inNode()], ['Chromium', await inChromium()]];
console.log(`| | ${LENGTHS.map((length) => `a check of ${length} characters`).join(' | ')} | ready |`);
console.log(`|---|${LENGTHS.map(() => '--:|').join('')}--:|`);
for (const [where, { checks, ready, version }] of found) {
  const times = checks.map((time) => `${(time / 1_000).toFixed(2)} µs`);
  console.log(`| ${where} (${/Chrome\/[\d.]+|v[\d.]+/.exec(version)?.[0]}) | ${times.join(' | ')} | ${ready.toFixed(2)} ms |`);
}
