// What is decided about a report that waits, apart from doing it.
import { Distrusted } from '@citycop/client/keys/distrusted.ts'
import type { Receipt } from '@citycop/client/log/verify-receipt.ts'
import type { Ended, KeptNote } from '@citycop/client/reports/kept-report.ts'
import { Problem, type ProblemCode } from '@citycop/protocol/contract/problem.ts'

/** Refusals that another time may be none. */
const later: readonly ProblemCode[] = [
  'unavailable',
  'not-logged',
  'storage-full',
  'broken',
  'work-missing', // dearer than this phone would work for, now
  'blob-unknown', // parts that waited too long were cleared away; they go again
  'not-open',
]
/** The city's key or rules are others now: nobody's mistake, and the report has to be written again. */
const outdated: readonly string[] = ['epoch-expired', 'policy-changed']

/** Undefined: it goes on waiting. Nothing is thrown away for an answer that we do not understand. */
export function endedBy(thrown: unknown): Ended | undefined {
  if (thrown instanceof Distrusted) return { refused: 'untrusted' }
  if (thrown instanceof Problem && !later.includes(thrown.code)) return { refused: thrown.code }
  return undefined
}

/** The receipt itself only as text: it is kept to be saved, and read by nobody here. */
export const endedWith = (receipt: Receipt): Ended => ({
  reference: receipt.reference,
  day: receipt.day,
  receipt: JSON.stringify(receipt, null, 2),
})

export type Sending = { readonly part: number; readonly of: number }
export type Standing =
  | { readonly is: 'waiting'; readonly leaveBy: string }
  | { readonly is: 'sending'; readonly part: number; readonly of: number }
  | { readonly is: 'sent'; readonly day: string; readonly reference: string; readonly receipt: string }
  | { readonly is: 'too-late' }
  | { readonly is: 'arrived-before' }
  | { readonly is: 'refused'; readonly why: ProblemCode | 'untrusted' }

/** `today` may be a phone's: a day after the last one it says so, though it still tries, as an answer may have been lost. */
export function standingOf({ leaveBy, ended }: KeptNote, sending: Sending | undefined, today: string): Standing {
  if (ended && 'reference' in ended) return { is: 'sent', ...ended }
  if (ended) return refusalOf(ended.refused)
  if (sending) return { is: 'sending', ...sending }
  return today > leaveBy ? { is: 'too-late' } : { is: 'waiting', leaveBy }
}

function refusalOf(why: ProblemCode | 'untrusted'): Standing {
  if (outdated.includes(why)) return { is: 'too-late' }
  return why === 'seq-taken' || why === 'state-changed' ? { is: 'arrived-before' } : { is: 'refused', why }
}
