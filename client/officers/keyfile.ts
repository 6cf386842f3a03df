// An officer's keys, kept by the officer: an age file that a passphrase opens through Argon2id. The derived key is an age
// identity of its own, so that Debian's `argon2` and `age` open the file without us; the salt stands in a stanza that age passes over.
import { fromBase64, toBase64 } from '@citycop/protocol/contract/base64.ts'
import { bytes, concat, text } from '@citycop/protocol/contract/bytes.ts'
import { name, publicKey, type Suite, suite } from '@citycop/protocol/contract/fields.ts'
import { Decrypter, Encrypter, Stanza } from 'age-encryption'
import * as v from 'valibot'
import { derive } from '../sealing/derive.ts'
import { sealed } from '../sealing/secret.ts'
import { identityFromSeed, recipientOf } from '../sealing/suite.ts'

/** The least that is accepted: 64 MiB, 3 passes, 1 lane. */
const cost = { memorySize: 65_536, iterations: 3, parallelism: 1 } as const
const stanza = 'citycop-argon2id'

const contents = v.strictObject({
  v: v.literal(1),
  instance: name,
  suite,
  /** How colleagues call this officer; it never leaves the desk. */
  name: v.pipe(v.string(), v.maxLength(80)),
  rootPk: publicKey,
  ageIdentity: v.pipe(v.string(), v.regex(/^AGE-SECRET-KEY-/)),
  signSeed: publicKey,
})
export type OfficerKeys = v.InferOutput<typeof contents>

export class WrongPassphrase extends Error {
  override name = 'WrongPassphrase'
}

async function kek(instance: string, suite: Suite, passphrase: string, salt: Uint8Array): Promise<string> {
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

export async function makeKeyfile(keys: OfficerKeys, passphrase: string): Promise<Uint8Array<ArrayBuffer>> {
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const encrypter = new Encrypter()
  encrypter.addRecipient({
    wrapFileKey: () => [
      new Stanza(
        [stanza, unpadded(salt), keys.instance, keys.suite, ...Object.values(cost).map(String)],
        new Uint8Array(),
      ),
    ],
  })
  encrypter.addRecipient(await recipientOf(await kek(keys.instance, keys.suite, passphrase, salt)))
  // Spelt out: `sealed` objects refuse JSON, and this is the one place where it is meant.
  const { v, instance, suite, name, rootPk, ageIdentity, signSeed } = keys
  return (await encrypter.encrypt(
    bytes(JSON.stringify({ v, instance, suite, name, rootPk, ageIdentity, signSeed })),
  )) as Uint8Array<ArrayBuffer>
}

/** About half a second and 64 MiB. @throws WrongPassphrase, Error when it is no keyfile */
export async function unlockKeyfile(file: Uint8Array, passphrase: string): Promise<OfficerKeys> {
  const { salt, instance, suite } = readStanza(file)
  const decrypter = new Decrypter()
  decrypter.addIdentity(await kek(instance, suite, passphrase, salt))
  const plain = await decrypter.decrypt(file).catch(() => {
    throw new WrongPassphrase('the passphrase does not open this keyfile')
  })
  const parsed = v.safeParse(contents, JSON.parse(text(plain)))
  if (!parsed.success || parsed.output.instance !== instance)
    throw new Error('the keyfile holds something else than an officer’s keys')
  return sealed(parsed.output)
}

/** The parameters stand in the clear; weaker ones than ours are refused, or a swapped file would make guessing cheap. */
function readStanza(file: Uint8Array): { salt: Uint8Array; instance: string; suite: Suite } {
  const head = new TextDecoder().decode(file.subarray(0, 400))
  const wanted = Object.values(cost).join(' ')
  const [, salt, instance, suite, paid] =
    /^age-encryption\.org\/v1\n-> citycop-argon2id ([A-Za-z0-9+/]{22}) ([a-z][a-z0-9-]{0,39}) (pq|classic) (\d+ \d+ \d+)\n/.exec(
      head,
    ) ?? []
  if (salt === undefined || instance === undefined || paid !== wanted) throw new Error('this is no officer’s keyfile')
  return { salt: fromBase64(`${salt}==`), instance, suite: suite === 'pq' ? 'pq' : 'classic' }
}

const unpadded = (some: Uint8Array): string => toBase64(concat(some)).replace(/=+$/, '')
