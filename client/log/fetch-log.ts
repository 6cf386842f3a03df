// Fetches the log's files, whole tiles and whole bundles only: whoever asks for single proofs tells which report is meant.
import { parseBundle } from '@citycop/protocol/log/entry-bundle.ts'
import { largestNote } from '@citycop/protocol/log/note.ts'
import { type TilePath, tilePath, tileWidth } from '@citycop/protocol/log/tile-path.ts'
import { type Server, Unreachable } from '../api/call.ts'
import { Doubt } from './doubt.ts'

/** Above this a scan waits to be asked for (J16). */
export const mostUnasked = 5_000_000
export type LogFiles = {
  /** Undefined while nothing is published. */
  checkpoint(): Promise<string | undefined>
  /** The first `width` hashes of a tile. @throws Doubt when it is missing or cut */
  tile(level: number, n: number, width: number): Promise<Uint8Array>
  /** The first `width` entries of a bundle. @throws Doubt when it is missing or cut */
  bundle(n: number, width: number): Promise<Uint8Array[]>
}

type Limits = { readonly signal?: AbortSignal | undefined /** In bytes, of all files. */; readonly most?: number }

export function logFiles({ origin }: Server, { signal, most = Number.POSITIVE_INFINITY }: Limits = {}): LogFiles {
  let received = 0
  const fetchFile = async (path: string): Promise<Uint8Array | undefined> => {
    const answer = await request(new URL(`/log/${path}`, origin), signal)
    received += answer?.length ?? 0
    if (received > most) throw new Doubt('large')
    return answer
  }
  /** A log may drop the narrow form of a tile once the whole one is there. */
  const fetchTile = async (tile: TilePath): Promise<Uint8Array> => {
    const narrow = await fetchFile(tilePath(tile))
    const found =
      narrow ?? (tile.width === tileWidth ? undefined : await fetchFile(tilePath({ ...tile, width: tileWidth })))
    if (!found) throw new Doubt('unavailable')
    return found
  }
  const tiles = new Map<string, Promise<Uint8Array>>()
  return {
    async checkpoint() {
      const note = await fetchFile('checkpoint')
      if (note && note.length > largestNote) throw new Doubt('note')
      return note && new TextDecoder().decode(note)
    },
    async tile(level, n, width) {
      const path = tilePath({ level, n, width })
      const fetched = tiles.get(path) ?? fetchTile({ level, n, width })
      tiles.set(path, fetched)
      const hashes = await fetched
      if (hashes.length % 32 !== 0 || hashes.length < 32 * width) throw new Doubt('unavailable')
      return hashes
    },
    async bundle(n, width) {
      const entries = parseBundle(await fetchTile({ level: 'entries', n, width }))
      if (!entries || entries.length < width) throw new Doubt('unavailable')
      return entries.slice(0, width)
    },
  }
}

/** Undefined for what is not there. Nothing is cached: the pieces fetched would stay on the phone and tell of the visit. */
async function request(url: URL, signal: AbortSignal | undefined): Promise<Uint8Array | undefined> {
  try {
    const answer = await fetch(url, {
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      redirect: 'error',
      ...(signal ? { signal } : {}),
    })
    if (answer.ok) return new Uint8Array(await answer.arrayBuffer())
    await answer.body?.cancel()
    if (answer.status === 404) return undefined
  } catch {
    signal?.throwIfAborted()
    throw new Unreachable('the server does not answer')
  }
  throw new Doubt('unavailable')
}
