// A test file that does not end is reported, with the handles that it left
// open.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Runs a file as the package's tests are run, with short limits. */
function run(file) {
  const { NODE_TEST_CONTEXT: _, GENKAN_TEST_FILE: __, ...inherited } = process.env;
  const env = { ...inherited, GENKAN_TEST_END_MS: '1000', GENKAN_TEST_PROGRESS_MS: '2000' };
  const path = here(`leaks/${file}`);
  const command = ['--import', here('support/guard.js'), '--test', '--test-timeout=60000', path];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8', env });
  return { status, output: stdout + stderr, path };
}

function isRunning(pid) {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

const LEAKS = {
  'server.js': [/the tests ended 1 s ago and the process did not/, /still open: Server at 127\.0\.0\.1:\d+/, /TCPServerWrap/],
  'process.js': [/the tests ended 1 s ago/, /still open: ChildProcess \d+: sleep 3001/, /still open: process \d+: sleep 3001/],
  'daemon.js': [/the file ended before what it started/, /still open: process \d+: sleep 3002/],
  'end.js': [/not ended within 1 s: the endless one/, /resources: .*Timeout/],
  'stuck.js': [/no progress for 2 s in: a test that waits for ever/],
};

for (const [file, expected] of Object.entries(LEAKS)) {
  test(`${file} is reported`, () => {
    const { status, output, path } = run(file);
    assert.equal(status, 1, output);
    for (const pattern of [`HANG: ${path}: `, ...expected]) assert.match(output, new RegExp(pattern), output);
    const left = /process (\d+): sleep/.exec(output)?.[1];
    assert.ok(left === undefined || !isRunning(left), output);
  });
}

for (const file of ['none.js', 'worker.js']) {
  test(`${file} ends what it started and is not`, () => {
    const { status, output } = run(file);
    assert.equal(status, 0, output);
    assert.doesNotMatch(output, /HANG/);
  });
}
