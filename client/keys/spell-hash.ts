// The six words of a hash, from a list that the caller has: a phone fetches it, everybody else has it in the program.
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { sha256 } from '@noble/hashes/sha2.js'

export const spellRoot = (rootPk: string, english: readonly string[]): string =>
  spellHash(sha256(fromBase64(rootPk)), english)

export function spellHash(hash: Uint8Array, english: readonly string[]): string {
  const bits = [...hash.subarray(0, 9)].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return Array.from({ length: 6 }, (_, i) => english[Number.parseInt(bits.slice(11 * i, 11 * i + 11), 2)]).join(' ')
}
