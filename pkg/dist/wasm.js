import { GenkanError } from './error.js';
import initialize, { Judge } from './genkan.js';
/** The judge's class, once its module is loaded; loaded once for all policies. */
export function judge() {
    loading ??= load().catch((cause) => {
        // A later try may find the network again.
        loading = undefined;
        throw new GenkanError('wasm-unreachable', 'genkan_bg.wasm cannot be loaded', { cause });
    });
    return loading;
}
async function load() {
    const module = new URL('./genkan_bg.wasm', import.meta.url);
    await initialize({ module_or_path: module.protocol === 'file:' ? file(module) : module });
    return Judge;
}
/**
 * A file, which fetch does not read in Node. The module system is not asked,
 * because a bundler for the browser would follow it.
 */
function file(url) {
    return globalThis.process?.getBuiltinModule?.('node:fs').readFileSync(url) ?? url;
}
let loading;
