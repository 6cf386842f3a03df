// A version that shortens reaches the reports that are there already; one that lengthens does not (J18). Run at each change of
// version and at every sweep: a version may have begun by itself at midnight.
import { endDate } from '@citycop/protocol/policy/end-date.ts'
import type { RetentionClass } from '@citycop/protocol/policy/terms.ts'
import type { Context } from '../context.ts'

type Alike = { policy_version: number; retention_class: RetentionClass | null; day: string; last: string }

/** Answers how many reports end earlier than before. */
export async function shortenLives({ database, city, versions }: Context): Promise<number> {
  const { instance } = city.pins
  const alike = await database.query<Alike>(
    `select policy_version, retention_class, day, max(ends_on) as last from report
     where city = $1 and policy_version < $2 group by policy_version, retention_class, day`,
    [instance, versions.terms().version],
  )
  const earlier = alike
    .map((one) => ({ ...one, end: endDate(one.day, one.retention_class, versions.since(one.policy_version)) }))
    .filter(({ end, last }) => end < last)
  if (earlier.length === 0) return 0
  const rows = await database.query(
    `update report r set ends_on = given.ends
     from unnest($2::int[], $3::text[], $4::date[], $5::date[]) as given (version, class, day, ends)
     where r.city = $1 and r.policy_version = given.version and r.retention_class is not distinct from given.class
       and r.day = given.day and r.ends_on > given.ends
     returning r.ref`,
    [
      instance,
      earlier.map((one) => one.policy_version),
      earlier.map((one) => one.retention_class),
      earlier.map((one) => one.day),
      earlier.map((one) => one.end),
    ],
  )
  return rows.length
}
