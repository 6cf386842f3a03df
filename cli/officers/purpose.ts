// Why an officer opens a report: a purpose and a reason code, both logged and shown to the person who reported.

import { writeFileSync } from 'node:fs'
import type { Desk } from '@citycop/client/officers/sign-in.ts'
import { type OpenedReport, openReport, type Why } from '@citycop/client/reports/open-report.ts'
import { Tampered } from '@citycop/client/reports/tampered.ts'
import { isDay } from '@citycop/protocol/contract/days.ts'
import { deferralGrounds, type OpeningReason, openingReasons, purposes } from '@citycop/protocol/policy/parameters.ts'
import type { Given, Options } from '../command.ts'
import { Refused } from '../refusal.ts'
import { Usage } from '../usage.ts'

export const purposeOptions: Options = {
  purpose: { value: 'P', says: `why it is opened: ${purposes.join(', ')} (handle_concern)` },
  case: { value: 'NUMBER', says: 'a case number; only its hash leaves this machine' },
  later: {
    value: 'GROUND:DAY',
    says: `tell the person only after that day, where the policy lets you: ${deferralGrounds.join(', ')}`,
  },
}
export const whyOption = (reason: OpeningReason) => ({
  value: 'R',
  says: `the occasion: ${openingReasons.join(', ')} (${reason})`,
})

/** @throws Usage */
export function whyOf(given: Given, otherwise: OpeningReason, option = 'reason'): Why {
  const purpose = purposes.find((one) => one === (given.text('purpose') ?? 'handle_concern'))
  if (!purpose) throw new Usage(`--purpose is one of ${purposes.join(', ')}`)
  const reason = openingReasons.find((one) => one === (given.text(option) ?? otherwise))
  if (!reason) throw new Usage(`--${option} is one of ${openingReasons.join(', ')}`)
  const caseRef = given.text('case')
  const later = given.text('later')
  return {
    purpose,
    reason,
    ...(caseRef === undefined ? {} : { caseRef }),
    ...(later === undefined ? {} : { later: laterOf(later) }),
  }
}

export function laterOf(typed: string): NonNullable<Why['later']> {
  const [named, until] = typed.split(':')
  const ground = deferralGrounds.find((one) => one === named)
  if (!ground || until === undefined || !isDay(until))
    throw new Usage(`--later takes a ground and a day, like inquiry:2027-01-31; grounds: ${deferralGrounds.join(', ')}`)
  return { ground, until }
}

/** Opens, or writes down what the server did wrong. */
export async function openFor(desk: Desk, ref: string, why: Why): Promise<OpenedReport> {
  try {
    return await openReport(desk, ref, why)
  } catch (error) {
    if (!(error instanceof Tampered)) throw error
    const file = `citycop-evidence-${ref.slice(0, 8)}-${Date.now()}.json`
    writeFileSync(file, error.evidence, { flag: 'wx', mode: 0o600 })
    throw new Refused(
      'tampered',
      `stopped: what the server released does not fit (${error.why}); nothing is shown, and the evidence is in ${file}`,
    )
  }
}
