import { defineConfig } from 'vite';

export default defineConfig({
  // Vite's server bundles dependencies without their other files; its build does not.
  optimizeDeps: { exclude: ['genkan'] },
});
