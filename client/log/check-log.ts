// The citizen's check (LOG.md 10): is every act that was shown in the log that everybody sees, and nothing else about this report?
// It answers with a state and never with "confirmed" for what it could not look at.
import { toHex } from '@citycop/protocol/contract/bytes.ts'
import { tileWidth } from '@citycop/protocol/log/tile-path.ts'
import { openWitnessed, type WitnessPolicy } from '@citycop/protocol/log/witness-policy.ts'
import type { Instance } from '../keys/connect.ts'
import { isWitnessed, policyOf } from '../keys/pinned-policy.ts'
import type { Erased, Mailbox, MailboxAct } from '../reports/read-mailbox.ts'
import { type Bound, compareTimes, findBounds } from './act-times.ts'
import { compareLaws, findLaws } from './check-laws.ts'
import { compareDeferrals } from './deferrals.ts'
import { Doubt, doubts } from './doubt.ts'
import { entryFetcher } from './fetch-entry.ts'
import { logFiles, mostUnasked } from './fetch-log.ts'
import { type Finder, findActs } from './find-acts.ts'
import { linkGrowth } from './link-growth.ts'
import type { LogCheck } from './log-check.ts'
import type { NoticeKeys } from './notice.ts'
import {
  compareWithKept,
  type Kept,
  keep,
  keepContradiction,
  keptOf,
  openPublished,
  type Published,
} from './published.ts'
import { compareActs, nextOn, placesOn, shownOn } from './shown-acts.ts'
import type { Walked } from './walk-log.ts'
import { walkPublished } from './walk-published.ts'

const entryBytes = 66
const daySeconds = 86_400

/** Of a report that was erased, its erasure is the one act left to look for. */
export type Page = Mailbox | Erased

export type CheckOptions<P extends Page = Mailbox> = {
  /** The page as it stands now: asked for once, when the log holds an act that the page given does not show. */
  readonly readAgain?: () => Promise<P>
  /** Scan, however much there is to download. */
  readonly all?: boolean
  readonly now?: Date
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: (done: number, of: number) => void
}
export type Checked<P extends Page = Mailbox> = {
  readonly check: LogCheck
  /** The page that was checked: a newer one than the one given when an act came in between. */
  readonly mailbox: P
  /** What evidence is made from; absent without a published log that holds together. */
  readonly basis?: { readonly note: string; readonly walked: Walked }
}

/** @throws Unreachable, and the signal's reason when it is aborted */
export async function checkLog<P extends Page>(
  instance: Instance,
  keys: NoticeKeys,
  page: P,
  options: CheckOptions<P> = {},
): Promise<Checked<P>> {
  const found: Found<P> = { page }
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
type Found<P extends Page> = {
  page: P
  published?: Published
  walked?: Walked
  scanned?: boolean
  linked?: boolean
  doubt?: Doubt
}

async function look<P extends Page>(
  instance: Instance,
  keys: NoticeKeys,
  found: Found<P>,
  options: CheckOptions<P> & { now: Date },
) {
  if (instance.memory.read()?.contradiction) throw new Doubt('fork')
  const { signal, all } = options
  // Entries of other kinds are larger than a report's, but not all of them together.
  const files = logFiles(instance.server, { signal, ...(all ? {} : { most: 2 * mostUnasked }) })
  const policy = policyOf(instance.pins)
  const note = await files.checkpoint()
  if (note === undefined) throw new Doubt(isOld(found.page, options.now) ? 'old' : 'missing')
  const published = openPublished(policy, note)
  found.published = published
  const kept = keptOf(instance)
  compareWithKept(kept, published)
  if (!published.quorum) throw new Doubt('quorum')
  const [finder, bounds, laws] = [findActs(keys, nextOn(found.page)), findBounds(), findLaws()]
  const scan = all === true || bytesToScan(found) <= mostUnasked
  const from = scan ? firstOf(found) : published.checkpoint.size
  const walked = await walkPublished(files, published, kept, from, {
    signal,
    onProgress: options.onProgress,
    look(index, entry) {
      finder.look(index, entry)
      bounds.look(index, entry)
      laws.look(index, entry)
    },
  })
  keep(instance, kept, walked.end, note)
  found.walked = walked
  await linkGrowth(instance, published)
  found.linked = true
  if (scan) await compare(keys, finder, found, walked, options)
  found.scanned = scan
  const shown = shownOn(found.page).acts
  const confirmed = { size: published.checkpoint.size, newest: published.newest }
  compareTimes(shown, confirmed, [...bounds.found, ...boundOf(kept, policy, shown)])
  const { size } = published.checkpoint
  const there = shown.filter(({ leaf }) => leaf < size)
  await compareLaws(there, laws, walked.from, entryFetcher(files, published))
  compareDeferrals(shownOn(found.page), deferralsOf(instance), [confirmed, ...confirmedBefore(kept, policy)])
  if (isWitnessed(policy) && (published.newest ?? 0) < options.now.getTime() / 1000 - daySeconds) throw new Doubt('old')
  if (!scan) throw new Doubt('large')
  if (isWitnessed(policy) && confirmedActs(found) < shown.length) throw new Doubt('newer')
}

/** The bundle of the first act shown. Nothing about a report stands before its own entry; what came before an erasure is gone. */
function firstOf({ page, published }: Found<Page>): number {
  const size = published?.checkpoint.size ?? 0
  const first = shownOn(page).acts[0]?.leaf ?? 0
  return first < size ? first - (first % tileWidth) : size
}

const bytesToScan = (found: Found<Page>): number =>
  entryBytes * ((found.published?.checkpoint.size ?? 0) - firstOf(found))

async function compare<P extends Page>(
  keys: NoticeKeys,
  { hits }: Finder,
  found: Found<P>,
  walked: Walked,
  { readAgain }: CheckOptions<P>,
) {
  const newer = hits.some(({ n }) => n >= nextOn(found.page))
  if (newer && readAgain) found.page = await readAgain()
  compareActs(placesOn(keys, found.page), shownOn(found.page).first, hits, walked)
}

const deferralsOf = ({ directory }: Instance): number => directory.policy.deferral?.days ?? 0

/** The checkpoint that this device saw before: what stands behind it came later than the witnesses' word for it. */
function boundOf(kept: Kept | undefined, policy: WitnessPolicy, acts: readonly MailboxAct[]): Bound[] {
  if (!acts.some(({ leaf }) => leaf >= (kept?.range.size ?? 0))) return []
  return confirmedBefore(kept, policy).map(({ size, newest }) => ({ index: size - 1, time: newest }))
}

function confirmedBefore(kept: Kept | undefined, policy: WitnessPolicy): { size: number; newest: number }[] {
  const newest = kept && openWitnessed(kept.note, policy)?.newest
  return kept && newest !== undefined ? [{ size: kept.range.size, newest }] : []
}

/** Was the report sent so long ago that something must have been published since? */
const isOld = (page: Page, now: Date): boolean => {
  const [first] = shownOn(page).acts
  return first !== undefined && now.getTime() / 1000 - Date.parse(first.at) / 1000 > 2 * daySeconds
}

/** Counted only once the page is tied to what is published: then what stands in the one stands in the other. */
const confirmedActs = ({ page, published, linked }: Found<Page>): number =>
  linked && published ? shownOn(page).acts.filter((act) => act.leaf < published.checkpoint.size).length : 0

function conclude<P extends Page>(instance: Instance, found: Found<P>): Checked<P> {
  const { page, published, walked, scanned, doubt } = found
  const { acts } = shownOn(page)
  const good = isWitnessed(policyOf(instance.pins)) ? 'confirmed' : 'unwitnessed'
  const state = doubt ? doubts[doubt.why] : good
  const size = published?.checkpoint.size ?? 0
  const contradiction = instance.memory.read()?.contradiction
  const check: LogCheck = {
    state,
    ...(doubt ? { why: doubt.why } : {}),
    acts: acts.length,
    confirmed: state === 'contradiction' ? 0 : confirmedActs(found),
    witnesses: (published?.cosignatures ?? []).map(({ name }) => name),
    ...(published?.newest === undefined ? {} : { newest: published.newest }),
    scanned: scanned ? Math.max(0, size - (acts[0]?.leaf ?? 0)) : 0,
    ...(scanned ? {} : { unscanned: true }),
    bytes: bytesToScan(found),
    size,
    root: published ? toHex(published.checkpoint.root) : '',
    ...(doubt?.index === undefined ? {} : { index: doubt.index }),
    ...(contradiction ? { contradiction } : {}),
  }
  return { check, mailbox: page, ...(walked && published ? { basis: { note: published.note, walked } } : {}) }
}
