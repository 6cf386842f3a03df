import { publicKeyOf } from '@citycop/client/keys/make-certificate.ts'
import type { Pins } from '@citycop/protocol/keys/certificates.ts'
import type { Given, Option } from '../command.ts'
import { rootPassphrase, rootSeedOf } from '../instance/sealed-seed.ts'
import { Refused } from '../refusal.ts'

export const rootOption: Option = {
  value: 'FILE',
  says: `the city’s root.key, which signs it; its passphrase comes from ${rootPassphrase}, else from a prompt`,
  required: true,
}

/** @throws Refused when it is not the key that the pins name: nobody would believe what it signs */
export async function rootKeyGiven(given: Given, pins: Pins): Promise<Uint8Array> {
  const seed = await rootSeedOf(given.need('root'), pins.demo)
  if (publicKeyOf(seed) !== pins.rootPk)
    throw new Refused('root', `${given.need('root')} is not the root of these pins`)
  return seed
}
