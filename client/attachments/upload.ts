// Uploads a sealed blob in parts of 1 MiB. Parts that arrived before a break are not sent again.
import { beginUpload, uploadPart } from '@citycop/protocol/attachments/contract.ts'
import { beginBytes, partBytes } from '@citycop/protocol/attachments/part-bytes.ts'
import { fromBase64, toBase64 } from '@citycop/protocol/contract/base64.ts'
import { type Bytes, concat, fromHex, toHex, u32 } from '@citycop/protocol/contract/bytes.ts'
import { ed25519 } from '@noble/curves/ed25519.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { call } from '../api/call.ts'
import { withWork } from '../api/with-work.ts'
import type { Instance } from '../keys/connect.ts'
import type { SealedBlob } from './seal-file.ts'

type Keys = { readonly mailboxPk: string; readonly signSeed: Uint8Array }

export async function upload(
  { server, pins }: Instance,
  keys: Keys,
  blob: SealedBlob,
  onPart: (done: number) => void,
): Promise<void> {
  const begin = { v: 1 as const, instance: pins.instance, id: blob.id, mailboxPk: keys.mailboxPk, size: blob.size }
  const signed = beginBytes(begin)
  const sig = toBase64(ed25519.sign(signed, keys.signSeed))
  const { parts } = await withWork(sha256(signed), (work) => call(server, beginUpload, { ...begin, sig, work }))
  for (const [number, part] of blob.parts.entries()) {
    const hash = sha256(part)
    if (parts[number] !== toHex(hash)) await call(server, uploadPart, frame(keys, blob.id, number, part, hash))
    onPart(number + 1)
  }
}

function frame(keys: Keys, id: string, number: number, part: Uint8Array, hash: Uint8Array): Bytes {
  const sig = ed25519.sign(partBytes(id, number, hash), keys.signSeed)
  return concat(fromHex(id), u32(number), fromBase64(keys.mailboxPk), sig, part)
}
