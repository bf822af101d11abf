// Runs a policy in a WebAssembly module, which reads bytes and writes numbers.

import type { Checker, Module } from './module.js';
import { useMemory } from './unicode.js';
import { ENCODER } from './writer.js';

/** Makes the module read a document, and returns its checker or the number of the error. */
export function checker(module: Module, document: readonly number[]): Checker | number {
  const { memory, input, read, check } = module.exports;
  /** The module's memory, which becomes another object when it grows. */
  let bytes = new Uint8Array(0);
  let numbers: Uint32Array;
  const refresh = (): void => {
    if (bytes.buffer === memory.buffer) return;
    bytes = new Uint8Array(memory.buffer);
    numbers = new Uint32Array(memory.buffer);
  };
  let start = 0;
  let room = 0;
  /**
   * Makes the module read the document, with space for so many bytes of input.
   * A module has one policy at a time, so policies take turns.
   */
  const readDocument = (wanted: number): number => {
    // Larger than needed, so that not every further character needs a new
    // input.
    room = 256 + document.length + wanted * 2;
    start = input(room);
    refresh();
    bytes.set(document, start);
    const problem = read(document.length);
    module.owner = own;
    refresh();
    return problem;
  };
  /** The context in the input. */
  let written: readonly number[];
  const own: Checker = (password, context) => {
    // A character of one UTF-16 unit has at most three bytes, one of two has four.
    const wanted = context.length + password.length * 3;
    if (module.owner !== own || wanted > room) {
      readDocument(wanted);
      written = [];
    }
    if (written !== context) bytes.set((written = context), start);
    const length = ENCODER.encodeInto(password, bytes.subarray(start + context.length)).written;
    useMemory(memory);
    const report = check(context.length, length) / 4;
    refresh();
    return numbers.subarray(report + ROW, report + ROW * (1 + numbers[report]!));
  };
  return readDocument(0) || own;
}

/** The numbers in a row of a report; the first row has the number of rows that follow. */
const ROW = 5;
