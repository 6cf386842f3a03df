// The passphrase as a code, for a QR picture or a file: "citycop1:" and base32 of R and of the first four bytes of its hash. Twelve
// words tell a slip by their checksum; so does this, and 20 bytes are 32 characters without a bit to spare.
import { type Bytes, concat } from '@citycop/protocol/contract/bytes.ts'
import { sha256 } from '@noble/hashes/sha2.js'
import { base32nopad } from '@scure/base'
import { WrongWords } from './passphrase.ts'

const prefix = 'citycop1:'
const check = (r: Uint8Array): Bytes => sha256(r).slice(0, 4) as Bytes

export const toCode = (r: Uint8Array): string => prefix + base32nopad.encode(concat(r, check(r)))

/** Undefined where no code begins. Small letters, spaces and line ends do not matter. @throws WrongWords */
export function fromCode(typed: string): Bytes | undefined {
  const plain = typed.replace(/\s/g, '').toUpperCase()
  const at = plain.indexOf(prefix.toUpperCase())
  if (at === -1) return undefined
  const spelt = /^[A-Z2-7]{32}$/.exec(plain.slice(at + prefix.length))
  if (!spelt) throw new WrongWords('code')
  const all = base32nopad.decode(spelt[0])
  const r = all.slice(0, 16) as Bytes
  if (check(r).some((byte, i) => byte !== all[16 + i])) throw new WrongWords('code')
  return r
}
