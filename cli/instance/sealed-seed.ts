// The root's key and an administrator's lie on their holder's machine as a keyfile: whoever copies the file has to guess its passphrase, at
// half a second and 64 MiB a guess. The seed stands where an officer's signing key stands in theirs.
import { readFileSync } from 'node:fs'
import { newOfficer } from '@citycop/client/keys/make-officer.ts'
import { makeKeyfile } from '@citycop/client/officers/keyfile.ts'
import { fromBase64, isBase64, toBase64 } from '@citycop/protocol/contract/base64.ts'
import type { Bytes } from '@citycop/protocol/contract/bytes.ts'
import type { Pins } from '@citycop/protocol/keys/certificates.ts'
import { keysOf } from '../officers/desk.ts'
import { Refused } from '../refusal.ts'

export const adminPassphrase = 'CITYCOP_ADMIN_PASSPHRASE'
export const rootPassphrase = 'CITYCOP_ROOT_PASSPHRASE'
type Holder = 'administrator' | 'root'

export const sealSeed = (
  pins: Pins,
  seed: Uint8Array,
  passphrase: string,
  holder: Holder = 'administrator',
): Promise<Bytes> => makeKeyfile({ ...newOfficer(pins, holder), signSeed: toBase64(seed) }, passphrase)

/** A seed as it was written before there was a passphrase around it. */
export function openSeedIn(file: Uint8Array): Uint8Array | undefined {
  const spelt = Buffer.from(file).toString('latin1').trim()
  return spelt.length === 44 && isBase64(spelt) ? fromBase64(spelt) : undefined
}

/** @throws Refused when it lies there without a passphrase; WrongPassphrase */
export const adminSeedOf = (path: string, demo: boolean): Promise<Uint8Array> => seedOf(path, demo, adminPassphrase, '')

/** The same of root.key. */
export const rootSeedOf = (path: string, demo: boolean): Promise<Uint8Array> =>
  seedOf(path, demo, rootPassphrase, ' --root')

async function seedOf(path: string, demo: boolean, variable: string, kind: string): Promise<Uint8Array> {
  if (openSeedIn(readFileSync(path)))
    throw new Refused(
      'not-sealed',
      `${path} lies there without a passphrase; seal it with "citycop instance seal-key ${path}${kind} --pins pins.json --out FILE", use FILE, and delete ${path}`,
    )
  const { signSeed } = await keysOf(path, demo, variable)
  return fromBase64(signSeed)
}
