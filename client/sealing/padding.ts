// Message plaintexts are padded with spaces, so that `age -d report.age | jq .` still works.
import { bucketFor } from '@citycop/protocol/contract/size-class.ts'

/** A message is longer than the largest size class: 512 KiB. */
export class TooLong extends Error {
  override name = 'TooLong'
}

export function padMessage(plain: Uint8Array): Uint8Array<ArrayBuffer> {
  const size = bucketFor(plain.length)
  if (size === undefined) throw new TooLong(`a message of ${plain.length} bytes is longer than the largest size class`)
  const padded = new Uint8Array(size).fill(0x20)
  padded.set(plain)
  return padded
}
