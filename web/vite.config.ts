import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        // The libraries change seldom: readers of a new release keep them in their cache.
        advancedChunks: { groups: [{ name: 'libraries', test: /node_modules/ }] },
      },
    },
  },
});
