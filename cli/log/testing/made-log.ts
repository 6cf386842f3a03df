// A log as a city would serve it, in a folder of its own, with three witnesses; and every way to spoil it.
import { createHash, type KeyObject, sign } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { TestContext } from 'node:test'
import { concat } from '@citycop/protocol/contract/bytes.ts'
import { type LogKey, parseLogKey, signCheckpoint } from '@citycop/protocol/log/checkpoint.ts'
import { emptyRange, extend, rootOf } from '@citycop/protocol/log/compact-range.ts'
import { cosign } from '@citycop/protocol/log/cosignature.ts'
import { sealedEntry } from '@citycop/protocol/log/entry.ts'
import { spellBundle } from '@citycop/protocol/log/entry-bundle.ts'
import { growTiles } from '@citycop/protocol/log/grow-tiles.ts'
import { publicEntry } from '@citycop/protocol/log/public-entry.ts'
import { tilePath } from '@citycop/protocol/log/tile-path.ts'
import { leafHash } from '@citycop/protocol/log/tree.ts'
import { fixedSecret, type SmallWitness, smallLog, smallWitness } from '../../../testing/small-log.ts'
import { bundlesOf } from '../tile-list.ts'

export const origin = 'citycop.portolume/log/1'
const secret: KeyObject = fixedSecret(1)
export const key: LogKey = parseLogKey(smallLog(origin, secret).line)
export const witnesses: readonly SmallWitness[] = [2, 3, 4].map((n) => smallWitness(`w.example/${n}`, fixedSecret(n)))
const names = ['watchdog', 'peer-1', 'peer-2']

/** C2SP policy: the watchdog and one of two peers. */
export const policyText = (url = '', line = smallLog(origin, secret).line): string =>
  [
    `log ${line}${url === '' ? '' : ` ${url}`}`,
    ...witnesses.map((one, i) => `witness ${names[i]} ${one.line}`),
    'group peers any peer-1 peer-2',
    'group q all watchdog peers',
    'quorum q',
    '',
  ].join('\n')

/** Like a sealed entry, and always the same for a number. */
export function sealed(number: number, history = 'one'): Uint8Array {
  const random = createHash('sha512').update(`${history} ${number}`).digest()
  return sealedEntry(random.subarray(0, 24), random.subarray(24, 56))
}
export const opening = publicEntry('open', { v: 1, previous: null })
export const tally = publicEntry('tally', {
  v: 1,
  from: '2026-11-16',
  until: '2026-11-22',
  below: 5,
  counts: [
    { kind: 'report:open', unit: 'harbour-team', purpose: 'handle_concern', count: 41 },
    { kind: 'report:open', unit: 'home-safety', purpose: 'led_prevent', count: null },
  ],
})

/** An opening, a tally, and sealed ones. */
export const entries = (size: number, from = 0, history = 'one'): Uint8Array[] =>
  Array.from({ length: size - from }, (_, i) =>
    from + i === 0 ? opening : from + i === 3 ? tally : sealed(from + i, history),
  )

export type Signed = { readonly time?: number; readonly by?: readonly number[]; readonly root?: Uint8Array }

/** The checkpoint over these entries, signed by the log, cosigned by the witnesses with these places. */
export function note(all: readonly Uint8Array[], { root, ...signed }: Signed = {}): string {
  return noteOf(all.length, root ?? rootOf(extend(emptyRange, all.map(leafHash))), signed)
}

export function noteOf(size: number, root: Uint8Array, { time = 1_800_000_000, by = [0, 1, 2] }: Signed = {}): string {
  const checkpoint = { origin, size, root: Uint8Array.from(root) }
  const signed = signCheckpoint(checkpoint, key, (some) => sign(null, some, secret))
  return signed + by.map((i) => cosignedBy(witnesses[i] as SmallWitness, signed, time)).join('')
}

const cosignedBy = (witness: SmallWitness, signed: string, time: number) =>
  cosign(signed, witness.key, time, witness.sign)

/** Every file of the log with these entries, into the folder; what lies there already stays. */
export function publish(folder: string, all: readonly Uint8Array[], signed: Signed = {}): void {
  const put = (path: string, content: string | Uint8Array) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  for (const tile of growTiles().add(all.map(leafHash))) put(tilePath(tile), tile.bytes)
  for (const bundle of bundlesOf(0, all.length))
    put(tilePath(bundle), spellBundle(all.slice(bundle.n * 256, bundle.n * 256 + bundle.width)))
  put('policy', policyText())
  put('checkpoint', note(all, signed))
}

export function scratch(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'citycop-log-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A new folder with a log of this size. */
export function made(t: TestContext, size: number, signed: Signed = {}): string {
  const folder = scratch(t)
  publish(folder, entries(size), signed)
  return folder
}

/** One byte of a file becomes another. */
export function spoil(file: string, at = 10): void {
  const content = readFileSync(file)
  content[at] = (content[at] as number) ^ 1
  writeFileSync(file, content)
}

export const cut = (file: string, by: number): void => writeFileSync(file, readFileSync(file).subarray(0, -by))
export const append = (file: string, more: Uint8Array): void => writeFileSync(file, concat(readFileSync(file), more))

export type Served = {
  readonly url: string
  folder: string
  most: number
  asked: number
  up: boolean
  /** Tiles are held back, once, until so many are asked for at the same time. */
  gather: number
}

/** Serves whatever folder it is told; counts how many requests were under way at once. */
export async function serve(t: TestContext, folder: string): Promise<Served> {
  let running = 0
  let held: (() => void)[] = []
  const gathered = async (path: string) => {
    if (!path.includes('/tile/') || served.gather === 0) return
    if (running < served.gather) return await new Promise<void>((go) => held.push(go))
    served.gather = 0
    for (const go of held) go()
    held = []
  }
  const server = createServer(async (request, response) => {
    served.asked++
    served.most = Math.max(served.most, ++running)
    await gathered(request.url ?? '')
    running--
    try {
      if (!served.up) return void request.socket.destroy()
      response.end(readFileSync(join(served.folder, (request.url ?? '').replace(/^\/log\//, ''))))
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const served: Served = { url: `http://127.0.0.1:${port}/log`, folder, most: 0, asked: 0, up: true, gather: 0 }
  return served
}
