// Posts of the whole city: a data-protection officer, a chief, an administrator of the desk. They are in no unit and hold no unit's key.
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { bytes } from '@citycop/protocol/contract/bytes.ts'
import { canonical } from '@citycop/protocol/contract/canonical.ts'
import { addDays } from '@citycop/protocol/contract/days.ts'
import { type Envelope, signEnvelope } from '@citycop/protocol/contract/dsse.ts'
import { isOfCity } from '@citycop/protocol/keys/certificates.ts'
import { type PostRequest, readPostRequest } from '@citycop/protocol/keys/member-request.ts'
import type { OfficerKeys } from '../officers/keyfile.ts'
import { recipientOf } from '../sealing/suite.ts'
import { appoint, certificateOf, type Post, type UnitChange } from './change-unit.ts'
import { makeOfficerCertificate, publicKeyOf } from './make-certificate.ts'
import { requestWords } from './member-request.ts'
import type { CityLead } from './unit-lead.ts'
import { UnitRefused } from './unit-refused.ts'

export async function makePostRequest({
  instance,
  rootPk,
  name,
  signSeed,
  ageIdentity,
}: OfficerKeys): Promise<Envelope> {
  const seed = fromBase64(signSeed)
  const keys = { officerPk: publicKeyOf(seed), recipient: await recipientOf(ageIdentity) }
  const asked: PostRequest = { v: 1, instance, rootPk, city: true, name, ...keys }
  return signEnvelope('join', bytes(canonical(asked)), seed)
}

/** What was asked, if these are the words that the officer read out. @throws UnitRefused */
export async function checkPostRequest(envelope: Envelope, words: string): Promise<PostRequest> {
  const asked = readPostRequest(envelope)
  if (!asked) throw new UnitRefused('request')
  if (words.trim().toLowerCase().split(/\s+/).join(' ') !== (await requestWords(envelope)))
    throw new UnitRefused('fingerprint')
  return asked
}

/** @throws UnitRefused */
export function givePost(lead: CityLead, request: PostRequest, post: Post): UnitChange {
  const { pins, trusted } = lead
  if (request.instance !== pins.instance || !trusted.roots.includes(request.rootPk)) throw new UnitRefused('other-city')
  return { certificates: [appoint(lead, request, post)], wraps: [] }
}

/** The certificate ends yesterday, so that it holds for not one act more. @throws UnitRefused no-post */
export function takePost(lead: CityLead, keyId: string): UnitChange {
  const before = certificateOf(lead, keyId)
  if (!before || before.units.length > 0 || !isOfCity(before)) throw new UnitRefused('no-post')
  const { today, nextNumber, seed } = lead
  const ended = { ...before, certNo: nextNumber(), notBefore: today, notAfter: addDays(today, -1) }
  return { certificates: [makeOfficerCertificate(ended, seed)], wraps: [] }
}
