// What all of it took: the server's memory without PostgreSQL, and the database.
import type pg from 'pg'
import { databaseSize } from '../machine/measured-database.ts'
import { atMost, type Row } from './row.ts'
import type { Stage } from './stage.ts'

export type Sizes = {
  readonly memoryMiB: number
  readonly memoryNowMiB: number
  readonly databaseMiB: number
  readonly reports: number
  readonly bytesPerReport: number
}

const mebibyte = 2 ** 20

export async function size(
  stage: Stage,
  pool: pg.Pool,
  emptyDatabase: number,
): Promise<{ row: Row; sizes: Sizes }> {
  await stage.bare.drop()
  const database = await databaseSize(pool)
  const memory = stage.server.memory()
  const reports = stage.acknowledged.length
  const sizes: Sizes = {
    memoryMiB: memory?.most ?? Number.NaN,
    memoryNowMiB: memory?.now ?? Number.NaN,
    databaseMiB: database / mebibyte,
    reports,
    bytesPerReport: (database - emptyDatabase) / reports,
  }
  const { databaseMiB, bytesPerReport, memoryNowMiB } = sizes
  const row: Row = {
    name: 'size',
    title: 'memory and disk, after everything above',
    lines: [],
    aims: [atMost('memory of the server’s process, most', sizes.memoryMiB, 200, 'MiB')],
    notes: [
      `memory at the end: ${memoryNowMiB.toFixed(0)} MiB`,
      `database: ${databaseMiB.toFixed(0)} MiB with ${reports} reports, ${(bytesPerReport / 1024).toFixed(1)} KiB for each, log and indexes included`,
    ],
  }
  return { row, sizes }
}
