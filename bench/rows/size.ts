// What all of it took: the server's memory without PostgreSQL, and the database.
import type pg from 'pg'
import { databaseSize } from '../machine/measured-database.ts'
import { atMost, type Row } from './row.ts'
import type { Stage } from './stage.ts'

const mebibyte = 2 ** 20

/** `before` is the size of the database before the first report. */
export async function size(stage: Stage, pool: pg.Pool, before: number): Promise<Row> {
  await stage.bare.drop()
  const database = await databaseSize(pool)
  const memory = stage.server.memory()
  const reports = stage.acknowledged.length
  const values = {
    memoryMost: (memory?.most ?? Number.NaN) * mebibyte,
    memoryNow: (memory?.now ?? Number.NaN) * mebibyte,
    database,
    reports,
    bytesPerReport: Math.round((database - before) / Math.max(1, reports)),
  }
  return {
    name: 'size',
    title: 'memory and disk, after everything above',
    lines: [],
    aims: [atMost('most memory of the server’s process, without PostgreSQL', memory?.most ?? Number.NaN, 200, 'MiB')],
    notes: [
      `memory at the end: ${(values.memoryNow / mebibyte).toFixed(0)} MiB`,
      `database: ${(database / mebibyte).toFixed(0)} MiB with ${reports} reports, ${(values.bytesPerReport / 1024).toFixed(1)} KiB for each, indexes and the log included`,
    ],
    values,
  }
}
