// Notes that somebody sends because they do not fit what he saw. Only what a known log signed is looked at, and only what says
// something new is kept.
import { text } from '@citycop/protocol/contract/bytes.ts'
import { openCheckpoint } from '@citycop/protocol/log/checkpoint.ts'
import { splitNotes } from '@citycop/protocol/watchdog/contradiction.ts'
import { type ContradictionFiles, type Judged, keyOf } from './contradiction-files.ts'
import type { Watched } from './watched.ts'

const mostNotes = 8
export const largestEvidence = 65_536

export type Taken = { readonly status: number; readonly body: string }

const words: Readonly<Record<Judged, string>> = {
  contradiction: 'kept: the log signed something that contradicts what we have of it',
  fits: 'this fits what we have of the log; there is nothing to keep',
  later: 'kept until we have as much of the log',
  full: 'too much is kept of this log already',
}

export async function takeEvidence(
  logs: readonly Watched[],
  files: ContradictionFiles,
  body: Uint8Array,
  now: number,
): Promise<Taken> {
  const notes = read(body)
  if (!notes || notes.length > mostNotes)
    return { status: 400, body: `evidence is one to ${mostNotes} checkpoints, one after another\n` }
  const signed = notes.map((note) => ({ note, log: logs.find((log) => openCheckpoint(note, keyOf(log))) }))
  if (signed.some(({ log }) => !log)) return { status: 403, body: 'no log that we watch signed this\n' }
  await keepAmongThem(signed as Signed[], files, now)
  const judged: Judged[] = []
  for (const { note, log } of signed as Signed[]) judged.push(await files.judge(log, note, now))
  const worst = (['contradiction', 'later', 'full', 'fits'] as const).find((one) => judged.includes(one)) ?? 'fits'
  return { status: worst === 'full' ? 503 : 200, body: `${words[worst]}\n` }
}

type Signed = { readonly note: string; readonly log: Watched }

/** Two notes of one size need nobody's mirror to contradict each other. */
async function keepAmongThem(signed: readonly Signed[], files: ContradictionFiles, now: number): Promise<void> {
  for (const [i, { note: first, log }] of signed.entries())
    for (const { note: second, log: other } of signed.slice(i + 1))
      if (log === other) await files.keepContradiction(log, { first, second }, now)
}

function read(body: Uint8Array): string[] | undefined {
  try {
    return splitNotes(text(body))
  } catch {
    return undefined
  }
}
