import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

export default {
  distDir: process.env.DIST,
  // The package is installed above this folder.
  turbopack: { root },
  outputFileTracingRoot: root,
};
