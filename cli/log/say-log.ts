// A log's state in words.
import type { Cosignature } from '@citycop/protocol/log/witness-policy.ts'
import type { Counts } from './read-entries.ts'

const number = new Intl.NumberFormat('en-GB')
const listed = new Intl.ListFormat('en-GB')
export const posix = (): number => Math.floor(Date.now() / 1000)

export const sayCount = (count: number): string => number.format(count)

export function sayAge(seconds: number): string {
  if (seconds < 0) return 'at a time that our clock has not reached'
  if (seconds < 120) return `${seconds} seconds ago`
  if (seconds < 7200) return `${Math.round(seconds / 60)} minutes ago`
  return seconds < 172_800 ? `${Math.round(seconds / 3600)} hours ago` : `${Math.round(seconds / 86_400)} days ago`
}

export const sayWitnesses = (cosignatures: readonly Cosignature[]): string =>
  cosignatures.length === 0 ? 'no witness' : listed.format(cosignatures.map(({ name }) => name))

/** Kinds that do not occur are left out. */
export function sayCounts({ sealed, ...open }: Counts): string {
  const kinds = Object.entries(open).filter(([, count]) => count > 0)
  const parts = [`${sayCount(sealed)} sealed`, ...kinds.map(([kind, count]) => `${sayCount(count)} ${kind}`)]
  return listed.format(parts)
}
