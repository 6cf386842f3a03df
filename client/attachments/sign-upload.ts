// Everything that the upload of a sealed blob needs of its owner's key, made before anything is sent: what comes out of it may wait
// in a phone, and goes on after a break, without the key.
import type { beginUpload } from '@citycop/protocol/attachments/contract.ts'
import { beginBytes, partBytes } from '@citycop/protocol/attachments/part-bytes.ts'
import { fromBase64, toBase64 } from '@citycop/protocol/contract/base64.ts'
import { type Bytes, concat, fromHex, u32 } from '@citycop/protocol/contract/bytes.ts'
import type { BodyInput } from '@citycop/protocol/contract/route.ts'
import { ed25519 } from '@noble/curves/ed25519.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { doWork } from '../sealing/work.ts'
import type { SealedBlob } from './seal-file.ts'

export type OwnerKeys = { readonly mailboxPk: string; readonly signSeed: Uint8Array }
/** `frame`: a part as it is sent, with its signature. From memory at once, from a phone's storage later. */
export type SignedUpload<Frame extends Bytes | Promise<Bytes> = Bytes | Promise<Bytes>> = {
  readonly begin: BodyInput<typeof beginUpload>
  readonly of: number
  frame(part: number): Frame
}

export function signUpload(instance: string, keys: OwnerKeys, blob: SealedBlob): SignedUpload<Bytes> {
  const { id, size, parts } = blob
  const begin = { v: 1 as const, instance, id, mailboxPk: keys.mailboxPk, size }
  const signed = beginBytes(begin)
  const sig = toBase64(ed25519.sign(signed, keys.signSeed))
  return {
    begin: { ...begin, sig, work: doWork(sha256(signed)) },
    of: parts.length,
    frame: (part) => signPart(keys, id, part, parts[part] as Uint8Array),
  }
}

function signPart(keys: OwnerKeys, id: string, number: number, part: Uint8Array): Bytes {
  const sig = ed25519.sign(partBytes(id, number, sha256(part)), keys.signSeed)
  return concat(fromHex(id), u32(number), fromBase64(keys.mailboxPk), sig, part)
}
