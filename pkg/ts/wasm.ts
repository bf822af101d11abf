import { GenkanError } from './error.js';
import imports from './imports.js';
import type { Judge } from './judge.js';

/** A module of the judge, once it is there: pkg/src/judge.rs. */
export type Module = {
  readonly exports: Exports;
  /** Whose policy it judges by now. */
  turn?: Judge;
};

/** Only numbers cross; places are addresses in the module's memory. */
type Exports = {
  readonly memory: WebAssembly.Memory;
  /** Where the input is to be written, with room for so many bytes. */
  readonly input: (bytes: number) => number;
  /** Reads a document, and says what is wrong with it; 0 where nothing is. */
  readonly read: (bytes: number) => number;
  /** Judges a password that stands behind what is known; says where the report is. */
  readonly check: (known: number, password: number) => number;
};

/** Loads something of the judge, once for all policies. */
export function once<Value>(load: () => Promise<Value>): () => Promise<Value> {
  let loading: Promise<Value> | undefined;
  return () =>
    (loading ??= load().catch((cause: unknown) => {
      // A later try may find the network again.
      loading = undefined;
      throw new GenkanError('wasm-unreachable', "the module cannot be loaded", { cause });
    }));
}

/** Takes the bytes of both modules from elsewhere than the files beside this one. */
export function take(bytes: Bytes): void {
  taken = bytes;
}

/** The module for the rules of the documented policy. */
export const small = once(() => start('small', () => new URL('./genkan_bg.wasm', import.meta.url)));

/**
 * Makes a module ready, whatever its content type is: it is too small to be
 * worth a stream. One script without files beside it has no URL to ask for.
 */
export async function start(which: keyof Bytes, url: () => URL): Promise<Module> {
  const bytes = (await taken?.[which]()) ?? (await file(url()));
  const { instance } = await WebAssembly.instantiate(bytes, imports);
  return { exports: instance.exports as Exports };
}

/**
 * A file beside this one, which fetch does not read in Node. The module system
 * is not asked, because a bundler for the browser would follow it.
 */
async function file(url: URL): Promise<BufferSource> {
  const { process } = globalThis as Node;
  const isFile = url.protocol === 'file:';
  return (isFile && process?.getBuiltinModule('node:fs').readFileSync(url)) || (await fetch(url)).arrayBuffer();
}

type Node = {
  process?: {
    getBuiltinModule: (name: 'node:fs') => { readFileSync: (url: URL) => Uint8Array<ArrayBuffer> };
  };
};

type Bytes = { readonly small: () => BufferSource; readonly every: () => Promise<BufferSource> };

let taken: Bytes | undefined;
