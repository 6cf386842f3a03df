// What was done with a report before, for whoever opened it behind an entry of its own. Each act is given with what shows that its
// entry says this and nothing else, and with what its officer signed, so that the desk need not believe us.
import { envelope } from '@citycop/protocol/contract/dsse.ts'
import type { Reply } from '@citycop/protocol/contract/route.ts'
import type { openReport as route } from '@citycop/protocol/reports/desk-contract.ts'
import { mostPastActs } from '@citycop/protocol/reports/history.ts'
import { parse } from 'valibot'
import type { Context } from '../context.ts'
import { openNotice } from '../log/open-notice.ts'
import type { Report } from './store.ts'

type Row = { n: number; notice: Buffer; request: string | null }

/** Those before act `n`, the oldest first. */
export async function readHistory(
  { database, city }: Context,
  { ref, noticeKey }: Report,
  n: number,
): Promise<Reply<typeof route>['acts']> {
  const rows = await database.query<Row>(
    `select o.n, o.notice, p.request from notice o left join act_payload p on p.city = o.city and p.act = o.act
     where o.city = $1 and o.report = $2 and o.n < $3 order by o.n desc limit $4`,
    [city.pins.instance, ref, n, mostPastActs],
    'read-history',
  )
  return rows.reverse().map(({ n, notice, request }) => {
    const { opening, payload } = openNotice(noticeKey, notice)
    return {
      n,
      opening: opening.toString('base64'),
      payload: payload.toString('base64'),
      ...(request === null ? {} : { request: parse(envelope, JSON.parse(request)) }),
    }
  })
}
