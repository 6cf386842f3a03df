// What a report is, in law: under which regime, filed as what, and whether it is about what the law protects specially (J5, POLICY
// 4.1). The first decision may lengthen the life that the shortest class gave it; changing the law later is a decision of its own.
import { Problem } from '@citycop/protocol/contract/problem.ts'
import type { Decision } from '@citycop/protocol/log/entry.ts'
import { endDate } from '@citycop/protocol/policy/end-date.ts'
import type { Regime } from '@citycop/protocol/policy/parameters.ts'
import type { RetentionClass } from '@citycop/protocol/policy/terms.ts'
import type { Context } from '../context.ts'
import type { Officer, Permit } from '../policy/authorise.ts'
import { type Changed, changeReport } from './change-report.ts'
import { type Asked, actWords, useRequest } from './desk-request.ts'
import type { Report } from './store.ts'

export const triageReport = (
  ctx: Context,
  permit: Permit<'report:triage' | 'report:change-regime'>,
  officer: Officer,
  found: Report,
  asked: Asked,
): Promise<Changed> => {
  const decided = readDecision(asked.decision)
  return changeReport(ctx, found, {
    transition: 'report:triage',
    words: (report) => {
      refuseUnlessNew(permit.action, report, decided)
      return actWords(ctx, permit, officer, report, asked)
    },
    change: (report) => ({
      regime: decided.regime,
      retentionClass: decided.retentionClass,
      protected: decided.protected ?? report.protected,
      triagedOn: report.triagedOn ?? ctx.clock.today(),
      endsOn: endDate(report.day, decided.retentionClass, ctx.versions.since(report.policyVersion)),
    }),
    request: JSON.stringify(asked.envelope),
    also: (query) => useRequest(query, ctx, asked),
  })
}

type Triage = Decision & { readonly regime: Regime; readonly retentionClass: RetentionClass }

function readDecision(decision: Decision | undefined): Triage {
  const { regime, retentionClass } = decision ?? {}
  if (regime === undefined || regime === 'UNDETERMINED' || retentionClass === undefined)
    throw new Problem('bad-request', 'a triage names a law and a class')
  // What is under the GDPR is no crime, and what is a crime is not (POLICY 4.1): a class of the other law would keep it too long.
  if (regime === 'GDPR' && retentionClass.startsWith('crime'))
    throw new Problem('bad-request', 'a crime is not filed under the GDPR')
  return { ...decision, regime, retentionClass }
}

/** @throws Problem state-changed */
function refuseUnlessNew(action: string, report: Report, { regime, ground }: Triage): void {
  const changes = report.regime !== 'UNDETERMINED' && report.regime !== regime
  if (action === 'report:triage' && changes)
    throw new Problem('state-changed', `it is under ${report.regime}; changing the law is a decision of its own`)
  if (action === 'report:change-regime' && !changes)
    throw new Problem('state-changed', `there is nothing to change: it is under ${report.regime}`)
  if (action === 'report:change-regime' && ground === undefined)
    throw new Problem('bad-request', 'changing the law names its ground')
}
