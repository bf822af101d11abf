// Ends everything that a test file started, and reports a file that does not
// end.
//
// Every file runs with it, whether it imports it or not: `node --import
// ./test/support/guard.js --test …`. Without it, the runner kills a file that
// hangs at its own limit, and does not report the reason.

import { readdirSync, readFileSync } from 'node:fs';
import { after, afterEach, beforeEach } from 'node:test';
import { isMainThread } from 'node:worker_threads';

/** How long something may take to end, and also a file whose tests have ended. */
const TO_END = Number(process.env.GENKAN_TEST_END_MS ?? 20_000);
/** How long a test may run without any progress. */
const TO_PROGRESS = Number(process.env.GENKAN_TEST_PROGRESS_MS ?? 120_000);
/** Names this process in the environment of every process that it starts. */
const MARK = 'GENKAN_TEST_FILE';

/** Everything that was started and has not ended, in that order. */
const started = new Set();

/** Everything that could not be ended in time. */
const stuck = [];

/**
 * Registers a function that ends something. Returns a function that ends it at
 * once; the rest is ended after the last test, the newest first.
 */
export function onEnd(name, end) {
  const entry = { name, end };
  started.add(entry);
  return async () => {
    if (started.delete(entry)) await endWithin(entry);
  };
}

/** Kills the processes of this file whose command line matches the pattern. */
export function killProcesses(pattern) {
  kill(processes().filter(({ what }) => pattern.test(what)));
}

/** Reports progress, so that a long test does not count as stuck. */
export function progress() {
  lastProgress = performance.now();
}

let lastProgress = performance.now();

async function endWithin({ name, end }) {
  let timer;
  const isLate = new Promise((resolve) => {
    timer = setTimeout(resolve, TO_END, true);
  });
  if (await Promise.race([end(), isLate])) stuck.push(name);
  clearTimeout(timer);
}

// The runner, benchmarks, and workers and processes of a test file load this
// module, too, but have no tests.
const isTestFile = process.env.NODE_TEST_CONTEXT !== undefined || /\.test\.m?js$/.test(process.argv[1]);
if (isTestFile && isMainThread && !(MARK in process.env)) guard();

function guard() {
  process.env[MARK] = String(process.pid);

  const running = new Map();
  beforeEach((test) => {
    running.set(test, test.name);
    progress();
  });
  afterEach((test) => {
    running.delete(test);
    progress();
  });
  setInterval(() => {
    if (running.size === 0 || performance.now() - lastProgress < TO_PROGRESS) return;
    fail(`no progress for ${seconds(TO_PROGRESS)} in: ${[...running.values()].join('; ')}`);
  }, Math.min(TO_PROGRESS, 1_000)).unref();

  after(async () => {
    for (const entry of [...started].reverse()) await endWithin(entry);
    started.clear();
    if (stuck.length > 0) fail(`not ended within ${seconds(TO_END)}: ${stuck.join('; ')}`);
    // This timer does not keep the process running: if it fires, something else
    // does.
    setTimeout(() => fail(`the tests ended ${seconds(TO_END)} ago and the process did not`), TO_END).unref();
  });

  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => fail(`ended by ${signal}`));
  process.on('exit', () => {
    if (hasFailed) return;
    let left = processes();
    // What was told to end, such as a bundler's service, needs a moment.
    for (let waits = 0; left.length > 0 && waits < 50; waits += 1) {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
      left = processes();
    }
    if (left.length === 0) return;
    report('the file ended before what it started', left);
    process.exitCode ||= 1;
    kill(left);
  });
}

/** Whether the reason why this process ends was reported. */
let hasFailed = false;

function fail(why) {
  hasFailed = true;
  const left = processes();
  report(why, [...handles(), ...left]);
  kill(left);
  process.exit(1);
}

function report(why, open) {
  const lines = open.map(({ what }) => `  still open: ${what}\n`).join('');
  process.stderr.write(`HANG: ${process.argv[1]}: ${why}\n${lines || '  nothing is open\n'}`);
}

/** Returns what keeps this process running. */
function handles() {
  const known = process._getActiveHandles?.().filter(({ fd }) => !(fd <= 2)).map(describe) ?? [];
  const others = process.getActiveResourcesInfo().join(', ');
  return [...known, `resources: ${others}`].map((what) => ({ what }));
}

function describe(handle) {
  const name = handle.constructor.name;
  if (handle.spawnfile !== undefined) return `${name} ${handle.pid}: ${handle.spawnargs.join(' ')}`;
  const { address, port } = handle.address?.() ?? {};
  const peer = handle.remotePort === undefined ? '' : `, connected to ${handle.remoteAddress}:${handle.remotePort}`;
  return `${name}${port === undefined ? '' : ` at ${address}:${port}`}${peer}`;
}

/**
 * The processes that this one started and their descendants. A browser's crash
 * handler leaves its parent and its group, so neither would find all of them;
 * the environment does, except where a process has written over its own.
 */
function processes() {
  const all = table();
  const left = new Set();
  const isOwn = ({ pid, parent, group }) =>
    parent === process.pid || left.has(parent) || left.has(group) || environment(pid).includes(`${MARK}=${process.pid}\0`);
  for (let before = -1; before !== left.size; ) {
    before = left.size;
    for (const each of all) if (each.pid !== process.pid && isOwn(each)) left.add(each.pid);
  }
  return all.filter(({ pid }) => left.has(pid)).map(({ pid }) => ({ pid, what: `process ${pid}: ${commandLine(pid)}` }));
}

/** Every process that runs, where the system has a list of them (proc(5)). */
function table() {
  return read('/proc', readdirSync, [])
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const [, state, parent, group] = /\) (\S) (\d+) (\d+)/.exec(proc(name, 'stat')) ?? [];
      return state === undefined || 'ZX'.includes(state) ? [] : [{ pid: +name, parent: +parent, group: +group }];
    });
}

function kill(list) {
  for (const { pid } of list) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // The process has ended in the meantime.
    }
  }
}

const proc = (pid, file) => read(`/proc/${pid}/${file}`, (path) => readFileSync(path, 'utf8'), '');
const environment = (pid) => `${proc(pid, 'environ')}\0`;
const commandLine = (pid) => proc(pid, 'cmdline').split('\0').join(' ').trim().slice(0, 200);
const seconds = (milliseconds) => `${milliseconds / 1_000} s`;

/** A process may end while it is read. */
function read(path, how, otherwise) {
  try {
    return how(path);
  } catch {
    return otherwise;
  }
}
