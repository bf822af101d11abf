// A policy in the judge's module: bytes go in, numbers come out.

import { serve } from './unicode.js';
import type { Module } from './wasm.js';

/**
 * Judges a password, given what is known of the person, and answers with the
 * numbers of its report.
 */
export type Judge = (password: string, known: readonly number[]) => Uint32Array;

/** Reads a document, and answers with its judge, or with what is wrong with it. */
export function judge(module: Module, document: readonly number[]): Judge | number {
  const { memory, input, read, check } = module.exports;
  /** The module's memory. Whenever that grows, there is a new one. */
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
   * Makes room for so many bytes of input, and takes the turn where another
   * policy had it: a module has one place for one policy.
   */
  const sit = (wanted: number): number => {
    // Half as much again, so that typing does not ask each time.
    room = Math.max(256, document.length, wanted + (wanted >> 1));
    start = input(room);
    refresh();
    bytes.set(document, start);
    const problem = read(document.length);
    module.turn = own;
    refresh();
    return problem;
  };
  /** What stands in the input. */
  let standing: readonly number[];
  const own: Judge = (password, known) => {
    // A character of one UTF-16 unit has three bytes at most, one of two, four.
    const wanted = known.length + password.length * 3;
    if (module.turn !== own || wanted > room) {
      sit(wanted);
      standing = [];
    }
    if (standing !== known) bytes.set((standing = known), start);
    const { written } = ENCODER.encodeInto(password, bytes.subarray(start + known.length));
    serve(memory);
    const report = check(known.length, written) / 4;
    refresh();
    return numbers.subarray(report + 1, report + 1 + 5 * numbers[report]!);
  };
  return sit(0) || own;
}

const ENCODER = new TextEncoder();
