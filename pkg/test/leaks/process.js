import { spawn } from 'node:child_process';
import { test } from 'node:test';

test('a process is left running', () => {
  spawn('sleep', ['3001'], { stdio: 'ignore' });
});
