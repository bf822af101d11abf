// The process has left its parent, so the file does not wait for it.

import { spawnSync } from 'node:child_process';
import { test } from 'node:test';

test('a process is left that has no parent', () => {
  spawnSync('setsid', ['--fork', 'sleep', '3002'], { stdio: 'ignore' });
});
