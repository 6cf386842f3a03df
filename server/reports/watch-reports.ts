// The live inbox (J28): one answer that goes on. It carries lines of the list and nothing else, each asked of the policy in force at
// that moment, so that nobody hears of a report that the list would not show.
import { Readable } from 'node:stream'
import type { InboxNews } from '@citycop/protocol/reports/inbox-contract.ts'
import type { Context } from '../context.ts'
import type { Query } from '../platform/database.ts'
import { authorise, type Officer } from '../policy/authorise.ts'
import type { Batch } from './changes.ts'
import { isVisible, type Row, rowsOf, shownTo } from './inbox-row.ts'

const beatEvery = 15_000
/** Bytes that wait for a reader who is too slow: then the stream ends, and the desk reads everything anew. */
const mostWaiting = 4_000_000

export function watchReports(ctx: Context, officer: Officer, token: string): Readable {
  for (const unit of officer.units) authorise(ctx, officer, 'report:watch', { unit, protected: false })
  const stream = new Readable({ read() {} })
  const write = (text: string) => {
    if (!isSignedIn(ctx, token) || stream.readableLength > mostWaiting) stream.push(null)
    else stream.push(text)
  }
  const stop = ctx.changes.watch(token, {
    hear(batch) {
      const news = newsFor(ctx, officer, batch)
      if (news) write(`data: ${JSON.stringify(news)}\n\n`)
    },
    end: () => void stream.push(null),
  })
  const beat = setInterval(() => write(': still here\n\n'), beatEvery)
  for (const over of ['end', 'close'] as const)
    stream.once(over, () => {
      clearInterval(beat)
      stop()
    })
  write(': listening\n\n')
  return stream
}

function newsFor(ctx: Context, officer: Officer, { changes, rows }: Batch): InboxNews | undefined {
  const news: InboxNews = { rows: [], gone: [] }
  for (const { ref, unit, mayVanish } of changes) {
    if (!officer.units.includes(unit)) continue
    const row = rows.get(ref)
    if (row && row.unit !== unit && officer.units.includes(row.unit)) continue // it stays in sight, and is told as the other unit's
    if (row && isVisible(ctx, officer, row)) news.rows.push(shownTo(ctx, officer, row))
    else if (mayVanish) news.gone.push(ref)
  }
  return news.rows.length + news.gone.length > 0 ? news : undefined
}

function isSignedIn({ sessions }: Context, token: string): boolean {
  try {
    return sessions.officer(token) !== undefined
  } catch {
    return false
  }
}

const statement = rowsOf('select * from report where city = $1 and ref = any ($2)')

/** The lines of these reports that there are; of an erased one there is none. */
export const readRows =
  (query: Query, city: string) =>
  (refs: readonly string[]): Promise<Row[]> =>
    query<Row>(statement, [city, refs.map((ref) => Buffer.from(ref, 'hex'))], 'changed-rows')
