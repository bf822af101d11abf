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

async function small(): Promise<Module> {
  const { memory } = await start(initialize, new URL('./genkan_bg.wasm', import.meta.url));
  return { Judge, memory };
}

async function every(): Promise<Module> {
  const { default: initialize, Judge } = await import('./every.js');
  const { memory } = await start(initialize, new URL('./every_bg.wasm', import.meta.url));
  return { Judge, memory };
}

function start(initializes: typeof initialize, url: URL): ReturnType<typeof initialize> {
  return initializes({ module_or_path: url.protocol === 'file:' ? file(url) : url });
}

/**
 * A file, which fetch does not read in Node. The module system is not asked,
 * because a bundler for the browser would follow it.
 */
function file(url: URL): BufferSource | URL {
  return (globalThis as Node).process?.getBuiltinModule?.('node:fs').readFileSync(url) ?? url;
}

type Node = {
  process?: {
    getBuiltinModule?: (name: 'node:fs') => { readFileSync: (url: URL) => Uint8Array<ArrayBuffer> };
  };
};

const loading: [small?: Promise<Module> | undefined, every?: Promise<Module> | undefined] = [];
