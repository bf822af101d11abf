import type { Ready } from './common.js';
import type { Context } from './policy.js';
import type { Violation } from './report.js';
import type { Module } from './wasm.js';
export { use } from './core.js';
/** The module for every rule there is. */
export declare function every(): Promise<Module>;
/** Reads any document, or says what is wrong with it. */
export declare function read(source: unknown): Ready;
/** What the judge found wrong with a document, by its number: pkg/src/wire/document.rs. */
export declare function problem(at: number): Error;
/** What is known of a person: entries of a tag and a text. */
export declare function writeContext({ email, oldPassword, words }: Context): number[];
/** A violation that only these rules have, where it is one. */
export declare function readRare(tag: number, a: number, b: number, c: number, d: number): Violation | undefined;
