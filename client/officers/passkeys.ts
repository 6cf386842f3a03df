// Passkeys are added to a keyfile and taken off it by making the file anew, with its passphrase: whoever walks by an unlocked desk has
// no passphrase and so adds none. Old copies of the file stay as they were, and open as they did.
import type { Bytes } from '@citycop/protocol/contract/bytes.ts'
import { sealed } from '../sealing/secret.ts'
import { recipientOf } from '../sealing/suite.ts'
import { makeKeyfile, type OfficerKeys, type Passkey, passkeyIdentity, unlockKeyfile } from './keyfile.ts'
import { mostPasskeys, unpadded } from './keyfile-header.ts'

/** What a browser gave: `prf` is the passkey's secret for this salt. */
export type NewPasskey = {
  readonly name: string
  readonly credential: Bytes
  readonly salt: Bytes
  readonly prf: Uint8Array
}
export type Changed = { readonly keys: OfficerKeys; readonly file: Bytes }

export class PasskeyRefused extends Error {
  override name = 'PasskeyRefused'
  readonly why: 'known' | 'too-many' | 'not-there'

  constructor(why: PasskeyRefused['why']) {
    super(`the passkeys of a keyfile are not changed so: ${why}`)
    this.why = why
  }
}

/** @throws WrongPassphrase, WrongPasskey, PasskeyRefused */
export async function addPasskey(file: Uint8Array, passphrase: string, added: NewPasskey): Promise<Changed> {
  const keys = await unlockKeyfile(file, passphrase)
  const { passkeys = [] } = keys
  const credential = unpadded(added.credential)
  if (passkeys.some((one) => one.credential === credential)) throw new PasskeyRefused('known')
  if (passkeys.length >= mostPasskeys) throw new PasskeyRefused('too-many')
  const recipient = await recipientOf(passkeyIdentity(keys, added.prf))
  const own = { name: added.name.trim().slice(0, 80), credential, salt: unpadded(added.salt), recipient }
  return madeAnew(keys, passphrase, [...passkeys, own])
}

/** @throws WrongPassphrase, PasskeyRefused */
export async function removePasskey(file: Uint8Array, passphrase: string, credential: string): Promise<Changed> {
  const keys = await unlockKeyfile(file, passphrase)
  const left = (keys.passkeys ?? []).filter((one) => one.credential !== credential)
  if (left.length === (keys.passkeys ?? []).length) throw new PasskeyRefused('not-there')
  return madeAnew(keys, passphrase, left)
}

async function madeAnew(keys: OfficerKeys, passphrase: string, passkeys: Passkey[]): Promise<Changed> {
  const { passkeys: _before, ...rest } = keys
  const next = sealed({ ...rest, ...(passkeys.length > 0 && { passkeys }) })
  return { keys: next, file: await makeKeyfile(next, passphrase) }
}
