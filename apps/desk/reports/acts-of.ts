// What this officer can do with an open report: what comes next stands first, what is rare in two groups behind a disclosure.
// Pure: the day comes in as an argument.
import type { InboxRow } from '@citycop/client/reports/list-reports.ts'
import { next, type Status } from '@citycop/protocol/reports/workflow.ts'
import { isOffered } from '../officers/may.ts'
import type { Officer } from '../worker/commands.ts'
import { isAble } from './bulk-act.ts'

const nextOnes = ['take', 'answer', 'law', 'close'] as const
const others = ['give', 'hand', 'refer', 'court'] as const
const lawful = ['pause', 'law', 'change-law', 'hold', 'release'] as const
export type Act = (typeof nextOnes | typeof others | typeof lawful)[number]
type Asked = { officer: Officer; status: Status; row: InboxRow | undefined; today: string }
type Acts = { next: Act[]; others: Act[]; lawful: Act[] }

function isPossible(act: Act, { officer, status, row, today }: Asked): boolean {
  if (act === 'take') return next(status, 'report:take') !== undefined
  if (act === 'close') return next(status, 'report:close') !== undefined
  if (act === 'answer') return next(status, 'message:answer') !== undefined
  if (act === 'refer') return next(status, 'message:answer') !== undefined && isOffered(officer, 'report:refer')
  if (!row) return false
  if (act === 'give') return isAble(row, 'assign', today) && isOffered(officer, 'report:assign')
  if (act === 'pause') return isAble(row, 'pause', today) && isOffered(officer, 'report:pause-clock')
  if (act === 'hand') return next(status, 'report:transfer') !== undefined && isOffered(officer, 'report:transfer')
  if (act === 'release') return row.hold !== undefined && isOffered(officer, 'report:release-hold')
  if (act === 'court') return next(status, 'report:agree-export') !== undefined && isOffered(officer, 'report:export')
  if (act === 'hold') return !row.hold && next(status, 'report:hold') !== undefined && isOffered(officer, 'report:hold')
  const triage = next(status, 'report:triage') !== undefined && isOffered(officer, 'report:triage')
  if (act === 'law') return triage
  return triage && row.regime !== 'UNDETERMINED' && isOffered(officer, 'report:change-regime')
}

/** Its law is among what comes next until it is decided; the answer is, until it was given. */
export function actsOf(asked: Asked): Acts {
  const { row } = asked
  const decided = row !== undefined && row.regime !== 'UNDETERMINED'
  const answered = row?.clocks.answeredOn !== undefined
  const able = (acts: readonly Act[]) => acts.filter((act) => isPossible(act, asked))
  const inOrder = answered ? (['take', 'law', 'close', 'answer'] as const) : nextOnes
  return {
    next: able(inOrder).filter((act) => act !== 'law' || !decided),
    others: able(others),
    lawful: able(lawful).filter((act) => act !== 'law' || decided),
  }
}
