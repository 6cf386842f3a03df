import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'
import { messages } from '../vite-messages.ts'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [messages({ only: ['ui'] }), svelte({ configFile: false })],
  build: { emptyOutDir: true },
})
