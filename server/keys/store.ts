import { canonical } from '@citycop/protocol/contract/canonical.ts'
import type { Envelope } from '@citycop/protocol/contract/dsse.ts'
import type { CurrentStatement } from '@citycop/protocol/keys/certificates.ts'
import type { MemberWrap } from '@citycop/protocol/keys/wraps.ts'
import type { Query } from '../platform/database.ts'

export type StoredCertificate = {
  readonly number: number
  readonly hash: string
  readonly envelope: Envelope
  readonly act: string
}
type CertificateRow = { number: number; hash: Buffer; envelope: string; act: string }

export async function readCertificates(query: Query, city: string): Promise<StoredCertificate[]> {
  const rows = await query<CertificateRow>(
    'select number, hash, envelope, act from certificate where city = $1 order by number',
    [city],
  )
  return rows.map((row) => ({ ...row, hash: row.hash.toString('hex'), envelope: JSON.parse(row.envelope) }))
}

export async function insertCertificate(
  query: Query,
  city: string,
  { number, hash, envelope, act }: StoredCertificate,
): Promise<void> {
  await query('insert into certificate (city, number, hash, envelope, act) values ($1, $2, $3, $4, $5)', [
    city,
    number,
    Buffer.from(hash, 'hex'),
    JSON.stringify(envelope),
    act,
  ])
}

/** Answers how many were new: nobody's wrap is replaced. */
export async function insertWraps(query: Query, city: string, wraps: readonly MemberWrap[]): Promise<number> {
  const rows = await query(
    `insert into epoch_wrap (city, unit, epoch, officer, file, seal)
     select $1, unit, epoch, officer, decode(file, 'base64'), seal
     from unnest($2::text[], $3::int[], $4::text[], $5::text[], $6::text[]) as given (unit, epoch, officer, file, seal)
     on conflict (city, unit, epoch, officer) do nothing returning unit`,
    [
      city,
      wraps.map((one) => one.unit),
      wraps.map((one) => one.epoch),
      wraps.map((one) => one.officer),
      wraps.map((one) => one.file),
      wraps.map((one) => canonical(one.seal)),
    ],
  )
  return rows.length
}

export type HeldWrap = Omit<MemberWrap, 'file' | 'seal'>

/** Who has which key, in these units; in all of them where none are named. */
export const heldWraps = (query: Query, city: string, units: readonly string[] | null = null): Promise<HeldWrap[]> =>
  query<HeldWrap>(
    `select unit, epoch, officer from epoch_wrap where city = $1 and ($2::text[] is null or unit = any ($2))
     order by unit, epoch, officer`,
    [city, units],
  )

export async function deleteWraps(query: Query, city: string, wraps: readonly HeldWrap[]): Promise<void> {
  await query(
    `delete from epoch_wrap w using unnest($2::text[], $3::int[], $4::text[]) as gone (unit, epoch, officer)
     where w.city = $1 and w.unit = gone.unit and w.epoch = gone.epoch and w.officer = gone.officer`,
    [city, wraps.map((one) => one.unit), wraps.map((one) => one.epoch), wraps.map((one) => one.officer)],
  )
}

/** How many reports have something sealed to an epoch. */
export const reportsByEpoch = (query: Query, city: string, units: readonly string[]) =>
  query<{ unit: string; epoch: number; count: number }>(
    `select r.unit, m.epoch, count(distinct r.ref)::int as count
     from report r join message m on m.city = r.city and m.report = r.ref
     where r.city = $1 and r.unit = any ($2) group by r.unit, m.epoch order by r.unit, m.epoch`,
    [city, units],
  )

export async function wrapsOf(
  query: Query,
  city: string,
  officer: string,
  units: readonly string[],
): Promise<MemberWrap[]> {
  const rows = await query<{ unit: string; epoch: number; file: Buffer; seal: string }>(
    'select unit, epoch, file, seal from epoch_wrap where city = $1 and officer = $2 and unit = any ($3) order by unit, epoch',
    [city, officer, units],
  )
  return rows.map(({ unit, epoch, file, seal }) => ({
    unit,
    epoch,
    officer,
    file: file.toString('base64'),
    seal: JSON.parse(seal),
  }))
}

export async function writeCurrent(
  query: Query,
  city: string,
  { unit, epoch, at }: CurrentStatement,
  envelope: Envelope,
): Promise<void> {
  await query(
    `insert into current_statement (city, unit, epoch, said_at, envelope) values ($1, $2, $3, $4, $5)
     on conflict (city, unit) do update set epoch = excluded.epoch, said_at = excluded.said_at, envelope = excluded.envelope
     where excluded.epoch > current_statement.epoch
       or (excluded.epoch = current_statement.epoch and excluded.said_at > current_statement.said_at)`,
    [city, unit, epoch, at, JSON.stringify(envelope)],
  )
}

export async function readCurrents(query: Query, city: string): Promise<Envelope[]> {
  const rows = await query<{ envelope: string }>(
    'select envelope from current_statement where city = $1 order by unit',
    [city],
  )
  return rows.map((row) => JSON.parse(row.envelope))
}

type Named = { readonly unit: string; readonly epoch: number }

/** Whether a live report has something that is, or was when it came, sealed to this epoch; wherever the report is now. */
export async function isUnderEpoch(query: Query, city: string, { unit, epoch }: Named): Promise<boolean> {
  const rows = await query(
    `(select from report r join message m on m.city = r.city and m.report = r.ref
     where r.city = $1 and r.unit = $2 and (m.epoch = $3 or m.first_epoch = $3) limit 1)
     union all (select from report_epoch where city = $1 and unit = $2 and epoch = $3 limit 1)`,
    [city, unit, epoch],
  )
  return rows.length > 0
}

export async function insertDestroyed(query: Query, city: string, { unit, epoch }: Named, act: string): Promise<void> {
  await query('delete from epoch_wrap where city = $1 and unit = $2 and epoch = $3', [city, unit, epoch])
  await query('delete from recovery_wrap where city = $1 and unit = $2 and epoch = $3', [city, unit, epoch])
  await query('insert into destroyed_epoch (city, unit, epoch, act) values ($1, $2, $3, $4)', [city, unit, epoch, act])
}

export const readDestroyed = (query: Query, city: string): Promise<(Named & { readonly act: string })[]> =>
  query('select unit, epoch, act from destroyed_epoch where city = $1', [city])
