// The citizen's check (LOG.md 10): is every act that was shown in the log that everybody sees, and nothing else about this report?
// It answers with a state and never with "confirmed" for what it could not look at.
import { equal, toHex } from '@citycop/protocol/contract/bytes.ts'
import { rootOf } from '@citycop/protocol/log/compact-range.ts'
import { tileWidth } from '@citycop/protocol/log/tile-path.ts'
import type { Instance } from '../keys/connect.ts'
import type { Mailbox } from '../reports/read-mailbox.ts'
import { Doubt, doubts } from './doubt.ts'
import { type LogFiles, logFiles } from './fetch-log.ts'
import { compareActs, type Finder, findActs } from './find-acts.ts'
import { linkGrowth } from './link-growth.ts'
import type { LogCheck } from './log-check.ts'
import type { NoticeKeys } from './notice.ts'
import {
  compareWithKept,
  isWitnessed,
  type Kept,
  keep,
  keepContradiction,
  keptOf,
  openPublished,
  type Published,
  policyOf,
} from './published.ts'
import { type Walked, walkLog } from './walk-log.ts'

/** Above this a scan waits to be asked for (J16). */
export const mostUnasked = 5_000_000
const entryBytes = 66
const daySeconds = 86_400
const tenMinutes = 600
/** A civil day begins up to this long before the same day in UTC. */
const zoneSeconds = 14 * 3600

export type CheckOptions = {
  /** The page as it stands now: asked for once, when the log holds an act that the page given does not show. */
  readonly readAgain?: () => Promise<Mailbox>
  /** Scan, however much there is to download. */
  readonly all?: boolean
  readonly now?: Date
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: (done: number, of: number) => void
}
export type Checked = {
  readonly check: LogCheck
  /** The page that was checked: a newer one than the one given when an act came in between. */
  readonly mailbox: Mailbox
  /** What evidence is made from; absent without a published log that holds together. */
  readonly basis?: { readonly note: string; readonly walked: Walked }
}

/** @throws Unreachable, and the signal's reason when it is aborted */
export async function checkLog(
  instance: Instance,
  keys: NoticeKeys,
  mailbox: Mailbox,
  options: CheckOptions = {},
): Promise<Checked> {
  const found: Found = { mailbox }
  const now = options.now ?? new Date()
  try {
    await look(instance, keys, found, { ...options, now })
  } catch (error) {
    if (!(error instanceof Doubt)) throw error
    if (error.notes) keepContradiction(instance, error.notes, now)
    found.doubt = error
  }
  return conclude(instance, found)
}

/** What is known so far: a doubt leaves the rest as it stands. */
type Found = {
  mailbox: Mailbox
  published?: Published
  walked?: Walked
  scanned?: boolean
  linked?: boolean
  doubt?: Doubt
}

async function look(instance: Instance, keys: NoticeKeys, found: Found, options: CheckOptions & { now: Date }) {
  if (instance.memory.read()?.contradiction) throw new Doubt('fork')
  const { signal, all } = options
  // Entries of other kinds are larger than a report's, but not all of them together.
  const files = logFiles(instance.server, { signal, ...(all ? {} : { most: 2 * mostUnasked }) })
  const policy = policyOf(instance.pins)
  const note = await files.checkpoint()
  if (note === undefined) throw new Doubt(isOld(found.mailbox, options.now) ? 'old' : 'missing')
  const published = openPublished(policy, note)
  found.published = published
  const kept = keptOf(instance)
  compareWithKept(kept, published)
  if (!published.quorum) throw new Doubt('quorum')
  const finder = findActs(keys, found.mailbox.acts.length)
  const scan = all === true || bytesToScan(found) <= mostUnasked
  const walked = await walkPublished(
    files,
    published,
    kept,
    scan ? firstOf(found) : published.checkpoint.size,
    finder,
    options,
  )
  keep(instance, walked.end, note)
  found.walked = walked
  await linkGrowth(instance, published)
  found.linked = true
  if (scan) await compare(keys, finder, found, walked, options)
  found.scanned = scan
  compareTimes(found.mailbox, published)
  if (isWitnessed(policy) && (published.newest ?? 0) < options.now.getTime() / 1000 - daySeconds) throw new Doubt('old')
  if (!scan) throw new Doubt('large')
  if (isWitnessed(policy) && confirmedActs(found) < found.mailbox.acts.length) throw new Doubt('newer')
}

/** The bundle of the report's own entry; nothing about a report stands before it. */
function firstOf({ mailbox, published }: Found): number {
  const size = published?.checkpoint.size ?? 0
  const first = mailbox.acts[0]?.leaf ?? 0
  return first < size ? first - (first % tileWidth) : size
}

const bytesToScan = (found: Found): number => entryBytes * ((found.published?.checkpoint.size ?? 0) - firstOf(found))

/** Everything looked at must lead to the root that was signed, and the log this device saw before must be its beginning. */
export async function walkPublished(
  files: LogFiles,
  { checkpoint: { size, root }, note }: Published,
  kept: Kept | undefined,
  from: number,
  finder?: Finder,
  { signal, onProgress }: Pick<CheckOptions, 'signal' | 'onProgress'> = {},
): Promise<Walked> {
  const stops = kept ? [kept.range.size] : []
  const walked = await walkLog(files, {
    size,
    from,
    stops,
    signal,
    onProgress,
    ...(finder ? { look: finder.look } : {}),
  })
  if (!equal(rootOf(walked.end), root)) throw new Doubt('entries')
  const passed = kept && walked.passed.get(kept.range.size)
  if (kept && !(passed && equal(rootOf(passed), rootOf(kept.range))))
    throw new Doubt('fork', { notes: [kept.note, note] })
  return walked
}

async function compare(keys: NoticeKeys, { hits }: Finder, found: Found, walked: Walked, { readAgain }: CheckOptions) {
  const newer = hits.some(({ n }) => n >= found.mailbox.acts.length)
  if (newer && readAgain) found.mailbox = await readAgain()
  compareActs(keys, found.mailbox.acts, hits, walked)
}

/** What the witnesses had confirmed by a time cannot have been done after it. */
function compareTimes({ acts }: Mailbox, { checkpoint, newest }: Published): void {
  if (newest === undefined) return
  for (const { at, leaf } of acts) {
    const isDay = at.length === 10
    const earliest = Date.parse(isDay ? `${at}T00:00Z` : at) / 1000 - (isDay ? zoneSeconds : 0)
    if (leaf < checkpoint.size && earliest > newest + tenMinutes) throw new Doubt('time', { index: leaf })
  }
}

/** Was the report sent so long ago that something must have been published since? */
const isOld = ({ acts }: Mailbox, now: Date): boolean => {
  const [first] = acts
  return first !== undefined && now.getTime() / 1000 - Date.parse(first.at) / 1000 > 2 * daySeconds
}

/** Counted only once the page is tied to what is published: then what stands in the one stands in the other. */
const confirmedActs = ({ mailbox, published, linked }: Found): number =>
  linked && published ? mailbox.acts.filter((act) => act.leaf < published.checkpoint.size).length : 0

function conclude(instance: Instance, found: Found): Checked {
  const { mailbox, published, walked, scanned, doubt } = found
  const good = isWitnessed(policyOf(instance.pins)) ? 'confirmed' : 'unwitnessed'
  const state = doubt ? doubts[doubt.why] : good
  const size = published?.checkpoint.size ?? 0
  const contradiction = instance.memory.read()?.contradiction
  const check: LogCheck = {
    state,
    ...(doubt ? { why: doubt.why } : {}),
    acts: mailbox.acts.length,
    confirmed: state === 'contradiction' ? 0 : confirmedActs(found),
    witnesses: (published?.cosignatures ?? []).map(({ name }) => name),
    ...(published?.newest === undefined ? {} : { newest: published.newest }),
    scanned: scanned ? Math.max(0, size - (mailbox.acts[0]?.leaf ?? 0)) : 0,
    ...(scanned ? {} : { unscanned: true }),
    bytes: bytesToScan(found),
    size,
    root: published ? toHex(published.checkpoint.root) : '',
    ...(doubt?.index === undefined ? {} : { index: doubt.index }),
    ...(contradiction ? { contradiction } : {}),
  }
  return { check, mailbox, ...(walked && published ? { basis: { note: published.note, walked } } : {}) }
}
