// The folder an instance keeps everything in, and where in it, or beside it, its database lies.
import { createHash, randomUUID } from 'node:crypto'
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { CannotStart } from './cannot-start.ts'
import { canEnter, identity } from './embedded/folders.ts'

const enough = 200_000_000 // bytes; PostgreSQL alone begins with 80 MB of log
const needed = (folder: string, free: number) =>
  `${folder} has only ${Math.floor(free / 1_000_000)} MB of disk left; CITYCoP needs ${enough / 1_000_000} MB to start`

/** Makes the folder where it is missing; refuses one that cannot be written or has no room. */
export function prepareData(data: string): void {
  if (!existsSync(data)) make(data)
  try {
    accessSync(data, constants.R_OK | constants.W_OK | constants.X_OK)
    const probe = join(data, `.writable-${process.pid}`)
    writeFileSync(probe, '') // root may write anywhere but on a read-only disk
    rmSync(probe)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw error
    throw new CannotStart(`${data} cannot be written by this user; choose another folder with --data DIR`)
  }
  refuseFull(data)
}

function make(data: string): void {
  try {
    // 0711: root's PostgreSQL runs as somebody else, who must get through; nobody else can look around.
    mkdirSync(data, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw error
    throw new CannotStart(`${data} cannot be made (${(error as Error).message})`)
  }
}

function refuseFull(folder: string): void {
  const { bavail, bsize } = statfsSync(folder)
  if (bavail * bsize < enough) throw new CannotStart(needed(folder, bavail * bsize))
}

/** Where the embedded database lies: in the data folder, unless root's PostgreSQL, who is nobody, cannot get in there. */
export function clusterFolder(data: string, elsewhere = '/var/lib/citycop'): string {
  const own = join(data, 'postgres')
  const note = join(data, 'postgres-is-at')
  if (existsSync(note)) return noted(readFileSync(note, 'utf8').trim(), data)
  if (existsSync(own)) return entered(own)
  if (process.getuid?.() !== 0 || canEnter(data)) return own
  const cluster = join(elsewhere, hashOf(data), 'postgres')
  mkdirSync(dirname(cluster), { recursive: true, mode: 0o711 })
  refuseFull(dirname(cluster))
  writeFileSync(note, `${cluster}\n`)
  return cluster
}

function entered(cluster: string): string {
  const as = identity(cluster)
  if (canEnter(cluster, as)) return cluster
  throw new CannotStart(`PostgreSQL runs as user ${as.uid}, who can no longer get into ${cluster}`)
}

// An empty database in place of one that was moved away would look like lost reports.
function noted(cluster: string, data: string): string {
  const instance = existsSync(join(data, 'instance'))
  if (instance && !existsSync(dirname(cluster)))
    throw new CannotStart(`the database of ${data} lay in ${cluster}, which is gone`)
  return cluster
}

// Never the same twice: a data folder that was deleted and made anew must not find the old one's reports.
const hashOf = (data: string) =>
  createHash('sha256')
    .update(`${realpathSync(data)} ${randomUUID()}`)
    .digest('hex')
    .slice(0, 12)
