// A PMTiles archive that lies in memory as a whole: nothing is asked of anybody for any of its tiles. What is packed is unpacked up to a
// bound, by whoever reads; a tile that cannot be read is "broken" and nothing worse.
import { text } from '../../contract/bytes.ts'
import type { Parsed } from '../folder-files.ts'
import { Malformed } from './malformed.ts'
import { type Entry, findEntry, readDirectory } from './read-directory.ts'
import { type Header, readHeader, type Span } from './read-header.ts'
import { mostInTile, readSlices, type Tile } from './read-tile.ts'
import { type TileAt, tileId } from './tile-id.ts'

/** Undoes gzip. @throws when it is none, or more than `most` bytes come out (a bomb) */
export type Gunzip = (packed: Uint8Array, most: number) => Promise<Uint8Array>

export type Archive = {
  readonly header: Header
  /** Text only; empty where the archive names nobody. */
  readonly attribution: string
  tile(at: TileAt, wanted: ReadonlySet<string>): Promise<Tile | 'none' | 'broken'>
  /** Every entry of a tile, in order. @throws Malformed */
  entries(): Promise<Entry[]>
  /** @throws Malformed */
  tileOf(entry: Entry, wanted: ReadonlySet<string>): Promise<Tile>
}

const mostInside = 2_000_000 // of a directory or the metadata, unpacked
const mostEntries = 500_000
const deepest = 4 // of directories in directories
const never = (): Promise<void> | undefined => undefined

/** `pause` is waited for between slices of a tile, where somebody's finger waits too. */
export async function openArchive(file: Uint8Array, gunzip: Gunzip, pause = never): Promise<Parsed<Archive>> {
  const header = readHeader(file)
  if ('problem' in header) return header
  try {
    return { found: await archiveOf(file, header.found, { gunzip, pause }) }
  } catch (error) {
    return { problem: `it cannot be read: ${error instanceof Malformed ? error.message : 'its directory is broken'}` }
  }
}

type Means = { readonly gunzip: Gunzip; readonly pause: () => Promise<void> | undefined }

async function archiveOf(file: Uint8Array, header: Header, { gunzip, pause }: Means): Promise<Archive> {
  const { packed, leaves, tiles } = header
  const slice = (span: Span, within?: Span): Uint8Array => {
    if (within && span.at + span.length > within.length) throw new Malformed('an entry points outside the file')
    const begin = span.at + (within?.at ?? 0)
    return file.subarray(begin, begin + span.length)
  }
  const inside = (span: Span, within?: Span) => unpacked(slice(span, within), packed.inside, mostInside, gunzip)
  const root = readDirectory(await inside(header.root))
  const known = new Map<number, Promise<Entry[]>>()
  const leaf = ({ span }: Entry): Promise<Entry[]> => {
    const read = known.get(span.at) ?? inside(span, leaves).then(readDirectory)
    known.set(span.at, read)
    return read
  }
  const find = async (id: number): Promise<Entry | undefined> => {
    let found = findEntry(root, id)
    for (let depth = 0; found?.run === 0; depth++) {
      if (depth === deepest) throw new Malformed('directories without an end')
      found = findEntry(await leaf(found), id)
    }
    return found
  }
  const tileOf = async ({ span }: Entry, wanted: ReadonlySet<string>): Promise<Tile> => {
    const reading = readSlices(await unpacked(slice(span, tiles), packed.tiles, mostInTile.bytes, gunzip), wanted)
    for (;;) {
      const { done, value } = reading.next()
      if (done) return value
      await pause()
    }
  }
  return {
    header,
    attribution: attributionIn(await inside(header.metadata)),
    entries: () => all(root, leaf, deepest),
    tileOf,
    async tile(at, wanted) {
      try {
        const entry = await find(tileId(at))
        return entry ? await tileOf(entry, wanted) : 'none'
      } catch {
        return 'broken' // also what a stream says of bytes that are no gzip
      }
    },
  }
}

async function all(root: readonly Entry[], leaf: (entry: Entry) => Promise<Entry[]>, deep: number): Promise<Entry[]> {
  const found: Entry[] = []
  let seen = 0
  const walk = async (entries: readonly Entry[], left: number): Promise<void> => {
    seen += entries.length
    if (left === 0 || seen > mostEntries) throw new Malformed('directories without an end')
    for (const one of entries) {
      if (one.run > 0) found.push(one)
      else await walk(await leaf(one), left - 1)
    }
  }
  await walk(root, deep)
  return found
}

const unpacked = async (bytes: Uint8Array, isPacked: boolean, most: number, gunzip: Gunzip): Promise<Uint8Array> =>
  isPacked ? await gunzip(bytes, most) : bytes

const longest = 200

/** Who made the map, out of the metadata: without the tags of a link, and never as a page. */
export function attributionIn(metadata: Uint8Array): string {
  try {
    const said: unknown = JSON.parse(text(metadata))
    const told = typeof said === 'object' && said !== null && 'attribution' in said ? said.attribution : ''
    if (typeof told !== 'string') return ''
    const plain = told.slice(0, 2000).replace(/<[^>]*>/g, '')
    return plain.replaceAll('&copy;', '©').replaceAll('&amp;', '&').trim().slice(0, longest)
  } catch {
    return ''
  }
}
