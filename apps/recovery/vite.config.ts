import { messages } from '@citycop/ui/vite-messages.ts'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'
import { oneFile } from './vite-one-file.ts'

const rolldownOptions = {
  onLog: (level: string, log: { code?: string; message: string }) => {
    // Of Vite's own helper for chunks, of which there are none here.
    if (level === 'warn' && log.code !== 'EMPTY_IMPORT_META') throw new Error(log.message)
  },
  checks: { bundlerTimings: false }, // a slow machine is no fault of the sources
  output: { format: 'iife' as const, codeSplitting: false },
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    messages({ only: ['ui', 'recovery'] }),
    svelte({ configFile: false, compilerOptions: { fragments: 'tree' } }),
    oneFile(),
  ],
  build: {
    target: ['es2022', 'safari16', 'chrome100', 'firefox100'],
    modulePreload: false,
    cssCodeSplit: false,
    emptyOutDir: true,
    rolldownOptions,
  },
})
