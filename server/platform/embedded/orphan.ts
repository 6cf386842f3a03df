// A PostgreSQL that outlived us: found, told from a stranger, ended. It is never adopted.
import { readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { CannotStart } from '../cannot-start.ts'

export type Postmaster = { readonly pid: number; readonly socketDir: string; readonly status: string }

export const socketPrefix = 'citycop-'
export const port = 5432

/** What the cluster's own lock file says; undefined when there is none. */
export function postmaster(cluster: string): Postmaster | undefined {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), socketDir: lines[4] ?? '', status: lines[7]?.trim() ?? '' }
  } catch {
    return undefined
  }
}

/** Ends what a killed run left behind; refuses when somebody is still connected to it. */
export async function endOrphan(cluster: string): Promise<void> {
  const orphan = postmaster(cluster)
  if (!orphan) return
  for (let waited = 0; lives(orphan, cluster) && waited < 1000; waited += 20) await sleep(20) // its guard may be at it
  if (lives(orphan, cluster)) {
    if (await inUse(orphan)) throw new CannotStart(`${cluster} is in use by another CITYCoP (PostgreSQL ${orphan.pid})`)
    process.kill(orphan.pid, 'SIGINT')
    while (lives(orphan, cluster)) await sleep(20)
  }
  rmSync(join(cluster, 'postmaster.pid'), { force: true }) // a number taken over by a stranger would stop PostgreSQL
  if (basename(orphan.socketDir).startsWith(socketPrefix)) rmSync(orphan.socketDir, { recursive: true, force: true })
}

// A postmaster lives in its data folder: /proc tells it from a stranger with the same number, and from a zombie.
function lives({ pid }: Postmaster, cluster: string): boolean {
  try {
    if (process.platform === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster)
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

async function inUse(orphan: Postmaster): Promise<boolean> {
  const client = new pg.Client({ host: orphan.socketDir, port, ssl: false, user: 'postgres', database: 'postgres' })
  client.on('error', () => {})
  try {
    await client.connect()
    const others = `select count(*)::int as n from pg_stat_activity
      where backend_type = 'client backend' and pid <> pg_backend_pid()`
    return (await client.query<{ n: number }>(others)).rows[0]?.n !== 0
  } catch {
    return false // it lets nobody in: starting up, shutting down, or its socket is gone
  } finally {
    await client.end().catch(() => {})
  }
}
