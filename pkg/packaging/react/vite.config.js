import { defineConfig } from 'vite';

export default defineConfig({
  optimizeDeps: { exclude: ['genkan'] },
  oxc: { jsx: { runtime: 'automatic' } },
});
