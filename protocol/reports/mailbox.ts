// Names that follow from a passphrase's public key. None of them is a secret; only the key itself can act.
import { sha256 } from '@noble/hashes/sha2.js'
import * as v from 'valibot'
import { bytes, concat, toHex } from '../contract/bytes.ts'

/** 32 hexadecimal characters: where replies to this passphrase wait. */
export const mailboxId = (publicKey: Uint8Array): string =>
  toHex(sha256(concat(bytes('citycop/v1/mailbox'), publicKey))).slice(0, 32)

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ' // no I, L, O, U: read aloud, they are mistaken

export const referenceNumber = v.pipe(v.string(), v.regex(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/))

/** A number to say on the telephone: 40 bits, like K7QF-2M9X. It opens nothing. */
export function reference(mailbox: string): string {
  const five = sha256(bytes(`citycop/v1/reference${mailbox}`)).subarray(0, 5)
  const number = five.reduce((sum, byte) => sum * 256 + byte, 0)
  const letters = Array.from({ length: 8 }, (_, i) => crockford[Math.floor(number / 32 ** (7 - i)) % 32])
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`
}
