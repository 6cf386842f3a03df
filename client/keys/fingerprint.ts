// The root's fingerprint as six words: 66 bits of its hash, for "About", receipts and posters.
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { sha256 } from '@noble/hashes/sha2.js'

export async function fingerprint(rootPk: string): Promise<string> {
  const { wordlist } = await import('@scure/bip39/wordlists/english.js')
  const bits = [...sha256(fromBase64(rootPk)).subarray(0, 9)].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return Array.from({ length: 6 }, (_, i) => wordlist[Number.parseInt(bits.slice(11 * i, 11 * i + 11), 2)]).join(' ')
}
