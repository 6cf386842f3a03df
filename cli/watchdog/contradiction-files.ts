// What logs said of themselves that cannot both be true; kept for good, one file each. And notes that people sent, until the
// mirror can say whether they fit.
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { canonical } from '@citycop/protocol/contract/canonical.ts'
import { parsePayload } from '@citycop/protocol/contract/dsse.ts'
import { type Checkpoint, type LogKey, openCheckpoint } from '@citycop/protocol/log/checkpoint.ts'
import { type Contradiction, contradiction, contradicts } from '@citycop/protocol/watchdog/contradiction.ts'
import { sourceIn } from '../log/log-source.ts'
import { writeOpenly } from '../log/write-log.ts'
import { judgeGrowth } from './judge-growth.ts'
import type { Watched } from './watched.ts'

const most = 64 // of one log: enough to prove it, and nobody can fill our disk

export type Judged = 'contradiction' | 'fits' | 'later' | 'full'
export type ContradictionFiles = {
  /** Not a second time; not when it does not hold. */
  keepContradiction(log: Watched, one: Pick<Contradiction, 'first' | 'second' | 'other'>, now: number): Promise<void>
  /** A note that this log signed, against what we keep. */
  judge(log: Watched, note: string, now: number): Promise<Judged>
  /** Looks again at what came before the log had grown so far. */
  settle(log: Watched, now: number): Promise<void>
}

export const keyOf = (log: Watched): LogKey => (log.policy.logs[0] as { key: LogKey }).key // readPolicies: exactly one

export const checkpointOf = (log: Watched): Checkpoint | undefined =>
  log.kept && openCheckpoint(log.kept.note, keyOf(log))

const nameOf = (log: Watched, said: string) =>
  `${log.hash}-${createHash('sha256').update(said).digest('hex').slice(0, 16)}`

export function openContradictionFiles(state: string): ContradictionFiles {
  const [proved, waiting] = [join(state, 'contradictions'), join(state, 'evidence')]
  for (const folder of [proved, waiting]) mkdirSync(folder, { recursive: true, mode: 0o700 })
  const mine = (folder: string, { hash }: Watched, end: string) =>
    readdirSync(folder).filter((name) => name.startsWith(`${hash}-`) && name.endsWith(end))

  const keepContradiction: ContradictionFiles['keepContradiction'] = async (log, one, now) => {
    const whole: Contradiction = { v: 1, kind: 'contradiction', origin: log.origin, at: now, ...one }
    const [small, large] = [one.first, one.second].map((note) => openCheckpoint(note, keyOf(log)))
    const known = log.contradictions.some(({ second }) => openCheckpoint(second, keyOf(log))?.size === large?.size)
    if (!small || known || log.contradictions.length >= most || !contradicts(whole, keyOf(log))) return
    log.contradictions.push(whole) // at once: another may be on its way
    await writeOpenly(join(proved, `${nameOf(log, canonical(whole))}.json`), canonical(whole))
  }

  const judge: ContradictionFiles['judge'] = async (log, note, now) => {
    const judged = await compare(log, note)
    if (judged === 'fits') return judged
    if (judged !== 'later') {
      await keepContradiction(log, { first: log.kept?.note ?? '', second: note, ...judged }, now)
      return 'contradiction'
    }
    const name = `${nameOf(log, note)}.txt`
    const there = mine(waiting, log, '.txt')
    if (!there.includes(name) && there.length >= most) return 'full'
    if (!there.includes(name)) await writeOpenly(join(waiting, name), note)
    return judged
  }

  const settle: ContradictionFiles['settle'] = async (log, now) => {
    for (const name of mine(waiting, log, '.txt')) {
      const judged = await judge(log, readFileSync(join(waiting, name), 'utf8'), now)
      if (judged === 'fits' || judged === 'contradiction') await rm(join(waiting, name), { force: true })
    }
  }
  return { keepContradiction, judge, settle }
}

/** `{other}` when it contradicts what we keep. */
async function compare(log: Watched, note: string): Promise<'fits' | 'later' | Pick<Contradiction, 'other'>> {
  const [said, mine] = [openCheckpoint(note, keyOf(log)), checkpointOf(log)]
  if (!said || said.size === 0) return 'fits' // nothing is said
  if (!mine || said.size > mine.size) return 'later'
  const whole = {
    v: 1,
    kind: 'contradiction',
    origin: log.origin,
    at: 0,
    first: log.kept?.note ?? '',
    second: note,
  } as const
  if (said.size === mine.size) return contradicts(whole, keyOf(log)) ? {} : 'fits'
  const other = await judgeGrowth(sourceIn(log.folder), said, mine)
  return other ? { other } : 'fits'
}

/** What was kept of a log by an earlier run. */
export function readContradictions(state: string, { hash }: Watched): Contradiction[] {
  const folder = join(state, 'contradictions')
  return readdirSync(folder)
    .filter((name) => name.startsWith(`${hash}-`) && name.endsWith('.json'))
    .flatMap((name) => parsePayload(contradiction, readFileSync(join(folder, name))) ?? [])
    .sort((one, other) => one.at - other.at)
}
