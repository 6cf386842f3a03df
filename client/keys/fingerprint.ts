// A fingerprint as six words: 66 bits of a hash. The root's stands on "About", on receipts and posters; a request's is read out.
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import type { Bytes } from '@citycop/protocol/contract/bytes.ts'
import { sha256 } from '@noble/hashes/sha2.js'
import { spellHash } from './spell-hash.ts'

/** Of any public key; its first nine bytes are the words. */
export const hashOfKey = (publicKey: string): Bytes => sha256(fromBase64(publicKey)) as Bytes

export const fingerprint = (publicKey: string): Promise<string> => sixWords(hashOfKey(publicKey))

export async function sixWords(hash: Uint8Array): Promise<string> {
  const { wordlist } = await import('@scure/bip39/wordlists/english.js')
  return spellHash(hash, wordlist)
}
