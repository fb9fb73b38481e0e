import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig(({ command }) => {
  // Vite goes by NODE_ENV, not by the command: under another one a build would hold development code, and paths of here.
  if (command === 'build') process.env.NODE_ENV = 'production';
  return {
    plugins: [react()],
    build: {
      outDir: 'dist',
      emptyOutDir: true,
      // The estimator's lists of words are 1.2 MB.
      chunkSizeWarningLimit: 1_300,
      // What knows `light-dark()`: taken apart for older ones it follows the system alone, and not our scheme.
      cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
      rolldownOptions: {
        output: {
          // The libraries change seldom: readers of a new release keep them in their cache. The estimator of passwords,
          // with its lists of words, is fetched by itself.
          codeSplitting: { groups: [{ name: 'libraries', test: /node_modules\/(?!@zxcvbn-ts)/ }] },
        },
      },
    },
  };
});
