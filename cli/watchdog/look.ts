// One look at one log: what it shows, against everything we have kept of it.
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { equal } from '@citycop/protocol/contract/bytes.ts'
import type { Checkpoint } from '@citycop/protocol/log/checkpoint.ts'
import { rootOf } from '@citycop/protocol/log/compact-range.ts'
import { tilePath, tileWidth } from '@citycop/protocol/log/tile-path.ts'
import { openWitnessed, type Witnessed } from '@citycop/protocol/log/witness-policy.ts'
import type { ProblemKind } from '@citycop/protocol/watchdog/status.ts'
import { readText, sourceIn } from '../log/log-source.ts'
import { belongs, partialsOf } from '../log/tile-list.ts'
import { Refused } from '../refusal.ts'
import { type ContradictionFiles, checkpointOf } from './contradiction-files.ts'
import { addGap } from './gaps.ts'
import { judgeGrowth, wasPart } from './judge-growth.ts'
import { keep } from './kept-files.ts'
import { pullEntries } from './pull-entries.ts'
import { type Known, nothingKnown, type Watched } from './watched.ts'

/** Never throws: what is wrong becomes the log's problem, and what was kept stays. */
export async function look(log: Watched, files: ContradictionFiles, now: number): Promise<void> {
  try {
    await lookAt(log, files, now)
    log.problem = undefined
  } catch (error) {
    const { kind, detail } = problemOf(error)
    log.problem = { kind, since: log.problem?.kind === kind ? log.problem.since : now, detail: detail.slice(0, 300) }
  }
  log.lookedAt = now
}

const kinds: Readonly<Record<string, ProblemKind>> = {
  unreachable: 'unreachable',
  'too-large': 'unreachable',
  'no-checkpoint': 'no-checkpoint',
  'bad-checkpoint': 'unsigned',
  unsigned: 'unsigned',
  quorum: 'no-quorum',
  older: 'older',
  fork: 'fork',
  missing: 'entries',
  bundle: 'entries',
  tile: 'entries',
  entries: 'entries',
}

function problemOf(error: unknown): { kind: ProblemKind; detail: string } {
  if (error instanceof Refused) return { kind: kinds[error.code] ?? 'disk', detail: error.message }
  return { kind: 'disk', detail: (error as NodeJS.ErrnoException).code ?? (error as Error).message }
}

async function lookAt(log: Watched, files: ContradictionFiles, now: number): Promise<void> {
  const note = await readText(log.source, 'checkpoint')
  const shown = openWitnessed(note, log.policy)
  if (shown?.checkpoint.origin !== log.origin)
    throw new Refused('unsigned', 'the checkpoint is not signed as it should be')
  const known = log.kept ?? nothingKnown()
  const { size, root } = shown.checkpoint
  if (size < known.range.size) return await refuseOlder(log, files, note, shown, now)
  const few = new Refused('quorum', `too few witnesses confirmed size ${size}`)
  // What nobody confirmed is not copied: a log alone could fill our disk. Whether it contradicts us takes a few tiles.
  if (!shown.quorum && size > known.range.size) return await refuseOther(log, files, note, shown, now, few)
  const grown = await grow(log, known, size)
  if (grown instanceof Refused || !equal(rootOf(grown.range), root))
    return await refuseOther(log, files, note, shown, now, grown instanceof Refused ? grown : undefined)
  if (!shown.quorum) throw few
  await adopt(log, grown, note, shown, now)
  await files.settle(log, now)
}

/** What it grew to; or why its files are none, which a fork may be the reason of. */
async function grow(log: Watched, known: Known, size: number): Promise<Known | Refused> {
  if (size === known.range.size) return known
  try {
    return await pullEntries(log.source, log.folder, known, size)
  } catch (error) {
    if (error instanceof Refused && kinds[error.code] === 'entries') return error
    throw error
  }
}

/** @throws Refused, always */
async function refuseOlder(log: Watched, files: ContradictionFiles, note: string, shown: Witnessed, now: number) {
  const { checkpoint } = shown
  const size = log.kept?.range.size ?? 0
  if (await wasPart(sourceIn(log.folder), checkpoint, size))
    throw new Refused('older', `it shows ${checkpoint.size} entries, but we have seen ${size}`)
  const mine = checkpointOf(log)
  const other = mine && (await judgeGrowth(sourceIn(log.folder), checkpoint, mine))
  await files.keepContradiction(log, { first: log.kept?.note ?? '', second: note, ...(other ? { other } : {}) }, now)
  throw new Refused('fork', `at size ${checkpoint.size} it signed another root than before`)
}

/** @throws Refused, always */
async function refuseOther(
  log: Watched,
  files: ContradictionFiles,
  note: string,
  { checkpoint }: Witnessed,
  now: number,
  why?: Refused,
) {
  const mine = checkpointOf(log)
  const broken =
    why ?? new Refused('entries', `the entries do not have the root that it signed at size ${checkpoint.size}`)
  if (!mine || mine.size === 0) throw broken
  const other = checkpoint.size === mine.size ? undefined : await judge(log, mine, checkpoint)
  if (checkpoint.size > mine.size && !other) throw broken
  await files.keepContradiction(log, { first: log.kept?.note ?? '', second: note, ...(other ? { other } : {}) }, now)
  throw new Refused(
    'fork',
    `it signed ${checkpoint.size} entries that do not continue the ${mine.size} it signed before`,
  )
}

/** Nothing when its tiles are missing or broken: then they prove nothing. */
async function judge(log: Watched, mine: Checkpoint, shown: Checkpoint) {
  try {
    return await judgeGrowth(log.source, mine, shown)
  } catch (error) {
    if (error instanceof Refused) return undefined
    throw error
  }
}

async function adopt(log: Watched, known: Known, note: string, shown: Witnessed, now: number): Promise<void> {
  const before = log.kept
  const newest = shown.newest ?? null
  const fresher = (newest ?? 0) > (before?.newest ?? 0) || shown.cosignatures.length > (before?.cosigners.length ?? 0)
  if (before && before.range.size === known.range.size && !fresher) return
  addGap(log, newest ?? now, now)
  const kept = { ...known, note, at: now, cosigners: [...shown.cosignatures], newest }
  await keep(log, kept)
  log.kept = kept
  if (before) await tidy(log.folder, before.range.size, known.range.size)
}

/** A partial tile stays until it is full: somebody may be reading an older checkpoint. */
async function tidy(folder: string, before: number, size: number): Promise<void> {
  for (const tile of partialsOf(before)) {
    const full = { ...tile, width: tileWidth }
    if (belongs(full, size)) await rm(join(folder, `${tilePath(full)}.p`), { recursive: true, force: true })
  }
}
