// A unit's first key, for the officers it begins with. Later ones are let in (change-unit.ts).
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { addDays } from '@citycop/protocol/contract/days.ts'
import { keyIdOf } from '@citycop/protocol/contract/dsse.ts'
import type { EpochCertificate } from '@citycop/protocol/keys/certificates.ts'
import { epochDays, epochsOf } from '@citycop/protocol/keys/epochs.ts'
import type { MemberRequest } from '@citycop/protocol/keys/member-request.ts'
import { recoveryOf } from '@citycop/protocol/keys/recovery.ts'
import { appoint, type Post, refuseOthersRequest, type UnitChange } from './change-unit.ts'
import { makeEpoch } from './make-unit.ts'
import { type Lead, within } from './unit-lead.ts'
import { UnitRefused } from './unit-refused.ts'

export const firstEpoch = 1

/** @throws UnitRefused */
export async function foundUnit(
  lead: Lead,
  plan: Pick<EpochCertificate, 'title' | 'serves'>,
  requests: readonly MemberRequest[],
  post: Post,
): Promise<UnitChange> {
  const { pins, trusted, unit, today, nextNumber, seed } = lead
  if (epochsOf(trusted, unit).length > 0) throw new UnitRefused('founded-already')
  if (new Set(requests.map((one) => one.officerPk)).size < requests.length) throw new UnitRefused('member-already')
  for (const one of requests) {
    refuseOthersRequest(lead, one)
    if (one.epoch !== firstEpoch) throw new UnitRefused('request') // its subkey is none that a first epoch could name
  }
  const officers = requests.map((one) => appoint(lead, one, post, unit))
  const members = requests.map(({ officerPk, recipient, signPk }) => ({
    officer: keyIdOf(fromBase64(officerPk)),
    recipient,
    signPk,
  }))
  const validity = { notBefore: today, notAfter: within(lead, addDays(today, epochDays)) }
  const epoch = { ...plan, ...validity, instance: pins.instance, certNo: nextNumber(), unit, epoch: firstEpoch }
  const made = await makeEpoch(pins.suite, epoch, members, seed, recoveryOf(trusted, unit))
  return { certificates: [...officers, made.certificate], wraps: made.wraps, recovery: made.recovery }
}
