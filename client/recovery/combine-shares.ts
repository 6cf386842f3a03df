// Three shares become the recovery identity again, on a machine that is off the network. Each share is signed since it was split, so
// that a bad one is named and not just the whole refused.
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { canonical } from '@citycop/protocol/contract/canonical.ts'
import { type Envelope, parsePayload, verifyEnvelope } from '@citycop/protocol/contract/dsse.ts'
import type { Pins } from '@citycop/protocol/keys/certificates.ts'
import { custodianQuorum, type RecoveryCertificate } from '@citycop/protocol/keys/recovery.ts'
import { type Share, share as shareSchema } from '@citycop/protocol/recovery/asked.ts'
import { combine } from 'shamir-secret-sharing'
import { identityFromSeed, recipientOf } from '../sealing/suite.ts'
import { recipientHash } from './make-recovery.ts'
import { RecoveryRefused } from './recovery-refused.ts'

/** `name`: what a person calls it by, such as its file. */
export type GivenShare = { readonly name: string; readonly envelope: Envelope }
export type Combined = { readonly identity: string; readonly bad: readonly string[] }

const said = ({ envelope }: GivenShare): Share | undefined => parsePayload(shareSchema, fromBase64(envelope.payload))

/** The city that most of the shares know. @throws RecoveryRefused too-few when no three of them know the same one */
export function pinsOfShares(given: readonly GivenShare[]): Pins {
  const known = given.flatMap((one) => said(one)?.pins ?? [])
  const spelt = known.map(canonical)
  const most = known.find((_, i) => spelt.filter((one) => one === spelt[i]).length >= custodianQuorum)
  if (most) return most
  const unread = given.filter((one) => !said(one)).map((one) => one.name)
  throw new RecoveryRefused('too-few', unread)
}

/** @throws RecoveryRefused too-few, with the bad ones; wrong-secret */
export async function combineShares(
  pins: Pins,
  { unit, recipient, splitPk }: RecoveryCertificate,
  given: readonly GivenShare[],
): Promise<Combined> {
  const good = new Map<number, Share>()
  const bad: string[] = []
  for (const one of given) {
    const payload = verifyEnvelope('share', one.envelope, fromBase64(splitPk))
    const parsed = payload && parsePayload(shareSchema, payload)
    const fits =
      parsed?.instance === pins.instance && parsed.unit === unit && parsed.recipient === recipientHash(recipient)
    if (parsed && fits && canonical(parsed.pins) === canonical(pins)) good.set(parsed.number, parsed)
    else bad.push(one.name)
  }
  if (good.size < custodianQuorum) throw new RecoveryRefused('too-few', bad)
  const parts = [...good.values()].slice(0, custodianQuorum).map((one) => fromBase64(one.share))
  const identity = identityFromSeed(pins.suite, await combine(parts))
  if ((await recipientOf(identity)) !== recipient) throw new RecoveryRefused('wrong-secret')
  return { identity, bad }
}
