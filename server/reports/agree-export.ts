// Two officers, where a city asks for two: each agrees by a signed and logged act of an own that this report may go to this court in this
// case. The first who does so asks the second; then either hands it over.
import { addDays } from '@citycop/protocol/contract/days.ts'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import { handoverPurpose, handoverReasons } from '@citycop/protocol/policy/parameters.ts'
import { exportAgreedDays } from '@citycop/protocol/reports/export-contract.ts'
import type { Context } from '../context.ts'
import { deferralOf } from '../log/defer-notice.ts'
import { authorise, type Officer, type Permit } from '../policy/authorise.ts'
import { insertAgreed, othersAgreed, type Terms } from './agreed-store.ts'
import { type Changed, changeReport } from './change-report.ts'
import { type Asked, actWords, useRequest } from './desk-request.ts'
import type { Report } from './store.ts'

/** Nothing moves yet. @throws Problem */
export function agreeExport(
  ctx: Context,
  permit: Permit<'report:agree-export'>,
  officer: Officer,
  found: Report,
  asked: Asked,
): Promise<Changed> {
  const terms = termsOf(asked)
  if (!terms) throw new Problem('bad-request', 'who agrees names the purpose, on whose word, the case and for whom')
  return changeReport(ctx, found, {
    transition: 'report:agree-export',
    words: (report) => actWords(ctx, permit, officer, report, asked),
    change: () => ({}),
    request: JSON.stringify(asked.envelope),
    // Told at once, it would say what the export itself may tell later.
    deferral: ({ regime }) => deferralOf(ctx.policy, regime, asked.decision, ctx.clock.today()),
    also: async (query, report, act) => {
      await useRequest(query, ctx, asked)
      const until = addDays(ctx.clock.today(), exportAgreedDays)
      await insertAgreed(query, ctx.city.pins.instance, report, {
        ...terms,
        officer: officer.keyId,
        act: act.id,
        until,
      })
    },
  })
}

/** With the other officer who agreed to the very same, if there is one. @throws Problem forbidden, with the rule that said no */
export async function permitExport(
  ctx: Context,
  officer: Officer,
  report: Report,
  asked: Asked,
): Promise<Permit<'report:export'>> {
  const { database, city, clock, keys } = ctx
  const terms = termsOf(asked)
  const today = clock.today()
  const others = terms
    ? await othersAgreed(database.query, city.pins.instance, report, officer.keyId, terms, today)
    : []
  // Whoever has left the unit since speaks for it no more.
  const approvedBy = others.find((one) => keys.officerNamed(one, today)?.units.includes(report.unit))
  return authorise(ctx, officer, 'report:export', report, { ...asked, approvedBy })
}

function termsOf({ purpose, reason, caseRef, recipient }: Asked): Terms | undefined {
  const known = handoverReasons.find((one) => one === reason)
  return purpose === handoverPurpose && known && caseRef && recipient
    ? { recipient, caseRef, reason: known }
    : undefined
}
