// Leaves out of the Worker what age can do and no suite of ours asks for: recipients on the curve P-256 and passphrases by scrypt. They
// are a tenth of it. Whatever asked for them would stop with an error, as for any recipient that is of no suite.
import type { Plugin } from 'vite'

const recipients = /\/age-encryption\/dist\/recipients\.js$/
const cuts: readonly (readonly [string, string])[] = [
  ['import { scrypt } from "@noble/hashes/scrypt.js";', 'const scrypt = undefined;'],
  ['import { p256 } from "@noble/curves/nist.js";', 'const p256 = undefined;'],
  [
    'import { MLKEM768P256, MLKEM768X25519 } from "@noble/post-quantum/hybrid.js";',
    'import { MLKEM768X25519 } from "@noble/post-quantum/hybrid.js"; const MLKEM768P256 = undefined;',
  ],
]

/** Makers of other hybrids, called when the package is loaded; they touch nothing outside. */
export const pureMakers = ['QSF', 'createKitchenSink', 'ecdhKem']

/** @throws Error for another version of the package: then somebody has to look again what it imports. */
export const leaveOut = (code: string): string =>
  cuts.reduce((left, [line, instead]) => {
    if (!left.includes(line)) throw new Error(`age-encryption imports otherwise than known: ${line}`)
    return left.replace(line, instead)
  }, code)

export const withoutUnusedSuites = (): Plugin => ({
  name: 'without-unused-suites',
  transform: (code, id) => (recipients.test(id) ? leaveOut(code) : undefined),
})
