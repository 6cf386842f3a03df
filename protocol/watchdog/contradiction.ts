// Two checkpoints of one log that cannot both be true. Whoever has the log's key can check one, years later and offline.
import * as v from 'valibot'
import { fromBase64 } from '../contract/base64.ts'
import { equal } from '../contract/bytes.ts'
import { sized, whole } from '../contract/fields.ts'
import { type Checkpoint, type LogKey, openCheckpoint } from '../log/checkpoint.ts'
import { isConsistent } from '../log/tree.ts'

const note = v.pipe(v.string(), v.maxLength(65_536))

/**
 * Of one size, `first` and `second` have two roots. Otherwise `root` and `proof` show that the history of the larger one has at
 * the size of the smaller one another root than the smaller one says.
 */
export const contradiction = v.strictObject({
  v: v.literal(1),
  kind: v.literal('contradiction'),
  origin: v.pipe(v.string(), v.maxLength(200)),
  /** When it was seen: seconds of POSIX. */
  at: whole,
  first: note,
  second: note,
  other: v.optional(v.strictObject({ root: sized(32), proof: v.pipe(v.array(sized(32)), v.maxLength(63)) })),
})
export type Contradiction = v.InferOutput<typeof contradiction>

/** Did this log sign both, and can they not both be true? */
export function contradicts({ first, second, other }: Contradiction, key: LogKey): boolean {
  const [one, two] = [openCheckpoint(first, key), openCheckpoint(second, key)]
  if (!one || !two) return false
  if (one.size === two.size) return !equal(one.root, two.root)
  const [small, large] = one.size < two.size ? [one, two] : [two, one]
  return other !== undefined && forks(small, large, fromBase64(other.root), other.proof.map(fromBase64))
}

/** The larger one continues a tree of the smaller one's size with `root`, which is not the smaller one's. */
export const forks = (small: Checkpoint, large: Checkpoint, root: Uint8Array, proof: readonly Uint8Array[]): boolean =>
  !equal(small.root, root) && isConsistent(small.size, root, large, proof)

/** Notes one after another, as they are posted as evidence. Undefined when it is not that. */
export function splitNotes(text: string): string[] | undefined {
  const notes: string[] = []
  let [from, signed] = [0, false]
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf('\n', at)
    if (end === -1) return undefined
    const isSignature = text.startsWith('\u2014 ', at) && at >= 2 && (signed || text.slice(at - 2, at) === '\n\n')
    if (signed && !isSignature) {
      notes.push(text.slice(from, at))
      from = at
    }
    signed = isSignature
    at = end + 1
  }
  return signed ? [...notes, text.slice(from)] : undefined
}
