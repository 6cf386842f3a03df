// What was chosen, read by its own schema: the sealed keys, and shares. A file that is neither is named.
import type { GivenShare } from '@citycop/client/recovery/combine-shares.ts'
import { type RecoveryFile, recoveryFile } from '@citycop/client/recovery/recovery-file.ts'
import { envelope, parsePayload, payloadType } from '@citycop/protocol/contract/dsse.ts'

/** A directory is the largest part. */
const largest = 4_000_000

export type Chosen = {
  readonly keys: { readonly name: string; readonly file: RecoveryFile } | undefined
  readonly shares: readonly GivenShare[]
  /** Files that are nothing of it. */
  readonly strange: readonly string[]
}
export const nothing: Chosen = { keys: undefined, shares: [], strange: [] }

/** All files in one place, in any order: whoever holds the mouse need not know which is which. */
export async function addFiles(before: Chosen, files: readonly File[]): Promise<Chosen> {
  let now: Chosen = { ...before, strange: [] }
  for (const file of files) now = addFile(now, file.name, file.size > largest ? undefined : await bytesOf(file))
  return now
}

const bytesOf = async (file: File) => new Uint8Array(await file.arrayBuffer())

export function addFile(before: Chosen, name: string, bytes: Uint8Array | undefined): Chosen {
  const share = bytes && parsePayload(envelope, bytes)
  if (share?.payloadType === payloadType('share')) {
    const others = before.shares.filter((one) => one.name !== name)
    return { ...before, shares: [...others, { name, envelope: share }] }
  }
  const file = bytes && parsePayload(recoveryFile, bytes)
  return file ? { ...before, keys: { name, file } } : { ...before, strange: [...before.strange, name] }
}
