import { defineConfig } from 'vite';

export default defineConfig({
  // For Vite before 8, whose server bundles a dependency without its other files.
  optimizeDeps: { exclude: ['genkan'] },
});
