// The measurements, the same in Node and in browsers.

const EMAIL = 'taro.yamada@example.co.jp';

/**
 * Returns how long a check takes, in nanoseconds: in the fastest of many short
 * rounds, since other work of the machine only adds to it.
 */
export function check(policy, length) {
  const all = passwords(length);
  const context = { email: EMAIL };
  const round = (milliseconds) => {
    const start = performance.now();
    let count = 0;
    let end = start;
    for (; end - start < milliseconds; end = performance.now()) {
      for (const password of all) if (!policy.check(password, context).accepted) throw new Error(password);
      count += all.length;
    }
    return ((end - start) * 1e6) / count;
  };
  // The engine first compiles the code that runs often.
  round(500);
  return Math.min(...Array.from({ length: 200 }, () => round(5)));
}

/**
 * Returns how long it takes, in milliseconds, to make a policy ready, given the
 * scripts and the bytes of the module and the document: most of it is the
 * compilation of the module. It replaces `fetch`, so run it in a worker that
 * does nothing else.
 */
export async function ready({ Policy }, bytes, document) {
  // Every request returns the bytes at once.
  globalThis.fetch = async () => new Response(bytes);
  const start = performance.now();
  const policy = await Policy.from(document);
  const end = performance.now();
  if (!policy.check('blue7Kite!', { email: EMAIL }).accepted) throw new Error('not ready');
  return end - start;
}

/** Returns the same module with other bytes, so that no engine has it in a cache. */
export function unlike(bytes, number) {
  const name = new TextEncoder().encode(`measured ${number}`);
  // A custom section (WebAssembly core specification, section 5.5.3).
  const section = [0, name.length + 1, name.length, ...name];
  const other = new Uint8Array(bytes.length + section.length);
  other.set(bytes);
  other.set(section, bytes.length);
  return other;
}

/** Returns accepted passwords of a length, each different from the one before, as when a person types. */
function passwords(length) {
  const letters = 'correcthorsebatterystaple';
  return Array.from({ length: 256 }, (_, n) => {
    return `Ab1!${n.toString(36)}${letters.repeat(Math.ceil(length / letters.length))}`.slice(0, length);
  });
}

/** The lengths that are measured, in characters. */
export const LENGTHS = [16, 64, 1_000];
/** The number of times that a policy is made ready; the fastest counts. */
export const TIMES = 31;
