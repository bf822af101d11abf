import { GenkanError } from './error.js';
import type { Module, ModuleName } from './module.js';
import { isLetter, transform, writeTransformed } from './unicode.js';

/** Loads something once for all policies. */
export function once<Value>(load: () => Promise<Value>): () => Promise<Value> {
  let loading: Promise<Value> | undefined;
  return () =>
    (loading ??= load().catch((cause: unknown) => {
      // The network may be back at the next call.
      loading = undefined;
      throw new GenkanError('wasm-unreachable', 'the module cannot be loaded', { cause });
    }));
}

/** Sets functions that return the bytes of the modules, instead of files. */
export function provideModules(sources: Sources): void {
  provided = sources;
}

/** The module for the rules of the documented policy. */
export const loadBasic = once(() => start('basic', () => new URL('./basic.wasm', import.meta.url)));

/** The module for all rules. */
export const loadExtended = once(() => start('extended', () => new URL('./extended.wasm', import.meta.url)));

/**
 * Starts a module, whatever its content type is: it is too small for streaming
 * to matter. If it is provided, there may be no URL beside the script.
 */
async function start(name: ModuleName, url: () => URL): Promise<Module> {
  const bytes = (await provided?.[name]()) ?? (await file(url()));
  const { instance } = await WebAssembly.instantiate(bytes, IMPORTS);
  return { exports: instance.exports as Module['exports'] };
}

/** What pkg/src/unicode.rs imports, by a letter each, which is shorter. */
const IMPORTS = { '': { a: isLetter, b: transform, c: writeTransformed } };

/**
 * Returns a file beside this one, which `fetch` does not read in Node. It is
 * not imported, because a bundler for the browser would follow the import.
 */
async function file(url: URL): Promise<BufferSource> {
  const { process } = globalThis as Node;
  if (process && url.protocol === 'file:') return process.getBuiltinModule('node:fs').readFileSync(url);
  return (await fetch(url)).arrayBuffer();
}

type Node = {
  process?: {
    getBuiltinModule: (name: 'node:fs') => { readFileSync: (url: URL) => Uint8Array<ArrayBuffer> };
  };
};

type Sources = { readonly [name in ModuleName]: () => BufferSource | Promise<BufferSource> };

let provided: Sources | undefined;
