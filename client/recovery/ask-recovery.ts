// Custodians ask for a unit's keys; a member or the lead objects; a custodian fetches what was waited for.
import { fromBase64, toBase64 } from '@citycop/protocol/contract/base64.ts'
import { bytes } from '@citycop/protocol/contract/bytes.ts'
import { canonical } from '@citycop/protocol/contract/canonical.ts'
import { type Envelope, keyIdOf, signEnvelope } from '@citycop/protocol/contract/dsse.ts'
import type { Trusted } from '@citycop/protocol/keys/chain.ts'
import { holdersOf, recoveryOf } from '@citycop/protocol/keys/recovery.ts'
import type { RecoveryRequest } from '@citycop/protocol/recovery/asked.ts'
import { publicKeyOf } from '../keys/make-certificate.ts'
import { alsoSign } from './make-recovery.ts'
import { RecoveryRefused } from './recovery-refused.ts'

type Asking = { readonly trusted: Trusted; readonly instance: string; readonly unit: string; readonly now: Date }

/** Signed by the first custodian. @throws RecoveryRefused */
export function askForKeys(
  { trusted, instance, unit, now }: Asking,
  epochs: readonly number[],
  seed: Uint8Array,
): Envelope {
  const recovery = recoveryOf(trusted, unit)
  if (!recovery) throw new RecoveryRefused('no-recovery')
  if (!holdersOf(trusted, recovery).includes(publicKeyOf(seed))) throw new RecoveryRefused('not-yours')
  const nonce = toBase64(crypto.getRandomValues(new Uint8Array(16)))
  const at = `${now.toISOString().slice(0, 16)}Z`
  const sorted = [...new Set(epochs)].sort((one, other) => one - other)
  const asked: RecoveryRequest = { v: 1, instance, unit, epochs: sorted, recovery: recovery.hash, at, nonce }
  return signEnvelope('recovery-request', bytes(canonical(asked)), seed)
}

/** @throws RecoveryRefused custodians when this key signed already: a second signature of one person counts for nobody */
export function signAlso(envelope: Envelope, seed: Uint8Array): Envelope {
  const own = keyIdOf(fromBase64(publicKeyOf(seed)))
  if (envelope.signatures.some(({ keyid }) => keyid === own)) throw new RecoveryRefused('custodians', [own])
  return alsoSign(envelope, seed)
}

const signed = (domain: 'recovery-objection' | 'recovery-fetch', instance: string, request: string, seed: Uint8Array) =>
  signEnvelope(domain, bytes(canonical({ v: 1, instance, request, by: publicKeyOf(seed) })), seed)

export const makeObjection = (instance: string, request: string, seed: Uint8Array): Envelope =>
  signed('recovery-objection', instance, request, seed)

export const makeFetch = (instance: string, request: string, seed: Uint8Array): Envelope =>
  signed('recovery-fetch', instance, request, seed)
