// Letting somebody go: their certificate loses the unit, every live epoch of the unit ends today, and a new one begins the same minute
// for those who stay.
import { addDays } from '@citycop/protocol/contract/days.ts'
import type { Envelope } from '@citycop/protocol/contract/dsse.ts'
import { certificateOf, endedToday, nextEpoch, type UnitChange } from './change-unit.ts'
import { makeEpochCertificate, makeOfficerCertificate } from './make-certificate.ts'
import { type Lead, liveEpochs, refuseCityPost } from './unit-lead.ts'
import { UnitRefused } from './unit-refused.ts'

/** @throws UnitRefused */
export async function removeMember(lead: Lead, keyId: string): Promise<UnitChange> {
  const live = liveEpochs(lead)
  if (!live.some((one) => one.members.some((each) => each.officer === keyId))) throw new UnitRefused('no-member')
  const last = live.at(-1) ?? live[0]
  const remaining = last.members.filter((one) => one.officer !== keyId)
  if (remaining.length === 0) throw new UnitRefused('last-member')
  // Numbered before the next epoch: as of no number at which that one is known was this officer still a member (wraps.ts).
  const left = withoutUnit(lead, keyId)
  const ended = live.map((one) => {
    const stay = one.members.filter((each) => each.officer !== keyId)
    return { ...endedToday(lead, one), members: stay.length > 0 ? stay : remaining }
  })
  const next = await nextEpoch(lead, last, remaining, lead.today)
  const epochs = [...ended.map((one) => makeEpochCertificate(one, lead.seed)), next.certificate]
  return { certificates: [...left, ...epochs], wraps: next.wraps, recovery: next.recovery }
}

/** Left in no unit, the certificate ends: yesterday, so that it holds for not one act more. */
function withoutUnit(lead: Lead, keyId: string): Envelope[] {
  const { unit, today, seed, nextNumber } = lead
  const certificate = certificateOf(lead, keyId)
  if (!certificate?.units.includes(unit)) return []
  refuseCityPost(lead, certificate)
  const units = certificate.units.filter((one) => one !== unit)
  const notAfter = units.length > 0 ? certificate.notAfter : addDays(today, -1)
  const left = { ...certificate, certNo: nextNumber(), notBefore: today, notAfter, units }
  return [makeOfficerCertificate(left, seed)]
}
