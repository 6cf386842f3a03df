// A city's log with nothing around it, on a durable database: for measuring what an entry costs. Three witnesses in this process.
import { randomBytes, randomUUID } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sealedEntry } from '@citycop/protocol/log/entry.ts'
import pg from 'pg'
import type { Tick } from '../server/log/publish.ts'
import { insertAct } from '../server/log/store.ts'
import { openDatabase } from '../server/platform/open-database.ts'
import { createTown, type Town } from './town.ts'

export type LogAtWork = {
  readonly town: Town
  /** For floors on the same database. */
  readonly pool: pg.Pool
  /** Writes an act's entry; settles with its proof when a signed checkpoint covers it. */
  append(): Promise<string>
  /** The same without the proof. */
  number(): Promise<number>
  tick(): Promise<Tick>
  close(): Promise<void>
}

export async function startLog(connections: number): Promise<LogAtWork> {
  const data = mkdtempSync(join(tmpdir(), 'citycop-log-at-work-'))
  chmodSync(data, 0o711) // root's PostgreSQL runs as somebody else, who must get through
  const durable = await openDatabase({ data })
  const database = { app: { ...durable.app, max: connections }, owner: durable.owner, drop: () => durable.close() }
  const town = await createTown({ witnesses: true, database, data })
  const pool = new pg.Pool({ ...durable.owner, max: connections })
  const { city, log, publisher } = town.app.context
  const act = async (): Promise<string> => {
    const id = randomUUID()
    const entry = sealedEntry(randomBytes(24), randomBytes(32))
    await insertAct(town.app.context.database.query, city.pins.instance, id, entry)
    return id
  }
  return {
    town,
    pool,
    append: async () => log.prove(await log.number(await act())),
    number: async () => log.number(await act()),
    tick: () => publisher.tick(),
    async close() {
      await pool.end()
      await town.close()
      await durable.close()
      rmSync(data, { recursive: true, force: true })
    },
  }
}
