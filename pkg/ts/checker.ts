// A policy in a WebAssembly module: bytes go in, numbers come out.

import type { Checker, Module } from './module.js';
import { useMemory } from './unicode.js';

/** Has the module read a document, and returns its checker or the number of the error. */
export function checker(module: Module, document: readonly number[]): Checker | number {
  const { memory, input, read, check } = module.exports;
  /** The module's memory, which is another object each time that it grows. */
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
   * Has the module read the document, with room for so many bytes of input. A
   * module has one policy at a time, so policies take turns.
   */
  const readDocument = (wanted: number): number => {
    // Half as much again, so that not every character asks for more.
    room = Math.max(256, document.length, wanted + (wanted >> 1));
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

/** A report is rows of so many numbers; the first row is how many follow. */
const ROW = 5;

const ENCODER = new TextEncoder();
