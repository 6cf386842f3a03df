// Keeping who reported, and letting it go: at the policy's day after the report was closed, with the report, or when asked for no more.
import { addDays } from '@citycop/protocol/contract/days.ts'
import type { Context } from '../context.ts'
import type { Query } from '../platform/database.ts'
import { sha256 } from '../platform/hash.ts'

export const keepIdentity = (query: Query, city: string, report: Buffer, file: Buffer) =>
  query('insert into identity_vault (city, report, object, file) values ($1, $2, $3, $4)', [
    city,
    report,
    sha256(file),
    file,
  ])

/** With all that was asked about it. */
export async function removeIdentity(query: Query, city: string, report: Buffer): Promise<void> {
  for (const table of ['identity_request', 'identity_vault'])
    await query(`delete from ${table} where city = $1 and report = $2`, [city, report])
}

/** Answers how many identities went. Run with the sweep. */
export async function forgetIdentities({ database, city, clock, policy }: Context): Promise<number> {
  const { instance } = city.pins
  const today = clock.today()
  await database.query('update identity_request set inner_file = null where city = $1 and until < $2', [
    instance,
    today,
  ])
  const rows = await database.query<{ report: Buffer }>(
    `select k.report from identity_vault k join report r on r.city = k.city and r.ref = k.report
     where k.city = $1 and r.closed_on < $2 and (r.hold_until is null or r.hold_until < $3)`,
    [instance, addDays(today, -policy.identityDays), today],
  )
  for (const { report } of rows) await database.transaction(({ query }) => removeIdentity(query, instance, report))
  return rows.length
}
