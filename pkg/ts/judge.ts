// A policy in the judge's module: bytes go in, numbers come out.

import type { Judge } from './genkan.js';
import { serve } from './unicode.js';
import type { Module } from './wasm.js';

export class JudgeOfOne {
  readonly #judge: Judge;
  readonly #memory: WebAssembly.Memory;
  /** The module's memory. Whenever that grows, there is a new one. */
  #bytes: Uint8Array;
  #numbers: Uint32Array;
  #input = 0;
  #room = 0;
  /** How much of the input is what is known of the person. */
  #known = 0;

  constructor({ Judge, memory }: Module) {
    this.#judge = new Judge();
    this.#memory = memory;
    this.#bytes = new Uint8Array(memory.buffer);
    this.#numbers = new Uint32Array(memory.buffer);
  }

  /** Takes a policy document, and says what is wrong with it; 0 where nothing is. */
  read(document: readonly number[]): number {
    this.know(document);
    return this.#judge.read(document.length);
  }

  /** Takes what is known of the person, for the checks to come. */
  know(bytes: readonly number[]): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#input);
    this.#known = bytes.length;
  }

  /** Judges a password, and answers with the numbers of its report. */
  check(password: string): Uint32Array {
    // A character of one UTF-16 unit has three bytes at most, one of two, four.
    this.#reserve(this.#known + password.length * 3);
    const bytes = this.#write(password, this.#input + this.#known);
    serve(this.#memory);
    const count = this.#judge.check(this.#known, bytes);
    this.#refresh();
    const start = this.#judge.report() / 4;
    return this.#numbers.subarray(start, start + count);
  }

  free(): void {
    this.#judge.free();
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

  /** Makes room for so many bytes of input; what is known stays. */
  #reserve(bytes: number): void {
    if (bytes > this.#room) {
      const known = this.#bytes.slice(this.#input, this.#input + this.#known);
      // Half as much again, so that typing does not ask each time.
      this.#room = Math.max(256, bytes + (bytes >> 1));
      this.#input = this.#judge.input(this.#room);
      this.#refresh();
      this.#bytes.set(known, this.#input);
    } else {
      this.#refresh();
    }
  }

  #refresh(): void {
    const { buffer } = this.#memory;
    if (this.#bytes.buffer === buffer) return;
    this.#bytes = new Uint8Array(buffer);
    this.#numbers = new Uint32Array(buffer);
  }
}

const ENCODER = new TextEncoder();
