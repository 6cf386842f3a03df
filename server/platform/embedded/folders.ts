// Folders that the database's user must own or be able to enter.
import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CannotStart } from '../cannot-start.ts'
import type { Identity } from './guard.ts'
import { socketPrefix } from './orphan.ts'

const nobody = { uid: 65534, gid: 65534 }

/** PostgreSQL refuses to run as root, rightly. Root's runs as whoever owns the cluster, else as nobody. */
export function identity(cluster: string): Identity {
  if (process.getuid?.() !== 0) return {}
  const owner = existsSync(cluster) ? statSync(cluster) : undefined
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : nobody
}

export const canEnter = (folder: string, as: Identity = nobody): boolean =>
  as.uid === undefined || spawnSync('/bin/ls', ['-d', join(folder, '.')], { ...as, stdio: 'ignore' }).status === 0

export function ownFolder(path: string, as: Identity): void {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  if (as.uid !== undefined) chownSync(path, as.uid, as.gid ?? as.uid)
  const owner = statSync(path).uid
  const expected = as.uid ?? process.getuid?.() ?? owner // Windows has no such numbers
  if (owner !== expected) throw new CannotStart(`${path} belongs to user ${owner}, not to user ${expected}`)
}

/** Fresh each time, so that nothing can lie in wait under its name; short, for a socket's path has at most 107 bytes. */
export function socketFolder(as: Identity): string {
  const usable = [tmpdir(), '/tmp'].find((folder) => Buffer.byteLength(folder) <= 70 && canEnter(folder, as))
  if (!usable) throw new CannotStart(`neither ${tmpdir()} nor /tmp can hold PostgreSQL's socket`)
  const folder = mkdtempSync(join(usable, socketPrefix))
  chmodSync(folder, 0o700)
  ownFolder(folder, as)
  return folder
}
