// Plain SQL through one pool. A process serves one city: each connection is bound to it when it is made, so that no statement
// can forget it, and row security sees to the rest (J24).
import pg from 'pg'

export type Row = pg.QueryResultRow
/** Runs one statement; a name has it prepared once for each connection. */
export type Query = <R extends Row>(statement: string, values?: readonly unknown[], name?: string) => Promise<R[]>
export type Transaction = { readonly query: Query }
export type Database = Transaction & {
  transaction<T>(act: (tx: Transaction) => Promise<T>): Promise<T>
  close(): Promise<void>
}

pg.types.setTypeParser(pg.types.builtins.DATE, (day) => day) // a civil day, not a moment in some time zone
pg.types.setTypeParser(pg.types.builtins.INT8, (count) => {
  if (Number.isSafeInteger(Number(count))) return Number(count)
  throw new Error(`${count} is beyond 2^53`)
})

/** @throws whatever PostgreSQL says; a DatabaseError has its code */
export function connect(connection: pg.PoolConfig, city: string): Database {
  const options = `${connection.options ?? ''} -c app.city=${city}`.trim()
  const pool = new pg.Pool({ max: 12, ...connection, options })
  pool.on('error', () => {}) // an idle connection ended; the next query makes a new one, or fails with the reason
  return {
    query: ask(pool),
    transaction: (act) => inTransaction(pool, act),
    close: () => pool.end(),
  }
}

const ask =
  (to: pg.Pool | pg.PoolClient): Query =>
  async <R extends Row>(text: string, values: readonly unknown[] = [], name?: string) =>
    (await to.query<R>({ text, values: [...values], ...(name === undefined ? {} : { name }) })).rows

const ignore = (): void => {}

async function inTransaction<T>(pool: pg.Pool, act: (tx: Transaction) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  client.on('error', ignore) // a dropped connection fails the statement under way; that is enough
  let broken: Error | undefined
  try {
    await client.query('begin')
    const result = await act({ query: ask(client) })
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch((failed: Error) => {
      broken = failed
    })
    throw error
  } finally {
    client.off('error', ignore)
    client.release(broken)
  }
}

/** Did this statement break a UNIQUE constraint? */
export const isTaken = (error: unknown, constraint?: string): boolean =>
  error instanceof pg.DatabaseError &&
  error.code === '23505' &&
  (constraint === undefined || error.constraint === constraint)

/** Did this statement name a row that is not there? */
export const isOrphan = (error: unknown): boolean => error instanceof pg.DatabaseError && error.code === '23503'

/**
 * Did the connection go, and the statement with it? Whether it was carried out is not known: the same may be sent again.
 * The driver has no class for these errors, so they are known by PostgreSQL's codes, the system's, and the driver's words.
 */
export const isLost = (error: Error & { code?: string; syscall?: string }): boolean =>
  error.syscall === 'connect' ||
  /^(08...|57P0[1-5]|ECONNRESET|EPIPE|ETIMEDOUT)$/.test(error.code ?? '') ||
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/.test(
    error.message,
  )
