import { canonical } from '@citycop/protocol/contract/canonical.ts'
import type { Envelope } from '@citycop/protocol/contract/dsse.ts'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import type { Query } from '../platform/database.ts'

export type Requested = {
  readonly hash: string
  readonly envelope: Envelope
  readonly unit: string
  readonly until: Date
  readonly index: number | null
  readonly objected: boolean
  readonly done: boolean
}
type Row = Omit<Requested, 'envelope'> & { readonly envelope: string }

const columns = `select encode(q.hash, 'hex') as hash, q.envelope, q.unit, q.until, a.idx as index,
    q.objected_act is not null as objected, q.done_act is not null as done
  from recovery_request q join log_act a on a.city = q.city and a.id = q.act`

const asRequested = (row: Row): Requested => ({ ...row, envelope: JSON.parse(row.envelope) })

export async function readRequests(query: Query, city: string): Promise<Requested[]> {
  const rows = await query<Row>(`${columns} where q.city = $1 order by q.until desc limit 50`, [city])
  return rows.map(asRequested)
}

export async function readRequest(query: Query, city: string, hash: string): Promise<Requested | undefined> {
  const [row] = await query<Row>(`${columns} where q.city = $1 and q.hash = $2`, [city, Buffer.from(hash, 'hex')])
  return row && asRequested(row)
}

export const insertRequest = (
  query: Query,
  city: string,
  {
    hash,
    envelope,
    unit,
    until,
    act,
  }: Pick<Requested, 'hash' | 'envelope' | 'unit' | 'until'> & { readonly act: string },
) =>
  query('insert into recovery_request (city, hash, envelope, unit, until, act) values ($1, $2, $3, $4, $5, $6)', [
    city,
    Buffer.from(hash, 'hex'),
    canonical(envelope),
    unit,
    until,
    act,
  ])

/** False when it is over already. */
export async function markObjected(query: Query, city: string, hash: string, act: string): Promise<boolean> {
  const rows = await query(
    `update recovery_request set objected_act = $3
     where city = $1 and hash = $2 and objected_act is null and done_act is null returning hash`,
    [city, Buffer.from(hash, 'hex'), act],
  )
  return rows.length > 0
}

/** Through the database's door. @throws Problem not-logged when no published entry stands behind it */
export async function releaseWraps(query: Query, hash: string, now: Date, act: string) {
  try {
    const rows = await query<{ epoch: number; file: Buffer; seal: string }>(
      'select epoch, file, seal from release_recovery($1, $2, $3)',
      [Buffer.from(hash, 'hex'), now, act],
    )
    return rows.map(({ epoch, file, seal }) => ({
      epoch,
      file: file.toString('base64'),
      seal: JSON.parse(seal) as Envelope,
    }))
  } catch (error) {
    if ((error as { code?: string }).code === 'CCP01') throw new Problem('not-logged')
    throw error
  }
}
