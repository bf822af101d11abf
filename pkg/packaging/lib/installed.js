import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = new URL('../node_modules/genkan/', import.meta.url);

if (!existsSync(folder)) {
  throw new Error('the packed package is not installed: run `cargo xtask test packaging`');
}

/** Returns the URL of a file of the installed package. */
export function installed(file) {
  return fileURLToPath(new URL(file, folder));
}
