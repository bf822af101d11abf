import type { Module } from './wasm.js';
/**
 * Judges a password, given what is known of the person, and answers with the
 * numbers of its report.
 */
export type Judge = (password: string, known: readonly number[]) => Uint32Array;
/** Reads a document, and answers with its judge, or with what is wrong with it. */
export declare function judge(module: Module, document: readonly number[]): Judge | number;
