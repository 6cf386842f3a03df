// The floor of the database: one row of the same bytes, or a page of such rows, through the same driver and as many connections
// as the server has. The table has one column, no key and no index, and does not try to compress what is sealed.
import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { closedLoop, type Measured } from '../load/closed-loop.ts'

export type BareTable = {
  insert(bytes: number, atOnce: number, seconds: number): Promise<Measured>
  /** Selects so many rows of so many bytes. */
  select(rows: number, bytes: number, atOnce: number, seconds: number): Promise<Measured>
  drop(): Promise<void>
}

const spare = 64 // different contents, so that no page is the same as the last

export async function makeBareTable(pool: pg.Pool): Promise<BareTable> {
  await pool.query('create table bare_floor (content bytea not null)')
  await pool.query('alter table bare_floor alter column content set storage external')
  const insert = (content: Buffer) =>
    pool.query({ name: 'bare-insert', text: 'insert into bare_floor (content) values ($1)', values: [content] })
  return {
    insert(bytes, atOnce, seconds) {
      const contents = Array.from({ length: spare }, () => randomBytes(bytes))
      return closedLoop(atOnce, seconds, async (n) => {
        await insert(contents[n % spare] as Buffer)
        return true
      })
    },
    async select(rows, bytes, atOnce, seconds) {
      await pool.query('truncate bare_floor')
      for (let i = 0; i < rows; i++) await insert(randomBytes(bytes))
      return closedLoop(atOnce, seconds, async () => {
        await pool.query({ name: 'bare-select', text: 'select content from bare_floor' })
        return true
      })
    },
    drop: async () => void (await pool.query('drop table bare_floor')),
  }
}
