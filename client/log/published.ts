// The checkpoint that everybody sees: whose signatures it must carry, and what this device keeps of it.
import { equal, fromHex, toHex } from '@citycop/protocol/contract/bytes.ts'
import { openCheckpoint, parseLogKey } from '@citycop/protocol/log/checkpoint.ts'
import { type CompactRange, isCompactRange, rootOf } from '@citycop/protocol/log/compact-range.ts'
import { openWitnessed, type Witnessed, type WitnessPolicy } from '@citycop/protocol/log/witness-policy.ts'
import type { Instance } from '../keys/connect.ts'
import { Doubt } from './doubt.ts'

export type Published = Witnessed & { readonly note: string }

/** @throws Doubt when the log did not sign it, or a witness is said to have signed who did not */
export function openPublished(policy: WitnessPolicy, note: string): Published {
  const witnessed = openWitnessed(note, policy)
  if (!witnessed) throw new Doubt('note')
  if (witnessed.checkpoint.size === 0) throw new Doubt('missing')
  return { ...witnessed, note }
}

export type Kept = { readonly range: CompactRange; readonly note: string }

/** The published checkpoint this device saw before; undefined at first, and for one of another log than the pinned. */
export function keptOf({ memory, pins }: Instance): Kept | undefined {
  const published = memory.read()?.published
  const checkpoint = published && openCheckpoint(published.note, parseLogKey(pins.logKey))
  if (!checkpoint || checkpoint.size !== published.size || published.size === 0) return undefined
  const range = { size: published.size, hashes: published.hashes.map(fromHex) }
  return isCompactRange(range) && equal(rootOf(range), checkpoint.root) ? { range, note: published.note } : undefined
}

/** @throws Doubt when the new one is smaller, or says something else of the same size */
export function compareWithKept(kept: Kept | undefined, { checkpoint, note }: Published): void {
  if (!kept) return
  const { range } = kept
  if (checkpoint.size < range.size) throw new Doubt('older')
  if (checkpoint.size === range.size && toHex(checkpoint.root) !== toHex(rootOf(range)))
    throw new Doubt('fork', { notes: [kept.note, note] })
}

/** The whole of what stays on a device: the same for everybody who saw this checkpoint. */
export function keep(instance: Instance, before: Kept | undefined, { size, hashes }: CompactRange, note: string): void {
  const { memory } = instance
  const seen = memory.read()
  // Read again: another look may have ended meanwhile. What is still there needs no second look at its signature.
  const kept = before && seen?.published?.note === before.note ? before : keptOf(instance)
  if (seen && size >= (kept?.range.size ?? 0))
    memory.write({ ...seen, published: { size, hashes: hashes.map(toHex), note } })
}

/** For good: nothing that comes later makes two such notes true. */
export function keepContradiction({ memory }: Instance, [first, second]: readonly [string, string], at: Date): void {
  const seen = memory.read()
  if (seen && !seen.contradiction) memory.write({ ...seen, contradiction: { first, second, at: at.toISOString() } })
}
