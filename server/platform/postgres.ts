// A real PostgreSQL of our own, as a child process on a unix socket: no TCP port, no password to leak.
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { CannotStart, saysFull } from './cannot-start.ts'
import { binaries } from './embedded/binaries.ts'
import { identity, socketFolder } from './embedded/folders.ts'
import { type Guarded, guarded } from './embedded/guard.ts'
import { createDatabase, database, initialise, owner } from './embedded/initialise.ts'
import { endOrphan, port, postmaster } from './embedded/orphan.ts'

export type Postgres = {
  readonly admin: pg.ClientConfig // the superuser, in its own database
  readonly owner: pg.ClientConfig // owns the database citycop; row security binds it
  readonly ended: Promise<number | null> // settles when PostgreSQL is gone, asked or not
  stop(): Promise<void>
}
export type PostgresOptions = {
  readonly durable: boolean // false only in tests
  readonly bin?: string // programs other than ours, to test with another version
}

export async function startPostgres(folder: string, options: PostgresOptions): Promise<Postgres> {
  const cluster = resolve(folder) // postgres is started in /
  mkdirSync(dirname(cluster), { recursive: true })
  const as = identity(cluster)
  const bin = options.bin ?? binaries(dirname(cluster), as)
  await endOrphan(cluster)
  initialise(bin, cluster, as, options.durable)
  const socketDir = socketFolder(as)
  const log = join(dirname(cluster), 'postgres.log')
  const descriptor = openLog(log)
  const command = [join(bin, 'postgres'), '-D', cluster, ...flags(socketDir, options)]
  const child = guarded(command, { socketDir, as, log: descriptor, postmaster: () => postmaster(cluster)?.pid })
  closeSync(descriptor)
  child.ended.then(() => rmSync(socketDir, { recursive: true, force: true }))
  const connection = { host: socketDir, port, ssl: false } as const
  const admin = { ...connection, user: 'postgres', database: 'postgres' }
  try {
    await ready(child, cluster, log)
    await createDatabase(admin)
    const keeper = await keepConnected(admin)
    const stop = async () => {
      await keeper.end().catch(() => {})
      await finish(child)
    }
    return { admin, owner: { ...connection, user: owner, database }, ended: child.ended, stop }
  } catch (error) {
    await finish(child)
    throw error
  }
}

// Held for as long as we live: how another start sees that we do.
async function keepConnected(admin: pg.ClientConfig): Promise<pg.Client> {
  const keeper = new pg.Client(admin)
  keeper.on('error', () => {})
  await keeper.connect()
  return keeper
}

async function finish(child: Guarded): Promise<void> {
  child.end()
  await child.ended
}

function flags(socketDir: string, { durable }: PostgresOptions): string[] {
  const settings: Record<string, string | number> = {
    port,
    listen_addresses: '',
    unix_socket_directories: socketDir,
    unix_socket_permissions: '0700',
    timezone: 'UTC',
    // A failed statement's text or row, beside the second it came in, would outlive what the tables promise (J6).
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    log_timezone: 'UTC',
    // A file of changes that is used again would keep what was erased until it is written over.
    wal_recycle: 'off',
    ...(durable ? {} : { fsync: 'off', full_page_writes: 'off', max_connections: 200 }),
  }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

function openLog(path: string): number {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  return openSync(path, size > 5_000_000 ? 'w' : 'a', 0o600)
}

async function ready(child: Guarded, cluster: string, log: string): Promise<void> {
  for (let waited = 0; postmaster(cluster)?.status !== 'ready'; waited += 10) {
    if (child.over()) {
      const last = readFileSync(log, 'utf8').slice(-2000)
      throw new CannotStart(
        saysFull(last) ? `the disk is full, says PostgreSQL in ${log}` : `PostgreSQL did not start; ${log} says why`,
      )
    }
    if (waited > 120_000) throw new CannotStart(`PostgreSQL is still not ready after two minutes; ${log} says why`)
    await sleep(10) // recovery after a kill may take a while
  }
}
