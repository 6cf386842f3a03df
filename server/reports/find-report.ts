// How other capabilities come to a report.
import { Problem } from '@citycop/protocol/contract/problem.ts'
import type { Context } from '../context.ts'
import type { Query } from '../platform/database.ts'
import { findByMailbox, findByRef, lockReport, type Report } from './store.ts'

/** @throws Problem not-found */
export async function findReport(
  { database, city }: Context,
  where: { ref: string } | { mailbox: string },
): Promise<Report> {
  const { instance } = city.pins
  const found =
    'ref' in where
      ? await findByRef(database.query, instance, where.ref)
      : await findByMailbox(database.query, instance, where.mailbox)
  if (!found) throw new Problem('not-found')
  return found
}

/** The report as it is now, held until the transaction ends. @throws Problem: not-found, state-changed */
export async function holdForChange(query: Query, { city }: Context, { ref, unit }: Report): Promise<Report> {
  const report = await lockReport(query, city.pins.instance, ref)
  if (!report) throw new Problem('not-found')
  // What was decided about the report of one unit holds for no other.
  if (report.unit !== unit) throw new Problem('state-changed', 'it was handed to another unit')
  return report
}
