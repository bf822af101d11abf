import { bytesOf } from './base64.js';
import { GenkanError } from './error.js';
import type { Module, Wasm } from './module.js';
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

/** Sets where the modules and the scripts of the extended rules are, instead of files beside this one. */
export function provideParts(parts: Parts): void {
  provided = parts;
}

/** Loads a module once, given where its bytes are. */
export const loadFrom = (wasm: () => Wasm | Promise<Wasm>): (() => Promise<Module>) =>
  once(async () => start(await wasm()));

/** The module for the rules of the documented policy. */
export const loadBasic = loadFrom(() => provided?.basic() ?? file(new URL('./basic.wasm', import.meta.url)));

/** The module for all rules. */
export const loadExtended = loadFrom(() => provided?.extended() ?? file(new URL('./extended.wasm', import.meta.url)));

/** The scripts of the rules that the documented policy does not have. */
export const importExtendedRules = (): ExtendedRules | Promise<ExtendedRules> =>
  provided?.rules ?? import('./extended.js');

/** Starts a module, whatever its content type is: it is too small for streaming to matter. */
async function start(wasm: Wasm): Promise<Module> {
  const started: { instance?: WebAssembly.Instance } = await WebAssembly.instantiate(wasm as BufferSource, IMPORTS);
  // Given a compiled module, the function returns the instance alone.
  return (started.instance ?? started) as Module;
}

/** What pkg/src/unicode.rs imports, by a letter each, which is shorter. */
const IMPORTS = { '': { a: isLetter, b: transform, c: writeTransformed } };

/**
 * Returns a file. Some bundlers put it into its URL, from which it is read here,
 * since a content security policy may forbid to fetch such a URL.
 */
async function file({ href }: URL): Promise<BufferSource> {
  const [, data] = href.split(';base64,');
  return data ? bytesOf(data) : (await fetch(href)).arrayBuffer();
}

type ExtendedRules = typeof import('./extended.js');

type Parts = { readonly basic: () => Wasm; readonly extended: () => Wasm; readonly rules: ExtendedRules };

let provided: Parts | undefined;
