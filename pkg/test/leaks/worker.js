// A worker has the options of its process, and ends before it.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';

import { onEnd } from '../support/guard.js';

test('a worker ends while a process runs', async () => {
  const child = spawn('sleep', ['3003'], { stdio: 'ignore' });
  const closed = once(child, 'close');
  onEnd('sleep', async () => {
    child.kill();
    await closed;
  });
  await once(new Worker('', { eval: true }), 'exit');
  if (child.exitCode !== null || child.signalCode !== null) throw new Error('the worker has ended the process');
});
