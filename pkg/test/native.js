// Runs the native oracle, pkg/test/oracle, which answers line by line. It is
// optimized, because it answers 340,000 questions.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';

import { onEnd, progress } from './support/guard.js';

/**
 * Yields each question with the oracle's answer, in order. `questions` returns
 * the same questions at every call.
 */
export async function* answers(questions) {
  await (building ??= build());
  const child = cargo('run');
  const closed = once(child, 'close');
  const end = onEnd('the native oracle', async () => {
    child.kill('SIGKILL');
    await closed;
  });
  child.stdin.on('error', () => {}); // The exit status is the better error.
  Readable.from(lines(questions())).pipe(child.stdin);

  const asked = questions();
  let count = 0;
  try {
    for await (const answer of createInterface({ input: child.stdout, crlfDelay: Infinity })) {
      progress();
      yield { question: asked.next().value, answer };
      count += 1;
    }
    const [status] = await closed;
    if (status !== 0) throw new Error(`the native oracle failed after ${count} answers`);
    if (!asked.next().done) throw new Error('the native oracle left questions unanswered');
  } finally {
    await end();
  }
}

let building;

/** Compiles the oracle. It reports progress, because compiling takes minutes on a busy machine. */
async function build() {
  const child = cargo('build');
  const timer = setInterval(progress, 1_000);
  const [status] = await once(child, 'close');
  clearInterval(timer);
  if (status !== 0) throw new Error('the native oracle does not compile');
}

function cargo(command) {
  const options = ['--quiet', '--release', '--package', 'genkan-oracle'];
  return spawn(process.env.CARGO ?? 'cargo', [command, ...options], {
    cwd: new URL('../..', import.meta.url),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
}

function* lines(questions) {
  let chunk = '';
  for (const { currentPassword: current_password, ...others } of questions) {
    chunk += `${JSON.stringify({ ...others, current_password })}\n`;
    if (chunk.length > 65_536) {
      yield chunk;
      chunk = '';
    }
  }
  yield chunk;
}
