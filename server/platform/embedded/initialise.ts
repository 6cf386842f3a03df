// Makes a cluster: the folder PostgreSQL keeps its databases in.
import { spawnSync } from 'node:child_process'
import { existsSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { CannotStart, saysFull } from '../cannot-start.ts'
import { ownFolder } from './folders.ts'
import { environment, type Identity } from './guard.ts'

export const owner = 'citycop_owner'
export const database = 'citycop'

export function initialise(bin: string, cluster: string, as: Identity, durable: boolean): void {
  const half = `${cluster}-unfinished`
  if (existsSync(join(cluster, 'PG_VERSION'))) return
  rmSync(half, { recursive: true, force: true }) // of a start that was killed
  ownFolder(half, as)
  const choices = ['-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', ...(durable ? [] : ['--no-sync'])]
  const done = spawnSync(join(bin, 'initdb'), ['-D', half, ...choices], {
    ...as,
    env: environment,
    cwd: '/',
    encoding: 'utf8',
  })
  if (done.status !== 0) {
    rmSync(half, { recursive: true, force: true })
    if (saysFull(done.stderr ?? ''))
      throw new CannotStart(`the disk is full: no database can be made in ${dirname(cluster)}`)
    throw new Error(`initdb: ${done.stderr || done.error}`)
  }
  renameSync(half, cluster)
}

/** An ordinary owner, as a city's own PostgreSQL would have one: row security binds it, so no test passes as superuser only. */
export async function createDatabase(admin: pg.ClientConfig): Promise<void> {
  const client = new pg.Client(admin)
  await client.connect()
  const has = async (query: string, name: string) => (await client.query(query, [name])).rowCount === 1
  if (!(await has('select from pg_roles where rolname = $1', owner)))
    await client.query(`create role ${owner} login createrole`)
  if (!(await has('select from pg_database where datname = $1', database)))
    await client.query(`create database ${database} owner ${owner}`)
  await client.end()
}
