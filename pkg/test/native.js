// The native judge, line by line: examples/report_lines.rs. Optimized: it answers
// 340,000 questions.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';

/**
 * Asks natively and yields each question with its answer, in order.
 * `questions` makes the same questions each time that it is called.
 */
export async function* answers(questions) {
  const cargo = process.env.CARGO ?? 'cargo';
  const child = spawn(cargo, ['run', '--quiet', '--release', '--package', 'genkan', '--example', 'report_lines'], {
    cwd: new URL('../..', import.meta.url),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  child.stdin.on('error', () => {}); // The exit status says it better.
  Readable.from(lines(questions())).pipe(child.stdin);

  const asked = questions();
  let count = 0;
  for await (const answer of createInterface({ input: child.stdout, crlfDelay: Infinity })) {
    yield { question: asked.next().value, answer };
    count += 1;
  }
  const [status] = await closed;
  if (status !== 0) throw new Error(`the native judge failed after ${count} answers`);
  if (!asked.next().done) throw new Error('the native judge left questions unanswered');
}

function* lines(questions) {
  let chunk = '';
  for (const { oldPassword: old_password, ...others } of questions) {
    chunk += `${JSON.stringify({ ...others, old_password })}\n`;
    if (chunk.length > 65_536) {
      yield chunk;
      chunk = '';
    }
  }
  yield chunk;
}
