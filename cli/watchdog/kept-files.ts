// What is known of a log, beside its mirror. Should it be lost, it is learnt anew from the mirror.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { bytes, equal, fromHex, toHex } from '@citycop/protocol/contract/bytes.ts'
import { parsePayload } from '@citycop/protocol/contract/dsse.ts'
import { isCompactRange, rootOf } from '@citycop/protocol/log/compact-range.ts'
import { openWitnessed } from '@citycop/protocol/log/witness-policy.ts'
import { type Noted, noted } from '@citycop/protocol/watchdog/noted.ts'
import { writeOpenly } from '../log/write-log.ts'
import { Refused } from '../refusal.ts'
import { readMirror } from './pull-entries.ts'
import { type Kept, type Known, nothingKnown, type Watched } from './watched.ts'

const notesOf = ({ folder }: Watched): string => `${folder}.json`

/** The checkpoint before the notes: if they do not fit it, they are made anew. */
export async function keep(log: Watched, kept: Kept): Promise<void> {
  await writeOpenly(join(log.folder, 'policy'), log.text)
  await writeOpenly(join(log.folder, 'checkpoint'), kept.note)
  await writeNotes(log, kept, kept.at)
}

/** `lookedAt` tells later whether it was the log that was silent, or we who were away. */
export async function writeNotes(
  log: Watched,
  { range, enrolled, at, counts, tallies, recoveries, strange }: Kept,
  lookedAt: number,
) {
  const hashes = range.hashes.map(toHex)
  const said = {
    v: 1,
    size: range.size,
    hashes,
    enrolled,
    at,
    counts,
    tallies,
    recoveries,
    strange,
    gaps: log.gaps,
    lookedAt,
  }
  await writeOpenly(notesOf(log), JSON.stringify(said))
}

/** @throws Refused when what lies there does not have the root that was signed: it is not overwritten */
export async function recall(log: Watched, now: number): Promise<void> {
  const note = readOr(join(log.folder, 'checkpoint'))
  if (note === undefined) return
  const witnessed = openWitnessed(note, log.policy)
  if (witnessed?.checkpoint.origin !== log.origin)
    throw new Refused(
      'damaged',
      `${log.folder} does not belong to this policy; name another --state, or the old policy`,
    )
  const { size, root } = witnessed.checkpoint
  const said = readNotes(notesOf(log))
  const range = said && { size: said.size, hashes: said.hashes.map(fromHex) }
  const fits = said && range && range.size === size && isCompactRange(range) && equal(rootOf(range), root)
  const known: Known | undefined = fits
    ? { ...said, range }
    : await readMirror(log.folder, nothingKnown(), size).catch(() => undefined)
  if (!known || !equal(rootOf(known.range), root))
    throw new Refused('damaged', `the mirror in ${log.folder} is damaged; move it away and start again`)
  const { enrolled, counts, tallies, recoveries, strange } = known
  const { cosignatures, newest = null } = witnessed
  const cosigners = [...cosignatures]
  log.kept = {
    range: known.range,
    enrolled,
    counts,
    tallies,
    recoveries,
    strange,
    note,
    at: said?.at ?? now,
    cosigners,
    newest,
  }
  log.gaps = said?.gaps ?? []
  log.lookedAt = said?.lookedAt
}

function readNotes(file: string): Noted | undefined {
  const said = readOr(file)
  return said === undefined ? undefined : parsePayload(noted, bytes(said))
}

function readOr(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
