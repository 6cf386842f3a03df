// A city's public log in memory, as a device sees it: checkpoint, tiles, entries, growth, over a network that is a function. It can
// be made to fork, to go back, and to hand out something else than it signed.
import { randomBytes, sign } from 'node:crypto'
import type { TestContext } from 'node:test'
import type { Instance, Memory, Seen } from '@citycop/client/keys/connect.ts'
import type { NoticeKeys } from '@citycop/client/log/notice.ts'
import type { Mailbox, MailboxAct } from '@citycop/client/reports/read-mailbox.ts'
import { toBase64 } from '@citycop/protocol/contract/base64.ts'
import { bytes, toHex } from '@citycop/protocol/contract/bytes.ts'
import { canonical } from '@citycop/protocol/contract/canonical.ts'
import type { Pins } from '@citycop/protocol/keys/certificates.ts'
import { logKeyLine, parseLogKey, signCheckpoint } from '@citycop/protocol/log/checkpoint.ts'
import { cosign } from '@citycop/protocol/log/cosignature.ts'
import { type ActPayload, commitment, sealedEntry, tag } from '@citycop/protocol/log/entry.ts'
import { spellBundle } from '@citycop/protocol/log/entry-bundle.ts'
import { consistencyProof, type NodeAt, rootOver } from '@citycop/protocol/log/proofs.ts'
import { parseTilePath, tileWidth } from '@citycop/protocol/log/tile-path.ts'
import { leafHash, nodeHash } from '@citycop/protocol/log/tree.ts'
import { noPolicyYet } from '@citycop/protocol/policy/terms.ts'
import { fixedSecret, type SmallWitness, smallWitness } from './small-log.ts'

export const seconds = (moment: string): number => Date.parse(moment) / 1000

const origin = 'citycop.testville.example/log/1'
const logSecret = fixedSecret(7)
const publicKey = Buffer.from(logSecret.export({ format: 'jwk' }).x ?? '', 'base64url')
const logKey = logKeyLine(origin, publicKey)
export const witnesses: readonly SmallWitness[] = ['watchdog', 'peer-1', 'peer-2'].map((name, i) =>
  smallWitness(`${name}.example`, fixedSecret(20 + i)),
)
export const witnessPolicy = [
  `log ${logKey}`,
  ...['watchdog', 'peer-1', 'peer-2'].map((name, i) => `witness ${name} ${witnesses[i]?.line}`),
  'group peers any peer-1 peer-2',
  'group enough all watchdog peers',
  'quorum enough',
  '',
].join('\n')

export const pins: Pins = {
  v: 1,
  instance: 'testville',
  suite: 'classic',
  rootPk: toBase64(publicKey),
  demo: false,
  logKey,
  witnessPolicy,
}

export type PublicLog = {
  readonly entries: Uint8Array[]
  checkpoint(size?: number): string
  /** The log's own signature and those of these witnesses, at a time. */
  note(size: number, at: string, by?: readonly SmallWitness[]): string
  nodeAt: NodeAt
  fork(place: number): PublicLog
}

export function publicLog(entries: Uint8Array[]): PublicLog {
  const nodes = new Map<string, Uint8Array>()
  const nodeAt: NodeAt = (level, index) => {
    const known = nodes.get(`${level}/${index}`)
    if (known) return known
    const node =
      level === 0
        ? leafHash(entries[index] as Uint8Array)
        : nodeHash(nodeAt(level - 1, 2 * index), nodeAt(level - 1, 2 * index + 1))
    nodes.set(`${level}/${index}`, node)
    return node
  }
  const checkpoint = (size = entries.length) =>
    signCheckpoint({ origin, size, root: Uint8Array.from(rootOver(nodeAt, 0, size)) }, parseLogKey(logKey), (some) =>
      sign(null, some, logSecret),
    )
  return {
    entries,
    nodeAt,
    checkpoint,
    note(size, at, by = witnesses) {
      const note = checkpoint(size)
      return note + by.map(({ key, sign }) => cosign(note, key, seconds(at), sign)).join('')
    },
    fork: (place) => publicLog(entries.map((entry, i) => (i < place ? entry : stranger()))),
  }
}

/** An entry of nobody's: a dummy, or another person's. */
export const stranger = (): Uint8Array => sealedEntry(randomBytes(24), randomBytes(32))
export const strangers = (count: number): Uint8Array[] => Array.from({ length: count }, stranger)

export type Meddle = (path: string, file: Uint8Array | undefined) => Uint8Array | undefined
export type Far = {
  log: PublicLog
  /** What the public door shows; undefined before the first publishing. */
  note: string | undefined
  /** The log that internal checkpoints are of: another one when the city lies. */
  internal?: PublicLog
  /** May change, or take away, what is handed out. */
  meddle?: Meddle
  readonly asked: string[]
}

/** The network's far side, for one test. */
export function serve(t: TestContext, log: PublicLog, note?: string): Far {
  const far: Far = { log, note, asked: [] }
  t.mock.method(globalThis, 'fetch', async (url: URL, options?: RequestInit) => {
    return answered(far, url.pathname, options?.body === undefined ? undefined : String(options.body))
  })
  return far
}

export function answered(far: Far, address: string, body?: string): Response {
  const path = address.replace('/log/', '')
  far.asked.push(path)
  if (path === 'growth') return Response.json(growth(far, JSON.parse(String(body))))
  const there = path === 'checkpoint' ? far.note && bytes(far.note) : tileOf(far.log, path)
  const file = far.meddle ? far.meddle(path, there || undefined) : there
  return file ? new Response(Uint8Array.from(file)) : new Response('', { status: 404 })
}

function growth(far: Far, { from, to }: { from: number; to: { size: number } }) {
  const log = far.internal ?? far.log
  const known = to.size <= log.entries.length && from <= to.size
  return { consistency: known ? consistencyProof(log.nodeAt, from, to.size).map(toBase64) : [] }
}

function tileOf({ entries, nodeAt }: PublicLog, path: string): Uint8Array | undefined {
  const tile = parseTilePath(path)
  if (!tile) return undefined
  const [first, end] = [tile.n * tileWidth, tile.n * tileWidth + tile.width]
  if (tile.level === 'entries') return end <= entries.length ? spellBundle(entries.slice(first, end)) : undefined
  const height = 8 * tile.level
  if (end * 2 ** height > entries.length) return undefined
  return Buffer.concat(Array.from({ length: tile.width }, (_, i) => nodeAt(height, first + i)))
}

export function device(overrides: Partial<Pins> = {}): Instance & { seen(): Seen } {
  const { witnessPolicy: policy, ...rest } = { ...pins, ...overrides }
  let seen: Seen = { rootPk: pins.rootPk, directory: 1, epochs: {} }
  const memory: Memory = {
    read: () => seen,
    write: (next) => {
      seen = next
    },
  }
  const known = { ...rest, ...(policy === undefined ? {} : { witnessPolicy: policy }) }
  const terms = { ...noPolicyYet, deferral: { law: 'LED 13(3)', days: 30 } }
  const directory = { policy: terms } as Instance['directory'] // no check of the log reads anything else of it
  return {
    server: { origin: 'http://far.example' },
    pins: known,
    memory,
    directory,
    demo: false,
    seen: () => seen,
  }
}

/** What a reader's page was checked against: internal, and newer than what is published. */
export function sawInternal({ memory, seen }: ReturnType<typeof device>, log: PublicLog): void {
  const size = log.entries.length
  memory.write({ ...seen(), checkpoint: { size, root: toHex(rootOver(log.nodeAt, 0, size)), note: log.checkpoint() } })
}

export type Told = { readonly keys: NoticeKeys; readonly acts: readonly { act: MailboxAct; entry: Uint8Array }[] }

/** A report's acts, each chained to the one before; `leaf` is where the entry will stand. */
type Said = { readonly kind: string; readonly at: string; readonly leaf: number; readonly law?: Partial<ActPayload> }
export function tell(acts: readonly Said[]): Told {
  const keys = { tagKey: randomBytes(32), noticeKey: randomBytes(32) }
  let prev: string | null = null
  const told = acts.map(({ kind, at, leaf, law }, n) => {
    const opening = randomBytes(32)
    const said = {
      v: 1,
      kind,
      report: toBase64(new Uint8Array(16)),
      n,
      prev,
      time: at,
      actor: { role: 'officer' },
      objects: [],
      policy: 0,
      ...law,
    }
    const payload = bytes(canonical(said))
    const entry = sealedEntry(tag(keys.tagKey, n), commitment(opening, kind, payload))
    prev = toBase64(leafHash(entry))
    const act: MailboxAct = {
      n,
      action: kind,
      at,
      leaf,
      policy: said.policy,
      opening: toBase64(opening),
      payload: toBase64(payload),
    }
    return { act, entry }
  })
  return { keys, acts: told }
}

/** A log of strangers in which these acts stand where they say. */
export function logWith({ acts }: Told, size: number): PublicLog {
  const entries = strangers(size)
  for (const { act, entry } of acts) if (act.leaf < size) entries[act.leaf] = entry
  return publicLog(entries)
}

export const pageOf = (acts: readonly MailboxAct[]): Mailbox => ({
  reference: 'K7QF-2M9X',
  unit: 'harbour-team',
  day: '2026-11-23',
  status: 'taken',
  endsOn: '2027-05-22',
  clocks: { acknowledgeBy: '2026-11-30', answerBy: '2026-12-30' } as Mailbox['clocks'],
  files: 0,
  messages: [],
  acts,
  deferred: [],
  sent: [],
})
