import { GenkanError } from './error.js';
import initialize, { Judge } from './genkan.js';

/** A module of the judge, once it is there. */
export type Module = { readonly Judge: typeof Judge; readonly memory: WebAssembly.Memory };

/**
 * Loads a module of the judge, once for all policies: the small one, for the
 * rules that most policies have, or the one for every rule there is.
 */
export function module(isForEveryRule: boolean): Promise<Module> {
  const at = +isForEveryRule;
  return (loading[at] ??= (isForEveryRule ? every() : small()).catch((cause: unknown) => {
    // A later try may find the network again.
    loading[at] = undefined;
    throw new GenkanError('wasm-unreachable', "the judge's module cannot be loaded", { cause });
  }));
}

/** Takes the bytes of both modules from elsewhere than the files beside this one. */
export function take(bytes: Bytes): void {
  taken = bytes;
}

async function small(): Promise<Module> {
  const source = (await taken?.small()) ?? file(new URL('./genkan_bg.wasm', import.meta.url));
  const { memory } = await initialize({ module_or_path: source });
  return { Judge, memory };
}

async function every(): Promise<Module> {
  const { default: initialize, Judge } = await import('./every.js');
  const source = (await taken?.every()) ?? file(new URL('./every_bg.wasm', import.meta.url));
  const { memory } = await initialize({ module_or_path: source });
  return { Judge, memory };
}

/**
 * A file, which fetch does not read in Node. The module system is not asked,
 * because a bundler for the browser would follow it.
 */
function file(url: URL): BufferSource | URL {
  if (url.protocol !== 'file:') return url;
  return (globalThis as Node).process?.getBuiltinModule?.('node:fs').readFileSync(url) ?? url;
}

type Node = {
  process?: {
    getBuiltinModule?: (name: 'node:fs') => { readFileSync: (url: URL) => Uint8Array<ArrayBuffer> };
  };
};

type Bytes = { readonly small: () => BufferSource; readonly every: () => Promise<BufferSource> };

let taken: Bytes | undefined;

const loading: [small?: Promise<Module> | undefined, every?: Promise<Module> | undefined] = [];
