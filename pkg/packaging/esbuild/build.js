import { cp } from 'node:fs/promises';
import { build } from 'esbuild';

/** Bundles a script and copies the modules beside it, since esbuild copies no file that is not imported. */
export async function bundle(entry, folder) {
  await build({ entryPoints: [entry], outdir: folder, bundle: true, format: 'esm', splitting: true, minify: true });
  for (const module of ['basic.wasm', 'extended.wasm']) {
    const file = new URL(import.meta.resolve(`genkan/${module}`));
    await cp(file, `${folder}/${file.pathname.split('/').at(-1)}`);
  }
}
