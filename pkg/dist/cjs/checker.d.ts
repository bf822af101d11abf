import type { Checker, Module } from './module.js';
/** Makes the module read a document, and returns its checker or the number of the error. */
export declare function checker(module: Module, document: readonly number[]): Checker | number;
