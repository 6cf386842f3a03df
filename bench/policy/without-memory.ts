// Loaded before a measured server's own code (node --import): every decision is then made anew, as if no two cases were equal.
import { registerHooks } from 'node:module'

const file = '/server/policy/decide-once.ts'
const line = 'if (known) return known'

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context)
    if (!url.endsWith(file)) return loaded
    const source = String(loaded.source)
    if (!source.includes(line)) throw new Error(`${file} is not what it was: it has no "${line}"`)
    return { ...loaded, source: source.replace(line, '') }
  },
})
