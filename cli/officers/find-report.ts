// A report by the desk's name for it, or by the reference a citizen says on the telephone.
import type { Desk } from '@citycop/client/officers/sign-in.ts'
import { type InboxRow, listReports } from '@citycop/client/reports/list-reports.ts'
import { next, type Transition } from '@citycop/protocol/reports/workflow.ts'
import type { Given, Options } from '../command.ts'
import { Refused } from '../refusal.ts'
import { Usage } from '../usage.ts'

export const reportOption: Options = {
  report: { value: 'REPORT', says: 'its reference (K7QF-2M9X) or its ref from "officer list"', required: true },
}

export const findReport = (desk: Desk, given: Given): Promise<InboxRow> => findNamed(desk, given.need('report').trim())

export async function findNamed(desk: Desk, named: string): Promise<InboxRow> {
  const found = /^[0-9a-f]{32}$/.test(named)
    ? (await listReports(desk, { ref: named })).reports[0]
    : await byReference(desk, asReference(named))
  if (found) return found
  throw new Refused('not-found', 'this officer’s units have no such report')
}

async function byReference(desk: Desk, reference: string): Promise<InboxRow | undefined> {
  for (let after: string | undefined; ; ) {
    const page = await listReports(desk, after === undefined ? {} : { after })
    const found = page.reports.find((row) => row.reference === reference)
    if (found || page.next === undefined) return found
    after = page.next
  }
}

/** As heard on the telephone: without the hyphen, in small letters, O for 0 and I or L for 1. */
function asReference(spoken: string): string {
  const plain = spoken.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  if (!/^[0-9A-HJKMNP-TV-Z]{8}$/.test(plain))
    throw new Usage('a report is named by a reference like K7QF-2M9X, or by its ref')
  return `${plain.slice(0, 4)}-${plain.slice(4)}`
}

/** Refused here, an act that the table does not allow costs no logged opening. */
export function refuseUnless(row: InboxRow, act: Transition): void {
  if (next(row.status, act, 'taken') !== undefined) return
  const first = act === 'report:close' && row.status === 'received' ? '; take or answer it first' : ''
  throw new Refused('state-changed', `report ${row.reference} is ${row.status}, which does not allow this${first}`)
}
