// A fingerprint as six words: 66 bits of a hash. The root's stands on "About", on receipts and posters; a request's is read out.
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { sha256 } from '@noble/hashes/sha2.js'
import { spellHash } from './spell-hash.ts'

export const fingerprint = (rootPk: string): Promise<string> => sixWords(sha256(fromBase64(rootPk)))

export async function sixWords(hash: Uint8Array): Promise<string> {
  const { wordlist } = await import('@scure/bip39/wordlists/english.js')
  return spellHash(hash, wordlist)
}
