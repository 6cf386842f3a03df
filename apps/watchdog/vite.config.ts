import { messages } from '@citycop/ui/vite-messages.ts'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'

const rolldownOptions = {
  onLog: (level: string, log: { message: string }) => {
    if (level === 'warn') throw new Error(log.message) // top-level await, for one: older browsers cannot parse it
  },
  checks: { bundlerTimings: false }, // a slow machine is no fault of the sources
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    messages({ only: ['ui', 'reports', 'watchdog', 'watchdog-act', 'watchdog-check'] }),
    svelte({ configFile: false, compilerOptions: { fragments: 'tree' } }),
  ],
  build: {
    target: ['es2022', 'safari16', 'chrome100', 'firefox100'],
    assetsInlineLimit: 0,
    manifest: 'assets/manifest.json',
    emptyOutDir: true,
    rolldownOptions,
  },
})
