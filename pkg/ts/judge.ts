// A policy in the judge's module: bytes go in, numbers come out.

import { serve } from './unicode.js';
import type { Module } from './wasm.js';

export class JudgeOfOne {
  /** What is wrong with the document; 0 where nothing is. */
  readonly problem: number;
  readonly #module: Module;
  readonly #document: readonly number[];
  /** What is known of the person. */
  #known: readonly number[] = [];
  /** The module's memory. Whenever that grows, there is a new one. */
  #bytes!: Uint8Array;
  #numbers!: Uint32Array;
  #input = 0;
  #room = 0;

  constructor(module: Module, document: readonly number[]) {
    this.#module = module;
    this.#document = document;
    this.problem = this.#sit(0);
  }

  /** Takes what is known of the person, for the checks to come. */
  know(bytes: readonly number[]): void {
    this.#known = bytes;
    this.#room = 0;
  }

  /** Judges a password, and answers with the numbers of its report. */
  check(password: string): Uint32Array {
    const { exports, turn } = this.#module;
    const known = this.#known.length;
    // A character of one UTF-16 unit has three bytes at most, one of two, four.
    const room = known + password.length * 3;
    if (turn !== this || room > this.#room) this.#sit(room);
    const bytes = this.#write(password, this.#input + known);
    serve(exports.memory);
    const count = exports.check(known, bytes);
    this.#refresh();
    const start = exports.report() / 4;
    return this.#numbers.subarray(start, start + count);
  }

  /** Writes a text as UTF-8 and says how many bytes it has. */
  #write(text: string, at: number): number {
    const memory = this.#bytes;
    for (let unit = 0; unit < text.length; unit++) {
      const code = text.charCodeAt(unit);
      if (code > 0x7f) return ENCODER.encodeInto(text, memory.subarray(at)).written;
      memory[at + unit] = code;
    }
    return text.length;
  }

  /**
   * Makes room for so many bytes of input, and takes the turn where another
   * policy had it: a module has one place for one policy.
   */
  #sit(bytes: number): number {
    const { exports, turn } = this.#module;
    const document = this.#document;
    // Half as much again, so that typing does not ask each time.
    this.#room = Math.max(256, document.length, bytes + (bytes >> 1));
    this.#input = exports.input(this.#room);
    this.#refresh();
    let problem = 0;
    if (turn !== this) {
      this.#bytes.set(document, this.#input);
      problem = exports.read(document.length);
      this.#module.turn = problem ? undefined : this;
      this.#refresh();
    }
    this.#bytes.set(this.#known, this.#input);
    return problem;
  }

  #refresh(): void {
    const { buffer } = this.#module.exports.memory;
    if (this.#bytes?.buffer === buffer) return;
    this.#bytes = new Uint8Array(buffer);
    this.#numbers = new Uint32Array(buffer);
  }
}

const ENCODER = new TextEncoder();
