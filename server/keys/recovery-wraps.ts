// Epochs' keys sealed to a unit's recovery identity. They come in here; they leave through the database's own door alone (recovery/).
import { canonical } from '@citycop/protocol/contract/canonical.ts'
import type { RecoveryWrap } from '@citycop/protocol/keys/wraps.ts'
import type { Query } from '../platform/database.ts'

export type HeldRecovery = Omit<RecoveryWrap, 'file' | 'seal'>

/** Answers how many were new: none is replaced. */
export async function insertRecoveryWraps(query: Query, city: string, wraps: readonly RecoveryWrap[]): Promise<number> {
  if (wraps.length === 0) return 0
  const rows = await query(
    `insert into recovery_wrap (city, unit, epoch, recovery, file, seal)
     select $1, unit, epoch, decode(recovery, 'hex'), decode(file, 'base64'), seal
     from unnest($2::text[], $3::int[], $4::text[], $5::text[], $6::text[]) as given (unit, epoch, recovery, file, seal)
     on conflict (city, unit, epoch, recovery) do nothing returning unit`,
    [
      city,
      wraps.map((one) => one.unit),
      wraps.map((one) => one.epoch),
      wraps.map((one) => one.recovery),
      wraps.map((one) => one.file),
      wraps.map((one) => canonical(one.seal)),
    ],
  )
  return rows.length
}

export const heldRecoveries = (query: Query, city: string, units: readonly string[]): Promise<HeldRecovery[]> =>
  query<HeldRecovery>(
    `select unit, epoch, encode(recovery, 'hex') as recovery from recovery_wrap
     where city = $1 and unit = any ($2) order by unit, epoch`,
    [city, units],
  )

export const deleteOtherRecoveryWraps = (query: Query, city: string, unit: string, hash: string) =>
  query('delete from recovery_wrap where city = $1 and unit = $2 and recovery <> $3', [
    city,
    unit,
    Buffer.from(hash, 'hex'),
  ])
