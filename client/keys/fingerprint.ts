// A fingerprint as six words: 66 bits of a hash. The root's stands on "About", on receipts and posters; a request's is read out.
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import type { Bytes } from '@citycop/protocol/contract/bytes.ts'
import { sha256 } from '@noble/hashes/sha2.js'

/** Of any public key; its first nine bytes are the words. */
export const hashOfKey = (publicKey: string): Bytes => sha256(fromBase64(publicKey)) as Bytes

export const fingerprint = (publicKey: string): Promise<string> => sixWords(hashOfKey(publicKey))

export async function sixWords(hash: Uint8Array): Promise<string> {
  const { wordlist } = await import('@scure/bip39/wordlists/english.js')
  const bits = [...hash.subarray(0, 9)].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return Array.from({ length: 6 }, (_, i) => wordlist[Number.parseInt(bits.slice(11 * i, 11 * i + 11), 2)]).join(' ')
}
