import { messages } from '@citycop/ui/vite-messages.ts'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'

const carries = ['about', 'mailbox', 'passphrase', 'problems', 'reports', 'start', 'submit', 'ui']

const onLog = (level: string, log: { message: string }) => {
  if (level === 'warn') throw new Error(log.message) // top-level await, for one: old phones cannot parse it
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [messages({ only: carries }), svelte({ configFile: false, compilerOptions: { fragments: 'tree' } })],
  // One classic script: phones from before 2023 run no module Worker.
  worker: { format: 'iife', rolldownOptions: { onLog } },
  build: {
    target: ['es2020', 'safari14', 'chrome87', 'firefox78'],
    assetsInlineLimit: 0,
    manifest: 'assets/manifest.json',
    emptyOutDir: true,
    rolldownOptions: { onLog },
  },
})
