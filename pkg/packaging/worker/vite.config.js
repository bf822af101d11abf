import { defineConfig } from 'vite';

export default defineConfig({
  optimizeDeps: { exclude: ['genkan'] },
  // A worker that loads parts of itself is a module.
  worker: { format: 'es' },
});
