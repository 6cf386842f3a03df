// Entries that say nothing. They fill the log up to the next padded size, so that its growth does not tell when somebody
// reported (LOG.md 3); without a report's keys nobody can tell them from the others.
import { randomBytes, randomUUID } from 'node:crypto'
import { sealedEntry } from '@citycop/protocol/log/entry.ts'
import type { Query } from '../platform/database.ts'

const step = 8

/** The next size to be published: larger than the last by a multiple of 8, and at least what is there. */
export const paddedSize = (published: number, size: number): number =>
  published + step * Math.max(1, Math.ceil((size - published) / step))

export const isPadded = (published: number, size: number): boolean =>
  size > published && (size - published) % step === 0

/** Answers the acts' ids. */
export async function insertDummies(query: Query, city: string, count: number): Promise<string[]> {
  const made = Array.from({ length: count }, () => ({
    id: randomUUID(),
    entry: Buffer.from(sealedEntry(randomBytes(24), randomBytes(32))),
  }))
  const ids = made.map((one) => one.id)
  if (count > 0)
    await query('insert into log_act (city, id, entry) select $1, * from unnest($2::uuid[], $3::bytea[])', [
      city,
      ids,
      made.map((one) => one.entry),
    ])
  return ids
}
