// An officer asks to be let into a unit; and how two people make sure, face to face, that it is this officer's request.
import { fromBase64, toBase64 } from '@citycop/protocol/contract/base64.ts'
import { bytes } from '@citycop/protocol/contract/bytes.ts'
import { canonical } from '@citycop/protocol/contract/canonical.ts'
import { type Envelope, signEnvelope } from '@citycop/protocol/contract/dsse.ts'
import { type MemberRequest, readMemberRequest, requestHash } from '@citycop/protocol/keys/member-request.ts'
import { ed25519 } from '@noble/curves/ed25519.js'
import type { OfficerKeys } from '../officers/keyfile.ts'
import { epochSigningSeed } from '../sealing/derive.ts'
import { recipientOf } from '../sealing/suite.ts'
import { sixWords } from './fingerprint.ts'
import { publicKeyOf } from './make-certificate.ts'
import { UnitRefused } from './unit-refused.ts'

/** `epoch`: the unit's in use. */
export async function makeMemberRequest(keys: OfficerKeys, unit: string, epoch: number): Promise<Envelope> {
  const signSeed = fromBase64(keys.signSeed)
  const { instance, rootPk, name } = keys
  const asked: MemberRequest = {
    v: 1,
    instance,
    rootPk,
    unit,
    name,
    officerPk: toBase64(ed25519.getPublicKey(signSeed)),
    recipient: await recipientOf(keys.ageIdentity),
    signPk: publicKeyOf(epochSigningSeed(instance, signSeed, unit, epoch)),
    epoch,
  }
  return signEnvelope('join', bytes(canonical(asked)), signSeed)
}

export const requestWords = (envelope: Envelope): Promise<string> => sixWords(requestHash(envelope))

/** What was asked, if these are the words that the officer read out. @throws UnitRefused */
export async function checkMemberRequest(envelope: Envelope, words: string): Promise<MemberRequest> {
  const asked = readMemberRequest(envelope)
  if (!asked) throw new UnitRefused('request')
  if (words.trim().toLowerCase().split(/\s+/).join(' ') !== (await requestWords(envelope)))
    throw new UnitRefused('fingerprint')
  return asked
}
