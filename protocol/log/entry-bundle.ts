// C2SP tlog-tiles: up to 256 entries in a row, each with its length before it in two bytes.
import { type Bytes, concat, u16 } from '../contract/bytes.ts'
import { tileWidth } from './tile-path.ts'

/** @throws Error for none, for more than 256, or for one of more than 65,535 bytes */
export function spellBundle(entries: readonly Uint8Array[]): Bytes {
  if (entries.length < 1 || entries.length > tileWidth)
    throw new Error(`a bundle cannot hold ${entries.length} entries`)
  return concat(...entries.flatMap((entry) => [u16(entry.length), entry]))
}

/** The entries, as views into the bundle. Anything left over, or missing, refuses the whole. */
export function parseBundle(bundle: Uint8Array): Uint8Array[] | undefined {
  const entries: Uint8Array[] = []
  let at = 0
  while (at < bundle.length) {
    const [high, low] = [bundle[at], bundle[at + 1]]
    if (high === undefined || low === undefined) return undefined
    const end = at + 2 + high * 256 + low
    if (end > bundle.length || entries.length === tileWidth) return undefined
    entries.push(bundle.subarray(at + 2, end))
    at = end
  }
  return entries.length > 0 ? entries : undefined
}
