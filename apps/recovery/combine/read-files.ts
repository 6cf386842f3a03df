// What was chosen, read by its own schema: the sealed keys, shares, and the keyfiles that open sealed shares. A file that is none of them is
// named.

import { readKeyfileHeader } from '@citycop/client/officers/keyfile-header.ts'
import type { GivenShare } from '@citycop/client/recovery/combine-shares.ts'
import { type RecoveryFile, recoveryFile } from '@citycop/client/recovery/recovery-file.ts'
import { headerLength } from '@citycop/protocol/contract/age-header.ts'
import { envelope, parsePayload, payloadType } from '@citycop/protocol/contract/dsse.ts'

/** A directory is the largest part. */
const largest = 4_000_000

export type Named = { readonly name: string; readonly bytes: Uint8Array }
export type Chosen = {
  readonly keys: { readonly name: string; readonly file: RecoveryFile } | undefined
  readonly shares: readonly GivenShare[]
  /** As they were handed to their custodians: nobody has to carry an opened one. */
  readonly sealed: readonly Named[]
  readonly keyfiles: readonly Named[]
  /** Files that are nothing of it. */
  readonly strange: readonly string[]
}
export const nothing: Chosen = { keys: undefined, shares: [], sealed: [], keyfiles: [], strange: [] }

/** All files in one place, in any order: whoever holds the mouse need not know which is which. */
export async function addFiles(before: Chosen, files: readonly File[]): Promise<Chosen> {
  let now: Chosen = { ...before, strange: [] }
  for (const file of files) now = addFile(now, file.name, file.size > largest ? undefined : await bytesOf(file))
  return now
}

const bytesOf = async (file: File) => new Uint8Array(await file.arrayBuffer())

export const without = <T extends { readonly name: string }>(all: readonly T[], name: string): T[] =>
  all.filter((one) => one.name !== name)

export function addFile(before: Chosen, name: string, bytes: Uint8Array | undefined): Chosen {
  const share = bytes && parsePayload(envelope, bytes)
  if (share?.payloadType === payloadType('share'))
    return { ...before, shares: [...without(before.shares, name), { name, envelope: share }] }
  if (bytes && readKeyfileHeader(bytes))
    return { ...before, keyfiles: [...without(before.keyfiles, name), { name, bytes }] }
  if (bytes && headerLength(bytes) !== undefined)
    return { ...before, sealed: [...without(before.sealed, name), { name, bytes }] }
  const file = bytes && parsePayload(recoveryFile, bytes)
  return file ? { ...before, keys: { name, file } } : { ...before, strange: [...before.strange, name] }
}
