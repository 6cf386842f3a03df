// A person's file becomes a sealed blob: archived, padded, sealed to the key that lies inside the sealed message.
import { concat, toHex } from '@citycop/protocol/contract/bytes.ts'
import { partSize } from '@citycop/protocol/contract/size-class.ts'
import { sha256 } from '@noble/hashes/sha2.js'
import type { Attached, Metadata } from '../reports/report.ts'
import { openWith, sealTo } from '../sealing/age-file.ts'
import { fromArchive, plainName, toArchive } from '../sealing/archive.ts'

export type DraftFile = {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
  readonly metadata?: Metadata
}
export type SealedBlob = {
  readonly id: string
  readonly header: Uint8Array
  readonly size: number
  readonly parts: readonly Uint8Array[]
}
/** Bytes of a person's file. */
export const largestContent = 100 * 1024 * 1024

export async function sealFile(
  file: DraftFile,
  number: number,
  recipient: string,
): Promise<{ blob: SealedBlob; attached: Attached }> {
  if (file.bytes.length > largestContent) throw new Error('a file is larger than 100 MB')
  const { header, payload } = await sealTo([recipient], toArchive(plainName(number, file.name), file.bytes))
  const id = toHex(crypto.getRandomValues(new Uint8Array(16)))
  const parts = Array.from({ length: Math.ceil(payload.length / partSize) }, (_, i) =>
    payload.subarray(i * partSize, (i + 1) * partSize),
  )
  const ctSha256 = toHex(sha256.create().update(header).update(payload).digest())
  return {
    blob: { id, header, size: payload.length, parts },
    attached: {
      blob: id,
      ctSha256,
      size: file.bytes.length,
      name: file.name.slice(-200),
      type: file.type.slice(0, 100),
      ...(file.metadata ? { metadata: file.metadata } : {}),
    },
  }
}

/** @throws Error when the sealed file is not the one the message names, or was cut or changed */
export async function openFile(
  header: Uint8Array,
  payload: Uint8Array,
  identity: string,
  attached: Attached,
): Promise<Uint8Array<ArrayBuffer>> {
  const file = concat(header, payload)
  if (toHex(sha256(file)) !== attached.ctSha256) throw new Error('this is not the file the message names')
  const archive = await openWith(identity, file)
  if (!archive) throw new Error('the file was cut or changed')
  const { content } = fromArchive(archive)
  if (content.length !== attached.size) throw new Error('the file has another size than the message says')
  return content
}
