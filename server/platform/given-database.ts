// A PostgreSQL that somebody else runs, named by DATABASE_URL.
import pg from 'pg'
import { appRole } from './app-role.ts'
import { CannotStart } from './cannot-start.ts'

/** The same connection, acting as the application's role from its first statement on; RESET ROLE leads back to that role. */
export const asAppRole = (connection: pg.ClientConfig): pg.ClientConfig => ({
  ...connection,
  options: `${connection.options ?? ''} -c role=${appRole}`.trim(),
})

/** Reads a URL as pg does. What is wrong with it is said without the password in it. */
export function parseDatabaseUrl(url: string, name: string): pg.ClientConfig {
  const parsed = URL.parse(url.replace('@/', '@host/')) // a socket's folder may stand in ?host= alone
  if (!parsed || !/^postgres(ql)?:/.test(url))
    throw new CannotStart(`${name} is not a URL like postgres://user:password@host:5432/database`)
  const { host, port, user, password, database, ssl } = read(url, name)
  const optional = { user, password, database, options: parsed.searchParams.get('options') }
  const given = Object.fromEntries(Object.entries(optional).filter(([, value]) => value))
  return { host, port, ssl, ...given, connectionTimeoutMillis: 10_000, application_name: 'citycop' }
}

function read(url: string, name: string): pg.Client {
  try {
    return new pg.Client(url)
  } catch (error) {
    throw new CannotStart(`${name} cannot be used: ${(error as Error).message}`) // a certificate's file is missing
  }
}

/** Connects once, so that a wrong address, password or version is one sentence at the start. */
export async function verifyDatabase(connection: pg.ClientConfig, name: string, oldest = 15): Promise<void> {
  const client = new pg.Client(connection)
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ version: string }>(`select current_setting('server_version_num') as version`)
    const major = Math.floor(Number(rows[0]?.version) / 10_000)
    if (major < oldest) throw new CannotStart(`${name} names PostgreSQL ${major}; CITYCoP needs ${oldest} or newer`)
  } catch (error) {
    throw explained(error, connection, name)
  } finally {
    await client.end().catch(() => {})
  }
}

function explained(error: unknown, { host, port, user, database }: pg.ClientConfig, name: string): unknown {
  if (error instanceof CannotStart || !(error instanceof Error)) return error
  const code = (error as NodeJS.ErrnoException).code ?? ''
  const where = `${host}:${port}`
  const sentences: Record<string, string> = {
    ENOTFOUND: `no host called ${host} is known`,
    EAI_AGAIN: `the host ${host} cannot be looked up now`,
    '28P01': `${where} refuses the password of ${user}`,
    '28000': `${where} does not let ${user} in`,
    '3D000': `${where} has no database ${database}`,
    '53300': `${where} has too many connections already`,
    '57P03': `${where} is starting up or shutting down`,
  }
  if (sentences[code]) return new CannotStart(`${name} cannot be used: ${sentences[code]}`)
  if (error instanceof pg.DatabaseError)
    return new CannotStart(`${name} cannot be used: ${where} says: ${error.message}`)
  return new CannotStart(`${name} cannot be used: nothing answers as PostgreSQL at ${where} (${code || error.message})`)
}
