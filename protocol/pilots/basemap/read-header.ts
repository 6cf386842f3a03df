// The first 127 bytes of a PMTiles archive of version 3, and whether it is one that a phone can draw.
import type { Parsed } from '../folder-files.ts'
import { largestBasemap } from './basemap.ts'

/** A part of the file. */
export type Span = { readonly at: number; readonly length: number }
export type Header = {
  readonly root: Span
  readonly metadata: Span
  readonly leaves: Span
  readonly tiles: Span
  /** Of directories and metadata; of the tiles. */
  readonly packed: { readonly inside: boolean; readonly tiles: boolean }
  readonly minZoom: number
  readonly maxZoom: number
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
}

const length = 127
const compressions = ['unknown', 'none', 'gzip', 'brotli', 'zstd']
const kinds = ['of an unknown kind', 'vector', 'png', 'jpeg', 'webp', 'avif']
const vector = 1
const deepest = 18

export function readHeader(file: Uint8Array): Parsed<Header> {
  const most = largestBasemap / 1_000_000
  if (file.length > largestBasemap) return { problem: `it has ${file.length} bytes, and ${most} MB are the most` }
  const magic = String.fromCharCode(...file.subarray(0, 7))
  if (file.length < length || magic !== 'PMTiles' || file[7] !== 3)
    return { problem: 'it is no PMTiles archive of version 3' }
  const header = fieldsOf(new DataView(file.buffer, file.byteOffset, length))
  return problemOf(header, file) ? { problem: problemOf(header, file) as string } : { found: header }
}

function fieldsOf(view: DataView): Header {
  const large = (at: number) => Number(view.getBigUint64(at, true))
  const span = (at: number): Span => ({ at: large(at), length: large(at + 8) })
  const degrees = (at: number) => view.getInt32(at, true) / 1e7
  return {
    root: span(8),
    metadata: span(24),
    leaves: span(40),
    tiles: span(56),
    packed: { inside: view.getUint8(97) === 2, tiles: view.getUint8(98) === 2 },
    minZoom: view.getUint8(100),
    maxZoom: view.getUint8(101),
    west: degrees(102),
    south: degrees(106),
    east: degrees(110),
    north: degrees(114),
  }
}

function problemOf(header: Header, file: Uint8Array): string | undefined {
  const [inside = 0, tiles = 0, kind = 0] = file.subarray(97, 100)
  if (kind !== vector) return `its tiles are ${kinds[kind] ?? kinds[0]}; only vector tiles (MVT) are drawn`
  for (const one of [inside, tiles])
    if (one !== 1 && one !== 2)
      return `it is packed with ${compressions[one] ?? compressions[0]}; only gzip, or nothing, is read`
  const { root, metadata, leaves, minZoom, maxZoom, west, east, south, north } = header
  const last = Math.max(...[root, metadata, leaves, header.tiles].map((one) => one.at + one.length))
  if (last > file.length) return `it is cut off: it should have ${last} bytes and has ${file.length}`
  if (minZoom > maxZoom || maxZoom > deepest) return `it has zoom ${minZoom} to ${maxZoom}; ${deepest} is the deepest`
  const fits = west < east && south < north && Math.abs(west) <= 180 && Math.abs(east) <= 180
  return fits && Math.abs(south) < 86 && Math.abs(north) < 86 ? undefined : 'its bounds are no part of the world'
}
