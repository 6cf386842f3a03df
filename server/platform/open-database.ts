// From options to a migrated database and the two ways into it.
import type pg from 'pg'
import { appRole, verifyAppRole } from './app-role.ts'
import { asAppRole, parseDatabaseUrl, verifyDatabase } from './given-database.ts'
import { migrate } from './migrate.ts'
import { startPostgres } from './postgres.ts'
import { rewriteTables } from './rewrite-tables.ts'
import { clusterFolder } from './state-folder.ts'

export type OpenDatabase = {
  readonly app: pg.PoolConfig // what every request uses: bound by row security
  readonly owner: pg.ClientConfig // for migrations only
  readonly ended: Promise<number | null> // settles when an embedded PostgreSQL is gone, asked or not; never for a given one
  /** Takes the bytes of removed rows out of the database's files; tables are blocked while they are written anew. */
  readonly rewrite: () => Promise<void>
  readonly place: string // where it is, for whoever runs it; no secret in it
  close(): Promise<void> // after the last connection was given back
}
export type DatabaseOptions = {
  readonly data: string
  readonly databaseUrl?: string | undefined // DATABASE_URL
  readonly appUrl?: string | undefined // DATABASE_APP_URL
}

export async function openDatabase(options: DatabaseOptions): Promise<OpenDatabase> {
  const opened = options.databaseUrl ? await given(options.databaseUrl, options.appUrl) : await embedded(options.data)
  try {
    await migrate(opened.owner)
    await verifyAppRole(opened.app)
    return opened
  } catch (error) {
    await opened.close()
    throw error
  }
}

async function embedded(data: string): Promise<OpenDatabase> {
  const cluster = clusterFolder(data)
  const postgres = await startPostgres(cluster, { durable: true })
  const app = { ...postgres.owner, user: appRole }
  return {
    app,
    owner: postgres.owner,
    ended: postgres.ended,
    rewrite: () => rewriteTables(postgres.owner, postgres.admin),
    place: cluster,
    close: () => postgres.stop(),
  }
}

async function given(url: string, appUrl: string | undefined): Promise<OpenDatabase> {
  const owner = parseDatabaseUrl(url, 'DATABASE_URL')
  await verifyDatabase(owner, 'DATABASE_URL')
  const other = appUrl ? parseDatabaseUrl(appUrl, 'DATABASE_APP_URL') : undefined
  if (other) await verifyDatabase(other, 'DATABASE_APP_URL')
  const place = `${owner.host}:${owner.port}/${owner.database}`
  return {
    app: asAppRole(other ?? owner),
    owner,
    ended: new Promise(() => {}),
    rewrite: () => rewriteTables(owner),
    place,
    close: async () => {},
  }
}
