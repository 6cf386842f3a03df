// A notice tells the person who reported about one act: ChaCha20-Poly1305 under noticeKey of (opening ‖ n ‖ payload) (J13).
import { concat, u64 } from '@citycop/protocol/contract/bytes.ts'
import { parsePayload } from '@citycop/protocol/contract/dsse.ts'
import { type ActPayload, actPayload, commitment, sealedEntry, tag } from '@citycop/protocol/log/entry.ts'
import { leafHash } from '@citycop/protocol/log/tree.ts'
import { chacha20poly1305 } from '@noble/ciphers/chacha.js'

const nonceSize = 12
const openingSize = 32

export type NoticeKeys = { readonly tagKey: Uint8Array; readonly noticeKey: Uint8Array }
export type ReadNotice = {
  readonly payload: ActPayload
  readonly leaf: Uint8Array
  /** What the entry commits to, as it was written: whoever holds these two can show what the entry says. */
  readonly opening: Uint8Array
  readonly written: Uint8Array
}

/** What the notice says, and the leaf that must stand in the log for it to be true; undefined when it is not ours or not whole. */
export function readNotice(keys: NoticeKeys, n: number, notice: Uint8Array): ReadNotice | undefined {
  const plain = open(keys.noticeKey, notice)
  if (!plain || plain.length < openingSize + 8) return undefined
  const opening = plain.subarray(0, openingSize)
  const rest = plain.subarray(openingSize + 8)
  const payload = parsePayload(actPayload, rest)
  const counted = concat(plain.subarray(openingSize, openingSize + 8)).every((byte, i) => byte === u64(n)[i])
  if (!payload || !counted || payload.n !== n) return undefined
  const leaf = leafHash(sealedEntry(tag(keys.tagKey, n), commitment(opening, payload.kind, rest)))
  return { payload, leaf, opening, written: rest }
}

function open(key: Uint8Array, notice: Uint8Array): Uint8Array | undefined {
  try {
    return chacha20poly1305(key, notice.subarray(0, nonceSize)).decrypt(notice.subarray(nonceSize))
  } catch {
    return undefined
  }
}
