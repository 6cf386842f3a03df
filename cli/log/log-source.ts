// Where a log is read from: a folder or an address, both in the layout of C2SP tlog-tiles. Nothing is read that is larger than
// it may be, and nothing is waited for longer than it may take: whoever serves a log may want to wear us out.
import { createReadStream, statSync } from 'node:fs'
import { join } from 'node:path'
import { largestNote } from '@citycop/protocol/log/note.ts'
import { type TilePath, tilePath, tileWidth } from '@citycop/protocol/log/tile-path.ts'
import { Refused } from '../refusal.ts'
import { Usage } from '../usage.ts'

export type LogSource = {
  /** For people. */
  readonly name: string
  /** Undefined when it is not there. @throws Refused when it cannot be read, or has more than `most` bytes */
  read(path: string, most: number): Promise<Uint8Array | undefined>
}

const patience = 10_000
const hashSize = 32
const largestEntry = 16_384 + 8 // a public one; a log of ours holds none larger
export const largestBundle = tileWidth * (2 + largestEntry)

/** What was typed: an address, or else a folder. */
export const openSource = (typed: string): LogSource => (/^https?:/i.test(typed) ? sourceAt(typed) : sourceIn(typed))

export function sourceIn(folder: string): LogSource {
  if (!statSync(folder).isDirectory()) throw new Refused('not-a-folder', `${folder} is not a folder`)
  return { name: folder, read: (path, most) => readFile(join(folder, path), most) }
}

async function readFile(file: string, most: number): Promise<Uint8Array | undefined> {
  try {
    return await collect(createReadStream(file), most, file)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw error
  }
}

/** @throws Usage for what is no address */
export function sourceAt(address: string): LogSource {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash)
    throw new Usage(`a log's address is like https://city.example/log, without a name, a question or a mark`)
  const base = `${url.origin}${url.pathname.replace(/\/+$/, '')}`
  return { name: base, read: (path, most) => fetchFile(`${base}/${path}`, most) }
}

async function fetchFile(url: string, most: number): Promise<Uint8Array | undefined> {
  try {
    // Redirects could lead us to read something inside our own network.
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(patience) })
    if (response.status === 404) return await response.body?.cancel().then(() => undefined)
    if (response.status !== 200 || !response.body)
      throw new Refused('unreachable', `${url} answered ${response.status}`)
    return await collect(response.body, most, url)
  } catch (error) {
    if (error instanceof Refused) throw error
    const { name, cause } = error as Error
    const why = name === 'TimeoutError' ? 'took too long' : ((cause as NodeJS.ErrnoException)?.code ?? 'broke off')
    throw new Refused('unreachable', `${url} does not answer (${why})`)
  }
}

async function collect(parts: AsyncIterable<Uint8Array>, most: number, name: string): Promise<Uint8Array> {
  const kept: Uint8Array[] = []
  let length = 0
  for await (const part of parts) {
    length += part.length
    if (length > most) throw new Refused('too-large', `${name} has more than the ${most} bytes it may have`)
    kept.push(part)
  }
  return Buffer.concat(kept)
}

/** A tile's or a bundle's bytes. A partial one may have been tidied away once it was full: then the beginning of the full one. */
export async function readTile(source: LogSource, tile: TilePath): Promise<Uint8Array> {
  const most = tile.level === 'entries' ? largestBundle : tileWidth * hashSize
  const path = tilePath(tile)
  const found =
    (await source.read(path, most)) ??
    (tile.width < tileWidth ? await beginning(source, { ...tile, width: tileWidth }, tile.width, most) : undefined)
  if (!found) throw new Refused('missing', `${path} is missing`)
  return found
}

async function beginning(source: LogSource, full: TilePath, width: number, most: number) {
  const whole = await source.read(tilePath(full), most)
  if (!whole || full.level !== 'entries') return whole?.subarray(0, width * hashSize)
  let at = 0
  for (let i = 0; i < width && at + 2 <= whole.length; i++)
    at += 2 + (whole[at] as number) * 256 + (whole[at + 1] as number)
  return whole.subarray(0, at)
}

/** @throws Refused when there is none, or it is no text */
export async function readText(source: LogSource, path: string, most = largestNote): Promise<string> {
  const found = await source.read(path, most)
  if (!found) throw new Refused(`no-${path}`, `${source.name} has no ${path}`)
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(found)
  } catch {
    throw new Refused(`bad-${path}`, `${path} is not text`)
  }
}
