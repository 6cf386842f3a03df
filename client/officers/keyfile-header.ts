// The front of a keyfile, which anybody can read: how its passphrase is worked out, and which passkeys it can be asked with. Whatever
// does not stand exactly so is no keyfile; what was changed in it is found out by age's own MAC once a key opens it.
import { headerLength } from '@citycop/protocol/contract/age-header.ts'
import { fromBase64, toBase64 } from '@citycop/protocol/contract/base64.ts'
import { type Bytes, text } from '@citycop/protocol/contract/bytes.ts'
import type { Suite } from '@citycop/protocol/contract/fields.ts'

/** The least that is accepted: 64 MiB, 3 passes, 1 lane. */
export const cost = { memorySize: 65_536, iterations: 3, parallelism: 1 } as const
export const passphraseStanza = 'citycop-argon2id'
export const passkeyStanza = 'citycop-passkey'
export const mostPasskeys = 8

/** What a browser has to be told to ask a passkey for its secret. */
export type PasskeyHint = { readonly credential: Bytes; readonly salt: Bytes }
export type KeyfileHeader = {
  readonly salt: Bytes
  readonly instance: string
  readonly suite: Suite
  readonly passkeys: readonly PasskeyHint[]
}

const recipientStanza: Record<Suite, string> = { pq: 'mlkem768x25519', classic: 'X25519' }
// Weaker parameters than ours are refused, or a swapped file would make guessing cheap.
const first = new RegExp(
  `^-> ${passphraseStanza} ([A-Za-z0-9+/]{22}) ([a-z][a-z0-9-]{0,39}) (pq|classic) ${Object.values(cost).join(' ')}$`,
)
const passkey = new RegExp(`^-> ${passkeyStanza} ([A-Za-z0-9+/]{2,1364}) ([A-Za-z0-9+/]{43})$`)

/** Undefined: no keyfile of ours, or one that no passphrase opens, or one that more opens than it says. */
export function readKeyfileHeader(file: Uint8Array): KeyfileHeader | undefined {
  try {
    return headerFrom(stanzasOf(file))
  } catch {
    return undefined // not UTF-8, or not canonical base64
  }
}

function headerFrom([head, own, ...others]: readonly string[]): KeyfileHeader | undefined {
  const [, salt, instance, spelt] = first.exec(head ?? '') ?? []
  if (salt === undefined || instance === undefined) return undefined
  const suite = spelt === 'pq' ? 'pq' : 'classic'
  const isRecipient = (line: string | undefined) => line?.startsWith(`-> ${recipientStanza[suite]} `) === true
  if (!isRecipient(own) || others.length % 2 === 1 || others.length > 2 * mostPasskeys) return undefined
  const passkeys: PasskeyHint[] = []
  for (let i = 0; i < others.length; i += 2) {
    const [, credential, eval_] = passkey.exec(others[i] ?? '') ?? []
    if (credential === undefined || eval_ === undefined || !isRecipient(others[i + 1])) return undefined
    passkeys.push({ credential: padded(credential), salt: padded(eval_) })
  }
  return { salt: padded(salt), instance, suite, passkeys }
}

function stanzasOf(file: Uint8Array): string[] {
  const [version, ...lines] = text(file.subarray(0, headerLength(file) ?? 0)).split('\n')
  return version === 'age-encryption.org/v1' ? lines.filter((line) => line.startsWith('-> ')) : []
}

export const unpadded = (some: Bytes): string => toBase64(some).replace(/=+$/, '')
const padded = (spelt: string): Bytes => fromBase64(spelt.padEnd(Math.ceil(spelt.length / 4) * 4, '='))
