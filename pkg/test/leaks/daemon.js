// What ends the file is not what it waits for: the process has left its parent.

import { spawnSync } from 'node:child_process';
import { test } from 'node:test';

test('a process is left that nobody waits for', () => {
  spawnSync('setsid', ['--fork', 'sleep', '3002'], { stdio: 'ignore' });
});
