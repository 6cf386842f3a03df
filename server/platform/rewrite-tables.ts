// PostgreSQL leaves the bytes of a removed row in its files until something else is written there, and in its own log of changes
// until that is recycled. Writing a table anew and starting another file of changes ends both.
import pg from 'pg'

// The log of the city only grows: nothing is ever removed from it.
const onlyGrow = ['log_act', 'log_tile', 'log_state', 'log_public_entry', 'citycop_migrations']

/**
 * Blocks each table while it is written anew; whoever uses it waits. A table that is in use for two seconds is left for the next time.
 * `admin`: a superuser, where we have one. Without it the file of changes goes when PostgreSQL recycles it.
 */
export async function rewriteTables(owner: pg.ClientConfig, admin?: pg.ClientConfig): Promise<void> {
  await withClient(owner, async (client) => {
    await client.query(`set lock_timeout = '2s'`)
    const { rows } = await client.query<{ name: string }>(
      `select quote_ident(tablename) as name from pg_tables where schemaname = current_schema() and tablename <> all ($1)`,
      [onlyGrow],
    )
    for (const { name } of rows) await client.query(`vacuum (full) ${name}`).catch(unlessInUse)
  })
  if (!admin) return
  // Statistics hold samples of what stood in the columns; of secrets there are none in any database (012-unused-files.sql).
  await withClient(owner, (client) => client.query('analyze'))
  await withClient({ ...admin, database: owner.database }, (client) => client.query('vacuum (full) pg_statistic'))
  await withClient(admin, endChanges)
}

async function endChanges(client: pg.Client): Promise<void> {
  await client.query('checkpoint') // what the tables say is on the disk,
  await client.query('select pg_switch_wal()') // so the changes behind it may go
  await client.query('checkpoint')
}

function unlessInUse(error: Error & { code?: string }): void {
  if (error.code !== '55P03') throw error // lock_not_available
}

async function withClient(config: pg.ClientConfig, act: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client(config)
  client.on('error', () => {}) // the statement under way fails with the same
  await client.connect()
  try {
    await act(client)
  } finally {
    await client.end()
  }
}
