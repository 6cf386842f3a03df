// An officer's keys, kept by the officer: an age file that a passphrase opens through Argon2id, and beside it, never alone, passkeys.
// What is derived from either is an age identity of its own, so that Debian's `argon2` and `age` open the file without us; salts stand
// in stanzas that age passes over.
import { type Bytes, bytes, text } from '@citycop/protocol/contract/bytes.ts'
import { name, publicKey, type Suite, suite } from '@citycop/protocol/contract/fields.ts'
import { recipient } from '@citycop/protocol/keys/certificates.ts'
import { Decrypter, Encrypter, Stanza } from 'age-encryption'
import * as v from 'valibot'
import { derive } from '../sealing/derive.ts'
import { sealed } from '../sealing/secret.ts'
import { identityFromSeed, recipientOf } from '../sealing/suite.ts'
import {
  cost,
  type KeyfileHeader,
  mostPasskeys,
  passkeyStanza,
  passphraseStanza,
  readKeyfileHeader,
  unpadded,
} from './keyfile-header.ts'

const unpaddedText = (most: number) => v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]+$/), v.maxLength(most))

/** Its name is the officer's own; the salt is what the passkey is asked with. */
export const passkey = v.strictObject({
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(80)),
  credential: unpaddedText(1364),
  salt: unpaddedText(43),
  recipient,
})
export type Passkey = v.InferOutput<typeof passkey>

const contents = v.strictObject({
  v: v.literal(1),
  instance: name,
  suite,
  /** How colleagues call this officer; it never leaves the desk. */
  name: v.pipe(v.string(), v.maxLength(80)),
  rootPk: publicKey,
  ageIdentity: v.pipe(v.string(), v.regex(/^AGE-SECRET-KEY-/)),
  signSeed: publicKey,
  passkeys: v.optional(v.pipe(v.array(passkey), v.maxLength(mostPasskeys))),
})
export type OfficerKeys = v.InferOutput<typeof contents>

export class WrongPassphrase extends Error {
  override name = 'WrongPassphrase'
}
export class WrongPasskey extends Error {
  override name = 'WrongPasskey'
}

async function kek({ instance, suite, salt }: Omit<KeyfileHeader, 'passkeys'>, passphrase: string): Promise<string> {
  const { argon2id } = await import('hash-wasm')
  const seed = await argon2id({
    password: passphrase.normalize('NFKC'),
    salt,
    ...cost,
    hashLength: 32,
    outputType: 'binary',
  })
  return identityFromSeed(suite, derive(instance, seed, 'officer/kek'))
}

/** What a passkey gave for its salt is 32 random bytes: nobody can guess it, so nothing slow is needed. */
export function passkeyIdentity({ instance, suite }: { instance: string; suite: Suite }, prf: Uint8Array): string {
  if (prf.length !== 32) throw new WrongPasskey('a passkey’s secret has 32 bytes')
  return identityFromSeed(suite, derive(instance, prf, 'officer/passkey'))
}

export async function makeKeyfile(keys: OfficerKeys, passphrase: string): Promise<Bytes> {
  const { v, instance, suite, name, rootPk, ageIdentity, signSeed, passkeys = [] } = keys
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const encrypter = new Encrypter()
  const addNote = (...args: string[]) =>
    encrypter.addRecipient({ wrapFileKey: () => [new Stanza(args, new Uint8Array())] })
  addNote(passphraseStanza, unpadded(salt), instance, suite, ...Object.values(cost).map(String))
  encrypter.addRecipient(await recipientOf(await kek({ instance, suite, salt }, passphrase)))
  for (const one of passkeys) {
    addNote(passkeyStanza, one.credential, one.salt)
    encrypter.addRecipient(one.recipient)
  }
  // Spelt out: `sealed` objects refuse JSON, and this is the one place where it is meant.
  const plain = { v, instance, suite, name, rootPk, ageIdentity, signSeed, ...(passkeys.length > 0 && { passkeys }) }
  return (await encrypter.encrypt(bytes(JSON.stringify(plain)))) as Bytes
}

/** About half a second and 64 MiB. @throws WrongPassphrase, Error when it is no keyfile */
export async function unlockKeyfile(file: Uint8Array, passphrase: string): Promise<OfficerKeys> {
  const header = headerOf(file)
  const wrong = new WrongPassphrase('the passphrase does not open this keyfile')
  return openAs(header, file, await kek(header, passphrase), wrong)
}

/** @throws WrongPasskey, Error when it is no keyfile */
export async function unlockWithPasskey(file: Uint8Array, prf: Uint8Array): Promise<OfficerKeys> {
  const header = headerOf(file)
  return openAs(header, file, passkeyIdentity(header, prf), new WrongPasskey('the passkey does not open this keyfile'))
}

function headerOf(file: Uint8Array): KeyfileHeader {
  const header = readKeyfileHeader(file)
  if (!header) throw new Error('this is no officer’s keyfile')
  return header
}

async function openAs(header: KeyfileHeader, file: Uint8Array, identity: string, wrong: Error): Promise<OfficerKeys> {
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  const plain = await decrypter.decrypt(file).catch(() => {
    throw wrong
  })
  const parsed = v.safeParse(contents, JSON.parse(text(plain)))
  if (!parsed.success || parsed.output.instance !== header.instance)
    throw new Error('the keyfile holds something else than an officer’s keys')
  return sealed(parsed.output)
}
