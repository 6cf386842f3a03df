// What the commands that decide something about a report have in common: find it, refuse what its state does not allow, say what came.
import type { Desk } from '@citycop/client/officers/sign-in.ts'
import type { InboxRow } from '@citycop/client/reports/list-reports.ts'
import { isDay } from '@citycop/protocol/contract/days.ts'
import type { Status, Transition } from '@citycop/protocol/reports/workflow.ts'
import type { Given, Option, Outcome } from '../command.ts'
import { Usage } from '../usage.ts'
import { atDesk } from './desk.ts'
import { findReport, refuseUnless } from './find-report.ts'

type Changed = { readonly status: Status; readonly index: number }
type Deciding = {
  readonly transition: Transition | ((row: InboxRow) => Transition)
  readonly done: string
  /** What was decided, for programs. */
  readonly decision: Readonly<Record<string, string | boolean>>
  act(desk: Desk, row: InboxRow): Promise<Changed>
}

export const decide = (given: Given, { transition, done, decision, act }: Deciding): Promise<Outcome> =>
  atDesk(given, async (desk) => {
    const row = await findReport(desk, given)
    refuseUnless(row, typeof transition === 'function' ? transition(row) : transition)
    const { status, index } = await act(desk, row)
    const { ref, reference } = row
    return {
      json: { ref, reference, status, ...decision, leaf: index },
      text: `${done} Report ${reference} is ${status}.`,
    }
  })

export const dayOption = (says: string, required = false): Option => ({
  value: 'DAY',
  says,
  ...(required ? { required } : {}),
})

/** @throws Usage */
export function dayOf(given: Given, option: string): string | undefined {
  const day = given.text(option)
  if (day === undefined || isDay(day)) return day
  throw new Usage(`--${option} is a day like 2027-01-31`)
}

/** One of a list of codes. @throws Usage */
export function oneOf<Code extends string>(given: Given, option: string, codes: readonly Code[]): Code {
  const code = codes.find((one) => one === given.need(option))
  if (code === undefined) throw new Usage(`--${option} is one of ${codes.join(', ')}`)
  return code
}
