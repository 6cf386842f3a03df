// Handing a report to a court. The act names the case and whom it is for; then the headers leave as for an opening, and the officer's
// device seals what the court gets. Nothing of it comes back to the server.
import { Problem } from '@citycop/protocol/contract/problem.ts'
import type { Reply } from '@citycop/protocol/contract/route.ts'
import { handoverPurpose, handoverReasons } from '@citycop/protocol/policy/parameters.ts'
import type { exportReport as route } from '@citycop/protocol/reports/export-contract.ts'
import type { Context } from '../context.ts'
import type { Officer, Permit } from '../policy/authorise.ts'
import type { Asked } from './desk-request.ts'
import { letOut } from './open-report.ts'
import type { Report } from './store.ts'

export async function exportReport(
  ctx: Context,
  permit: Permit<'report:export'>,
  officer: Officer,
  found: Report,
  asked: Asked,
  seen: number,
): Promise<Reply<typeof route>> {
  if (asked.purpose !== handoverPurpose || !handoverReasons.some((one) => one === asked.reason) || !asked.recipient)
    throw new Problem('bad-request', 'an export names its purpose, on whose word it is, and whom it is for')
  const released = await letOut(ctx, permit, officer, found, asked, seen)
  return { ...released, intake: await arrival(ctx, found) }
}

/** The entry of the report's first act, which is as old as the report. */
async function arrival({ database, city }: Context, { logRef }: Report): Promise<number> {
  const [row] = await database.query<{ idx: number }>(
    `select a.idx from act_payload p join log_act a on a.city = p.city and a.id = p.act
     where p.city = $1 and p.log_ref = $2 and p.n = 0`,
    [city.pins.instance, logRef],
    'arrival',
  )
  if (!row) throw new Error('a report without a first act')
  return row.idx
}
