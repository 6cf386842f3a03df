// An administrator's key lies on its holder's machine as a keyfile: whoever copies the file has to guess its passphrase, at half a second
// and 64 MiB a guess. The seed stands where an officer's signing key stands in theirs.
import { readFileSync } from 'node:fs'
import { newOfficer } from '@citycop/client/keys/make-officer.ts'
import { makeKeyfile } from '@citycop/client/officers/keyfile.ts'
import { fromBase64, isBase64, toBase64 } from '@citycop/protocol/contract/base64.ts'
import type { Bytes } from '@citycop/protocol/contract/bytes.ts'
import type { Pins } from '@citycop/protocol/keys/certificates.ts'
import { keysOf } from '../officers/desk.ts'
import { Refused } from '../refusal.ts'

export const adminPassphrase = 'CITYCOP_ADMIN_PASSPHRASE'

export const sealSeed = (pins: Pins, seed: Uint8Array, passphrase: string): Promise<Bytes> =>
  makeKeyfile({ ...newOfficer(pins, 'administrator'), signSeed: toBase64(seed) }, passphrase)

/** A seed as it was written before there was a passphrase around it. */
export function openSeedIn(file: Uint8Array): Uint8Array | undefined {
  const spelt = Buffer.from(file).toString('latin1').trim()
  return spelt.length === 44 && isBase64(spelt) ? fromBase64(spelt) : undefined
}

/** @throws Refused when it lies there without a passphrase; WrongPassphrase */
export async function adminSeedOf(path: string, demo: boolean): Promise<Uint8Array> {
  if (openSeedIn(readFileSync(path)))
    throw new Refused(
      'not-sealed',
      `${path} lies there without a passphrase; seal it with "citycop instance seal-key ${path} --pins pins.json --out FILE", use FILE, and delete ${path}`,
    )
  const { signSeed } = await keysOf(path, demo, adminPassphrase)
  return fromBase64(signSeed)
}
