// The access log ends as well: what officers' acts said goes when the policy's time for it has passed (POLICY R12, R13). The log
// keeps its 64 bytes, and the notices of a report that still lives stay with it.
import { addDays } from '@citycop/protocol/contract/days.ts'
import { endOf } from '@citycop/protocol/policy/periods.ts'
import type { Context } from '../context.ts'

/** Answers how many acts' words went. */
export async function forgetActs({ database, city, clock, policy }: Context): Promise<number> {
  const today = clock.today()
  const [oldest] = await database.query<{ day: string | null }>(
    'select min(day) as day from act_payload where city = $1',
    [city.pins.instance],
  )
  // The last day whose time has passed: ends grow with the days they are counted from.
  let until: string | undefined
  for (let day = oldest?.day; day && endOf(day, policy.accessLog) < today; day = addDays(day, 1)) until = day
  if (until === undefined) return 0
  const [row] = await database.query<{ gone: number }>('select forget_old_acts($1)::int as gone', [until])
  return row?.gone ?? 0
}
