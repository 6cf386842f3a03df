// The service worker: one classic script under a fixed name, since the browser knows it by its address. It may not import anything
// later, so it is all in one file.
import { defineConfig } from 'vite'

export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  build: {
    target: ['es2020', 'safari14', 'chrome87', 'firefox78'],
    emptyOutDir: false,
    modulePreload: false,
    rolldownOptions: {
      input: 'service-worker/service-worker.ts',
      output: { format: 'iife', entryFileNames: 'sw.js' },
      onLog: (level: string, log: { message: string }) => {
        if (level === 'warn') throw new Error(log.message)
      },
      checks: { bundlerTimings: false },
    },
  },
})
