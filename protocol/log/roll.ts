// The roll: the last entry of every published log says, by one hash, which certificates there are. A device that was never here is so
// shown what everybody is shown: a certificate that was left out for one person would have to be left out in public.
import { sha256 } from '@noble/hashes/sha2.js'
import { bytes, toHex } from '../contract/bytes.ts'
import { canonical } from '../contract/canonical.ts'
import type { PublicContent } from './public-content.ts'
import { parsePublicEntry } from './public-entry.ts'

type Keys = PublicContent<'keys'>
export type Roll = Extract<Keys, { what: 'roll' }>

/** Entries that may come between the counting and the roll itself. More would be a roll of the past. */
const mostBetween = 64

/** `hashes`: of the envelopes that the log names before entry `until`, but those of destroyed epochs; in any order. */
export const makeRoll = (hashes: readonly string[], until: number): Roll => ({
  v: 1,
  what: 'roll',
  until,
  count: hashes.length,
  sha256: toHex(sha256(bytes(canonical([...hashes].sort())))),
})

/** Undefined when this entry is no roll that may stand there. */
export function readRoll(entry: Uint8Array, index: number): Roll | undefined {
  const read = parsePublicEntry(entry)
  const said = read?.kind === 'keys' && read.content.what === 'roll' ? read.content : undefined
  return said && isTimely(said, index) ? said : undefined
}

const isTimely = ({ until }: Roll, index: number): boolean => until <= index && index - until <= mostBetween

/** What whoever reads a log from its beginning keeps: the certificates that count, and what has come since the last roll. */
export type Enrolled = {
  readonly listed: readonly string[]
  readonly since: readonly { readonly index: number; readonly sha256: string; readonly gone: boolean }[]
}
export const nobodyEnrolled: Enrolled = { listed: [], since: [] }

/** Takes in one entry about keys. `wrong`: why this roll is a lie. */
export function enroll(before: Enrolled, said: Keys, index: number): { enrolled: Enrolled; wrong?: string } {
  if (said.what === 'roll') return judge(before, said, index)
  const changes =
    said.what === 'epoch-destroyed'
      ? (said.certificates ?? []).map((sha256) => ({ index, sha256, gone: true }))
      : 'certNo' in said
        ? [{ index, sha256: said.sha256, gone: false }]
        : []
  return { enrolled: changes.length === 0 ? before : { ...before, since: [...before.since, ...changes] } }
}

function judge({ listed, since }: Enrolled, said: Roll, index: number): { enrolled: Enrolled; wrong?: string } {
  if (!isTimely(said, index)) return { enrolled: { listed, since }, wrong: 'a roll of another time' }
  const now = new Set(listed)
  for (const { sha256, gone } of since.filter((one) => one.index < said.until))
    gone ? now.delete(sha256) : now.add(sha256)
  const enrolled = { listed: [...now], since: since.filter((one) => one.index >= said.until) }
  const { sha256, count } = makeRoll(enrolled.listed, said.until)
  return sha256 === said.sha256 && count === said.count
    ? { enrolled }
    : { enrolled, wrong: 'a roll that is not over the certificates of this log' }
}
