// The street map comes whole or not at all: asked for part by part it would tell the operator which street somebody looks at.
import { toHex } from '@citycop/protocol/contract/bytes.ts'
import { type BasemapThere, basemapAddress, largestBasemap } from '@citycop/protocol/pilots/basemap/basemap.ts'

/** `keep`: whether the browser may hold it on the device. A phone that somebody watches must not: it holds what any visitor's holds. */
export type Asked = { readonly keep: boolean; readonly signal: AbortSignal; readonly done: (bytes: number) => void }
export type NoBasemap = 'unreachable' | 'changed'

export async function fetchBasemap(there: BasemapThere, asked: Asked): Promise<Uint8Array | NoBasemap> {
  if (there.bytes > largestBasemap) return 'changed'
  const body = await read(there, asked).catch(() => 'unreachable' as const)
  if (typeof body === 'string') return body
  const digest = await crypto.subtle.digest('SHA-256', body)
  return toHex(new Uint8Array(digest)) === there.sha256 ? body : 'changed'
}

async function read({ bytes, sha256 }: BasemapThere, { keep, signal, done }: Asked) {
  const cache = keep ? 'default' : 'no-store'
  const answer = await fetch(basemapAddress(sha256), { cache, credentials: 'omit', redirect: 'error', signal })
  if (!answer.ok || !answer.body) return 'unreachable' as const
  const whole = new Uint8Array(bytes)
  const reader = answer.body.getReader()
  for (let at = 0; ; ) {
    const { done: ended, value } = await reader.read()
    if (ended) return at === bytes ? whole : ('changed' as const)
    if (at + value.length > bytes) {
      await reader.cancel()
      return 'changed' as const
    }
    whole.set(value, at)
    at += value.length
    done(at)
  }
}
