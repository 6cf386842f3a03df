// The rows of what officers agreed to: one for each officer and report, the last one said.
import type { Query } from '../platform/database.ts'
import type { Report } from './store.ts'

/** To whom, in which case, on whose word: hashes, as they were signed. */
export type Terms = { readonly recipient: string; readonly caseRef: string; readonly reason: string }
type New = Terms & { readonly officer: string; readonly act: string; readonly until: string }

const hash = (hex: string): Buffer => Buffer.from(hex, 'hex')

export async function insertAgreed(query: Query, city: string, { ref, unit }: Report, one: New): Promise<void> {
  await query('delete from export_agreed where city = $1 and report = $2 and officer = $3', [city, ref, one.officer])
  await query(
    `insert into export_agreed (city, report, officer, act, unit, recipient, case_ref, reason, until)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [city, ref, one.officer, one.act, unit, hash(one.recipient), hash(one.caseRef), one.reason, one.until],
  )
}

/** Who else agreed to the very same while the report was this unit's, the latest first. */
export async function othersAgreed(
  query: Query,
  city: string,
  { ref, unit }: Report,
  officer: string,
  { recipient, caseRef, reason }: Terms,
  today: string,
): Promise<readonly string[]> {
  const rows = await query<{ officer: string }>(
    `select officer from export_agreed where city = $1 and report = $2 and unit = $3 and officer <> $4
       and recipient = $5 and case_ref = $6 and reason = $7 and until >= $8 order by until desc, officer`,
    [city, ref, unit, officer, hash(recipient), hash(caseRef), reason, today],
  )
  return rows.map((row) => row.officer)
}
