// Runs a policy in a WebAssembly module, which reads bytes and writes numbers.

import type { Checker, Module } from './module.js';
import { useMemory } from './unicode.js';
import { ENCODER } from './writer.js';

/** Makes the module read a document, and returns its checker or the number of the error. */
export function checker(module: Module, document: readonly number[]): Checker | number {
  const { memory, input, read, check } = module.exports;
  let bytes: Uint8Array;
  let numbers: Uint32Array;
  let start = 0;
  let room = 0;
  /** The context in the input, and the rest of the input, for the password. */
  let written: ArrayLike<number> | undefined;
  let rest: Uint8Array;
  /** Views the memory again: it becomes another object when it grows. */
  const view = (): void => {
    bytes = new Uint8Array(memory.buffer);
    numbers = new Uint32Array(memory.buffer);
    written = undefined;
  };
  /**
   * Makes the module read the document, with space for so many bytes of input.
   * A module has one policy at a time, so policies take turns.
   */
  const readDocument = (wanted: number): number => {
    // Larger than needed, so that not every further character needs a new
    // input.
    room = 256 + document.length + wanted * 2;
    start = input(room);
    view();
    bytes.set(document, start);
    const problem = read(document.length);
    module.owner = own;
    view();
    return problem;
  };
  const own: Checker = (password, context, then) => {
    // A character of one UTF-16 unit has at most three bytes, one of two has four.
    const wanted = context.length + password.length * 3;
    if (module.owner !== own || wanted > room) readDocument(wanted);
    if (written !== context) {
      bytes.set(context, start);
      rest = bytes.subarray(start + context.length);
      written = context;
    }
    const count = password.length;
    let length = 0;
    // Chromium takes 180 ns to call the encoder, whatever the length.
    for (const end = count > SHORT ? 0 : count; length < end; length += 1) {
      const code = password.charCodeAt(length);
      if (code > 0x7f) break;
      rest[length] = code;
    }
    if (length < count) length = ENCODER.encodeInto(password, rest).written;
    useMemory(memory);
    const at = check(context.length, length) / 4;
    // The views of a memory that has grown are empty.
    if (!rest.length) view();
    return then(numbers, at, length === count);
  };
  return readDocument(0) || own;
}

/** Up to this length, a loop over ASCII takes no longer than the encoder. */
const SHORT = 32;
