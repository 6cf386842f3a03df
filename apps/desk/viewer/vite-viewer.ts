// Puts the viewer beside the desk: one page that holds its script and its style, so that it fetches nothing. The server lets run what it
// handed out, by its hash, and nothing else.
import { join } from 'node:path'
import { build, type Plugin, type Rolldown } from 'vite'

const style = `:root { color-scheme: light dark; }
body { margin: 0; display: grid; block-size: 100vh; place-items: center; overflow: hidden; font: 1rem/1.5 system-ui, sans-serif; }
img, video { max-inline-size: 100%; max-block-size: 100vh; }
audio { inline-size: 100%; }
pre { box-sizing: border-box; inline-size: 100%; block-size: 100vh; margin: 0; padding: 0.75rem; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; }`

const pageOf = (script: string): string =>
  `<!doctype html><html lang="zxx"><head><meta charset="utf-8"><title>CITYCoP viewer</title><style>${style}</style></head><body><script>${script}</script></body></html>\n`

export const emitViewer = (): Plugin => ({
  name: 'viewer',
  async generateBundle() {
    const script = await scriptOf(join(import.meta.dirname, 'frame.ts'))
    if (/<\/?script|<!--/i.test(script)) this.error('the viewer’s script would end before its end')
    this.emitFile({ type: 'asset', fileName: 'viewer.html', source: pageOf(script) })
  },
})

async function scriptOf(entry: string): Promise<string> {
  const made = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: ['es2022', 'safari16', 'chrome100', 'firefox100'],
      lib: { entry, formats: ['iife'], name: 'viewer', fileName: 'viewer' },
    },
  })
  const [output] = [made].flat() as Rolldown.RolldownOutput[]
  const [chunk] = output?.output ?? []
  if (!chunk) throw new Error('the viewer’s script was not built')
  return chunk.code.trim()
}
