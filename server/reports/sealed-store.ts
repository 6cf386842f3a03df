// The rows of what is sealed to an epoch, for sealing it anew.
import type { Direction } from '@citycop/protocol/reports/history.ts'
import type { Query } from '../platform/database.ts'
import { asReport, columns, type Row } from './store.ts'

type Under = { unit: string; epochs: readonly number[]; after?: string | undefined; most: number }

/** Reports with something sealed to one of these epochs, by their names. */
export async function findUnderEpochs(query: Query, city: string, { unit, epochs, after, most }: Under) {
  const rows = await query<Row>(
    `select ${columns} from report r where city = $1 and unit = $2 and ref > $4 and exists
       (select from message m where m.city = r.city and m.report = r.ref and m.epoch = any ($3)) order by ref limit $5`,
    [city, unit, epochs, Buffer.from(after ?? '', 'hex'), most],
  )
  return rows.map(asReport)
}

export type StoredMessage = { report: Buffer; id: Buffer; direction: Direction; seq: number; epoch: number }

export const messagesOf = (query: Query, city: string, refs: readonly Buffer[]): Promise<StoredMessage[]> =>
  query<StoredMessage>(
    `select report, id, direction, seq, epoch from message where city = $1 and report = any ($2) order by direction, seq`,
    [city, refs],
  )
