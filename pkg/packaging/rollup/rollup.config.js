import { readFile } from 'node:fs/promises';
import resolve from '@rollup/plugin-node-resolve';

/** Copies the modules beside the script, since Rollup copies no file that is not imported. */
const modules = {
  name: 'genkan-modules',
  async generateBundle() {
    for (const module of ['basic.wasm', 'extended.wasm']) {
      const file = new URL(import.meta.resolve(`genkan/${module}`));
      this.emitFile({ type: 'asset', fileName: file.pathname.split('/').at(-1), source: await readFile(file) });
    }
  },
};

export default { plugins: [resolve({ browser: true }), modules] };
