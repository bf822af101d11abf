import { defineConfig } from 'vite';

export default defineConfig({
  // A worker that loads parts of itself is a module.
  worker: { format: 'es' },
});
