// Everything that follows from a passphrase or an officer's seed (SEALING.md 2, J2). One HKDF, one label for each purpose.
import { toBase64 } from '@citycop/protocol/contract/base64.ts'
import { type Bytes, bytes } from '@citycop/protocol/contract/bytes.ts'
import type { Suite } from '@citycop/protocol/contract/fields.ts'
import { mailboxId, reference } from '@citycop/protocol/reports/mailbox.ts'
import { ed25519 } from '@noble/curves/ed25519.js'
import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { sealed } from './secret.ts'
import { identityFromSeed, recipientOf } from './suite.ts'

export const derive = (instance: string, key: Uint8Array, label: string): Bytes =>
  hkdf(sha256, key, bytes(`citycop/v1/${instance}`), bytes(label), 32) as Bytes

export type PassphraseKeys = {
  readonly mailbox: string
  readonly reference: string
  readonly mailboxPk: string
  readonly signSeed: Bytes
  readonly identity: string
  readonly recipient: string
  readonly tagKey: Bytes
  readonly noticeKey: Bytes
}

export async function passphraseKeys(city: { instance: string; suite: Suite }, r: Uint8Array): Promise<PassphraseKeys> {
  const from = (label: string) => derive(city.instance, r, label)
  const signSeed = from('passphrase/sign')
  const publicKey = ed25519.getPublicKey(signSeed)
  const identity = identityFromSeed(city.suite, from('passphrase/age'))
  const mailbox = mailboxId(publicKey)
  return sealed({
    mailbox,
    reference: reference(mailbox),
    mailboxPk: toBase64(publicKey),
    signSeed,
    identity,
    recipient: await recipientOf(identity),
    tagKey: from('log/tag'),
    noticeKey: from('log/notice'),
  })
}

/** The subkey that signs an officer's messages in one epoch of one unit. */
export const epochSigningSeed = (instance: string, signSeed: Uint8Array, unit: string, epoch: number): Bytes =>
  derive(instance, signSeed, `officer/epoch-sign/${unit}/${epoch}`)
