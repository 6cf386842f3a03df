// The rows of a transfer: the new seals in place of the old ones, and what a second officer is asked.
import type { Query } from '../platform/database.ts'
import type { Report } from './store.ts'

export type Resealed = {
  readonly id: Buffer
  readonly header: Buffer
  readonly payload: Buffer
  readonly sizeClass: number
}
export type AskedTransfer = { readonly unit: string; readonly askedBy: string; readonly statement: string }

/** What an officer asked for this report and nobody has decided yet. */
export async function findAsked(
  query: Query,
  city: string,
  { ref }: Pick<Report, 'ref'>,
  today: string,
): Promise<AskedTransfer | undefined> {
  const [row] = await query<{ to_unit: string; asked_by: string; statement: string }>(
    'select to_unit, asked_by, statement from transfer_request where city = $1 and report = $2 and until >= $3',
    [city, ref, today],
  )
  return row && { unit: row.to_unit, askedBy: row.asked_by, statement: row.statement }
}

type New = AskedTransfer & { readonly act: string; readonly until: string }

/** The last one asked counts. */
export async function insertAsked(query: Query, city: string, { ref }: Report, asked: New): Promise<void> {
  const { act, unit, askedBy, statement, until } = asked
  await query('delete from transfer_request where city = $1 and report = $2', [city, ref])
  await query(
    `insert into transfer_request (city, report, act, to_unit, asked_by, statement, until)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [city, ref, act, unit, askedBy, statement, until],
  )
}

/** Certificates of epochs that nothing lies under any more, and that somebody who checks this report still needs. */
export const rememberEpochs = (query: Query, city: string, { ref, unit }: Report, inUse: number) =>
  query(
    `insert into report_epoch (city, report, unit, epoch)
     select $1, $2, $3, given.epoch from (
       select epoch from message where city = $1 and report = $2 union select first_epoch from message
         where city = $1 and report = $2 and first_epoch is not null union select $4
     ) given on conflict do nothing`,
    [city, ref, unit, inUse],
  )

/** From here on no header lies in the database that the old unit's key opens. */
export async function replaceSeals(
  query: Query,
  city: string,
  { ref, unit }: Report,
  act: string,
  { epoch, messages }: { readonly epoch: number; readonly messages: readonly Resealed[] },
): Promise<void> {
  const ids = messages.map((one) => one.id)
  await query('delete from header where city = $1 and report = $2 and object = any ($3)', [city, ref, ids])
  await query(
    `insert into header (city, object, report, header, act)
     select $1, object, $2, header, $3 from unnest($4::bytea[], $5::bytea[]) as given (object, header)`,
    [city, ref, act, ids, messages.map((one) => one.header)],
  )
  await query(
    `update message m set payload = given.payload, size_class = given.size_class, epoch = $3, first_epoch = null,
       unit = coalesce(m.unit, $4)
     from unnest($5::bytea[], $6::bytea[], $7::smallint[]) as given (id, payload, size_class)
     where m.city = $1 and m.report = $2 and m.id = given.id`,
    [city, ref, epoch, unit, ids, messages.map((one) => one.payload), messages.map((one) => one.sizeClass)],
  )
}

/** What a unit wrote for itself alone goes nowhere with the report. */
export async function dropNotes(query: Query, city: string, { ref }: Report): Promise<void> {
  await query(
    `delete from header h using message m where m.city = $1 and m.report = $2 and m.direction = 'note'
       and h.city = m.city and h.report = m.report and h.object = m.id`,
    [city, ref],
  )
  await query(`delete from message where city = $1 and report = $2 and direction = 'note'`, [city, ref])
}

/** A permission that the old unit has not used yet lets nothing out any more; nor is anybody asked for what is done. */
export async function endOldPermissions(query: Query, city: string, { ref }: Report): Promise<void> {
  await query('delete from access_grant where city = $1 and report = $2 and not used', [city, ref])
  await query('delete from export_agreed where city = $1 and report = $2', [city, ref])
  await query('delete from transfer_request where city = $1 and report = $2', [city, ref])
}

/** Objects of this report that were let out to be read, by any of its openings. */
export async function everOpened(query: Query, city: string, { ref }: Report): Promise<ReadonlySet<string>> {
  const rows = await query<{ objects: Buffer[] }>(
    `select g.objects from access_grant g join act_payload p on p.city = g.city and p.act = g.act
     where g.city = $1 and g.report = $2 and g.used
       and convert_from(p.payload, 'UTF8')::json ->> 'kind' = 'report:open'`,
    [city, ref],
  )
  return new Set(rows.flatMap((row) => row.objects.map((one) => one.toString('hex'))))
}

type Placed = { readonly direction: 'citizen' | 'unit'; readonly index: number }

/** Where two messages of a report stand: which side's, and after how many entries of the log. */
export async function placesOf(query: Query, city: string, { ref }: Report, ids: readonly string[]) {
  const rows = await query<{ id: Buffer; direction: 'citizen' | 'unit'; idx: number | null }>(
    `select m.id, m.direction, a.idx from message m join log_act a on a.city = m.city and a.id = m.act
     where m.city = $1 and m.report = $2 and m.id = any ($3)`,
    [city, ref, ids.map((id) => Buffer.from(id, 'hex'))],
  )
  return new Map<string, Placed>(
    rows.map(({ id, direction, idx }) => [id.toString('hex'), { direction, index: idx ?? -1 }]),
  )
}
