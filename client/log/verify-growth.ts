// A checkpoint is believed when the pinned log key signed it and it continues the last one this device saw.
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { fromHex, toHex } from '@citycop/protocol/contract/bytes.ts'
import { type Checkpoint, openCheckpoint, parseLogKey } from '@citycop/protocol/log/checkpoint.ts'
import { isConsistent } from '@citycop/protocol/log/tree.ts'
import type { Instance } from '../keys/connect.ts'
import { Distrusted } from '../keys/distrusted.ts'

export const seenSize = ({ memory }: Instance): number => memory.read()?.checkpoint?.size ?? 0

/** Remembers the checkpoint. @throws Distrusted when it was set back or does not continue what was seen */
export function acceptCheckpoint({ pins, memory }: Instance, note: string, consistency: readonly string[]): Checkpoint {
  const checkpoint = openCheckpoint(note, parseLogKey(pins.logKey))
  if (!checkpoint) throw new Distrusted('log')
  const seen = memory.read()
  const before = seen?.checkpoint
  if (
    before &&
    before.size > 0 &&
    !isConsistent(before.size, fromHex(before.root), checkpoint, consistency.map(fromBase64))
  )
    throw new Distrusted('fork')
  if (seen) memory.write({ ...seen, checkpoint: { size: checkpoint.size, root: toHex(checkpoint.root), note } })
  return checkpoint
}
