// What of an Ed25519 key and a signature can be refused by its letters. Libraries differ here, also one and the same from version to
// version, so both sides ask this first and give one answer.
import { toHex } from './bytes.ts'

/** Points of order 1, 2, 4 and 8, and other spellings of them: with such a key, one signature fits many messages. */
const smallOrder = new Set([
  '0100000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000080',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0000000000000000000000000000000000000000000000000000000000000080',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
])

/** The key and the signature's R: each spelt in the one way there is, and neither of small order. */
export const areStrict = (key: Uint8Array, sig: Uint8Array): boolean =>
  sig.length === 64 && isStrict(key) && isStrict(sig.subarray(0, 32))

const isStrict = (point: Uint8Array): boolean =>
  point.length === 32 && !isAboveField(point) && !smallOrder.has(toHex(point))

/** 2^255 - 19 or more, without the sign: a second spelling, which OpenSSL takes and RFC 8032 does not. */
const isAboveField = (point: Uint8Array): boolean =>
  (point[0] as number) >= 0xed &&
  point.subarray(1, 31).every((byte) => byte === 0xff) &&
  ((point[31] as number) & 127) === 127
