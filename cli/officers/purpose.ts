// Why an officer opens a report: a purpose and a reason code, both logged and shown to the person who reported.

import { writeFileSync } from 'node:fs'
import type { Desk } from '@citycop/client/officers/sign-in.ts'
import { type OpenedReport, openReport } from '@citycop/client/reports/open-report.ts'
import { Tampered } from '@citycop/client/reports/tampered.ts'
import { type OpeningReason, openingReasons, purposes } from '@citycop/protocol/policy/parameters.ts'
import type { Given, Options } from '../command.ts'
import { Refused } from '../refusal.ts'
import { Usage } from '../usage.ts'

export const purposeOptions: Options = {
  purpose: { value: 'P', says: `why it is opened: ${purposes.join(', ')} (handle_concern)` },
  case: { value: 'NUMBER', says: 'a case number; only its hash leaves this machine' },
}
export const whyOption = (reason: OpeningReason) => ({
  value: 'R',
  says: `the occasion: ${openingReasons.join(', ')} (${reason})`,
})

export type Why = { purpose: (typeof purposes)[number]; reason: OpeningReason; caseRef?: string }

/** @throws Usage */
export function whyOf(given: Given, otherwise: OpeningReason, option = 'reason'): Why {
  const purpose = purposes.find((one) => one === (given.text('purpose') ?? 'handle_concern'))
  if (!purpose) throw new Usage(`--purpose is one of ${purposes.join(', ')}`)
  const reason = openingReasons.find((one) => one === (given.text(option) ?? otherwise))
  if (!reason) throw new Usage(`--${option} is one of ${openingReasons.join(', ')}`)
  const caseRef = given.text('case')
  return { purpose, reason, ...(caseRef === undefined ? {} : { caseRef }) }
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
