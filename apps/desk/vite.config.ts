import { messages } from '@citycop/ui/vite-messages.ts'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'
import { emitViewer } from './viewer/vite-viewer.ts'

const onLog = (level: string, log: { message: string }) => {
  if (level === 'warn') throw new Error(log.message) // top-level await, for one: older browsers cannot parse it
}

const only = [
  'ui',
  'basemap',
  'reports',
  'policy',
  'policy-param',
  'desk',
  'desk-decide',
  'desk-keys',
  'desk-export',
  'desk-later',
  'desk-notes',
  'desk-identity',
  'desk-inbox',
  'desk-own',
  'desk-pilot',
  'desk-policy',
  'desk-recover',
  'desk-refer',
  'desk-report',
  'desk-thread',
  'desk-view',
  'desk-transfer',
  'desk-unit',
  'desk-unlock',
  'desk-words',
  'files',
  'desk-work',
]

const checks = { bundlerTimings: false } // a slow machine is no fault of the sources

export default defineConfig({
  root: import.meta.dirname,
  plugins: [messages({ only }), emitViewer(), svelte({ configFile: false, compilerOptions: { fragments: 'tree' } })],
  worker: {
    format: 'es',
    // The server knows the Worker by this name: it alone may compile the WebAssembly of Argon2id (J29).
    rolldownOptions: { onLog, checks, output: { entryFileNames: 'assets/desk-worker-[hash].js' } },
  },
  build: {
    target: ['es2022', 'safari16', 'chrome100', 'firefox100'],
    assetsInlineLimit: 0,
    manifest: 'assets/manifest.json',
    emptyOutDir: true,
    rolldownOptions: { onLog, checks },
  },
})
