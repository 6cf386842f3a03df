// How a unit's lead lets somebody in and goes on to the next key. Each makes certificates and wraps to publish; nothing is sent here.
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { addDays } from '@citycop/protocol/contract/days.ts'
import { type Envelope, keyIdOf } from '@citycop/protocol/contract/dsse.ts'
import type { EpochCertificate, OfficerCertificate } from '@citycop/protocol/keys/certificates.ts'
import { aheadDays, daysLeft, epochDays, isMember, officerOf } from '@citycop/protocol/keys/epochs.ts'
import type { MemberRequest } from '@citycop/protocol/keys/member-request.ts'
import { recoveryOf } from '@citycop/protocol/keys/recovery.ts'
import type { MemberWrap, RecoveryWrap } from '@citycop/protocol/keys/wraps.ts'
import { makeEpochCertificate, makeOfficerCertificate } from './make-certificate.ts'
import type { Member } from './make-officer.ts'
import { makeEpoch } from './make-unit.ts'
import { type Lead, liveEpochs, refuseCityPost, within } from './unit-lead.ts'
import { UnitRefused } from './unit-refused.ts'

export type UnitChange = {
  readonly certificates: Envelope[]
  readonly wraps: MemberWrap[]
  readonly recovery?: RecoveryWrap[]
}
export type Post = Pick<OfficerCertificate, 'roles' | 'trainedOn' | 'clearedSpecial'>

const officerDays = 365

/** The unit's key stays: a member's desk hands it to the new one. @throws UnitRefused */
export function addMember(lead: Lead, request: MemberRequest, post: Post): UnitChange {
  refuseOthersRequest(lead, request)
  const live = liveEpochs(lead)
  const officer = keyIdOf(fromBase64(request.officerPk))
  if (live.every((one) => isMember(one, officer))) throw new UnitRefused('member-already')
  const joined = live.map((one) => ({
    ...amended(lead, one),
    members: [...one.members.filter((each) => each.officer !== officer), { officer, signPk: request.signPk }],
  }))
  return {
    certificates: [
      appoint(lead, request, post, lead.unit),
      ...joined.map((one) => makeEpochCertificate(one, lead.seed)),
    ],
    wraps: [],
  }
}

/** @throws UnitRefused */
export function refuseOthersRequest(
  { pins, trusted, unit }: Lead,
  request: Pick<MemberRequest, 'instance' | 'rootPk' | 'unit'>,
): void {
  if (request.instance !== pins.instance || !trusted.roots.includes(request.rootPk)) throw new UnitRefused('other-city')
  if (request.unit !== unit) throw new UnitRefused('other-unit')
}

/** The officer's certificate for another year; what it said before stays, a unit is added. @throws UnitRefused */
export function appoint(
  lead: Omit<Lead, 'unit'>,
  { officerPk, recipient }: Pick<MemberRequest, 'officerPk' | 'recipient'>,
  post: Post,
  ...units: readonly string[]
): Envelope {
  const { pins, trusted, today, nextNumber, seed } = lead
  const before = officerOf(trusted, officerPk, today)
  // One key, one recipient: a second one would let a request replace what colleagues seal to.
  if (before && before.recipient !== recipient) throw new UnitRefused('request')
  const appointed: OfficerCertificate = {
    ...(before ?? {}),
    ...post,
    v: 1,
    instance: pins.instance,
    certNo: nextNumber(),
    notBefore: today,
    notAfter: within(lead, addDays(today, officerDays)),
    officerPk,
    recipient,
    units: [...new Set([...(before?.units ?? []), ...units])],
  }
  refuseCityPost(lead, appointed)
  if (before) refuseCityPost(lead, before)
  return makeOfficerCertificate(appointed, seed)
}

/** The same epoch under a new number. */
export const amended = ({ today, nextNumber }: Lead, one: EpochCertificate): EpochCertificate => ({
  ...one,
  certNo: nextNumber(),
  notBefore: one.notBefore > today ? one.notBefore : today,
})

/**
 * The next epoch: certified ahead, it begins when the last one ends; at once, it begins today and ends the last one.
 * @throws UnitRefused too-early
 */
export async function rotate(lead: Lead, { atOnce = false } = {}): Promise<UnitChange> {
  const { trusted, unit, today } = lead
  const live = liveEpochs(lead)
  const [inUse] = live
  if (!atOnce && daysLeft(trusted, unit, today) >= aheadDays) throw new UnitRefused('too-early')
  const last = live.at(-1) ?? inUse
  const begins = atOnce || last.notAfter < today ? today : addDays(last.notAfter, 1)
  const ended = atOnce ? live.map((one) => endedToday(lead, one)) : []
  const until = addDays(begins, epochDays)
  const renewed = last.members.flatMap(({ officer }) => renewedFor(lead, officer, until))
  const next = await nextEpoch(lead, last, last.members, begins)
  const certificates = [...renewed, ...ended].map((one) =>
    'officerPk' in one ? makeOfficerCertificate(one, lead.seed) : makeEpochCertificate(one, lead.seed),
  )
  return { certificates: [...certificates, next.certificate], wraps: next.wraps, recovery: next.recovery }
}

/** A member's own certificate, for another year, when it would end before the next epoch does. */
function renewedFor(lead: Lead, officer: string, until: string): OfficerCertificate[] {
  const newest = certificateOf(lead, officer)
  if (!newest || newest.notAfter >= within(lead, until)) return []
  const notAfter = within(lead, addDays(lead.today, officerDays))
  return [{ ...newest, certNo: lead.nextNumber(), notBefore: lead.today, notAfter }]
}

/** What was certified ahead ends before it began. */
export const endedToday = (lead: Lead, one: EpochCertificate): EpochCertificate => ({
  ...amended(lead, one),
  notBefore: lead.today,
  notAfter: one.notAfter < lead.today ? one.notAfter : lead.today,
})

/** A fresh key, wrapped for these members, who keep the subkeys that the last epoch named. */
export function nextEpoch(
  lead: Lead,
  last: EpochCertificate,
  members: EpochCertificate['members'],
  notBefore: string,
): Promise<{ certificate: Envelope; wraps: MemberWrap[]; recovery: RecoveryWrap[] }> {
  const { v: _v, recipient: _recipient, members: _members, ...same } = last
  const validity = { notBefore, notAfter: within(lead, addDays(notBefore, epochDays)) }
  const plan = { ...same, ...validity, certNo: lead.nextNumber(), epoch: last.epoch + 1 }
  const named = members.map((one): Member => ({ ...one, recipient: recipientOf(lead, one.officer) }))
  return makeEpoch(lead.pins.suite, plan, named, lead.seed, recoveryOf(lead.trusted, lead.unit))
}

/** @throws UnitRefused no-certificate when nobody ever certified a member: nothing can be sealed to them */
function recipientOf(lead: Lead, officer: string): string {
  const certificate = certificateOf(lead, officer)
  if (!certificate) throw new UnitRefused('no-certificate')
  return certificate.recipient
}

/** The newest, whether it holds today or not. */
export const certificateOf = ({ trusted }: Pick<Lead, 'trusted'>, officer: string): OfficerCertificate | undefined =>
  trusted.officers
    .filter((one) => keyIdOf(fromBase64(one.officerPk)) === officer)
    .sort((one, other) => other.certNo - one.certNo)[0]
