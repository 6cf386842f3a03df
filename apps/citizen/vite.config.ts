import { join } from 'node:path'
import { messages } from '@citycop/ui/vite-messages.ts'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'
import { carries, later } from './carried-words.ts'
import { firstScript } from './first-script.ts'
import { drawIcons } from './icons/vite-icons.ts'
import { classicWorker } from './vite-classic-worker.ts'
import { pureMakers, withoutUnusedSuites } from './vite-unused-suites.ts'
import { emitWordLists } from './vite-word-lists.ts'

const rolldownOptions = {
  onLog: (level: string, log: { message: string }) => {
    if (level === 'warn') throw new Error(log.message) // top-level await, for one: old phones cannot parse it
  },
  checks: { bundlerTimings: false }, // on a busy machine it would warn that it is slow, and the warning would end the build
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    messages({ only: carries, later }),
    emitWordLists(),
    svelte({ configFile: false, compilerOptions: { fragments: 'tree' } }),
    drawIcons(),
  ],
  worker: {
    format: 'es',
    rolldownOptions: { ...rolldownOptions, treeshake: { manualPureFunctions: pureMakers } },
    plugins: () => [withoutUnusedSuites(), classicWorker()],
  },
  build: {
    target: ['es2020', 'safari14', 'chrome87', 'firefox78'],
    assetsInlineLimit: 0,
    manifest: 'assets/manifest.json',
    emptyOutDir: true,
    rolldownOptions: {
      ...rolldownOptions,
      output: { codeSplitting: { groups: [{ name: firstScript(join(import.meta.dirname, 'main.ts')) }] } },
    },
  },
})
