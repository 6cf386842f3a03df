// What this account remembers of a city between two commands: the newest directory, epochs and checkpoint, so that a server cannot
// go back to older keys. The same for everybody who visited that city; nothing about a report.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Memory, Seen } from '@citycop/client/keys/connect.ts'
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { keyIdOf } from '@citycop/protocol/contract/dsse.ts'
import type { Pins } from '@citycop/protocol/keys/certificates.ts'
import { Refused } from './refusal.ts'

export const memoryNote = `What was seen of a city's keys is kept in ~/.local/state/citycop (or in the folder CITYCOP_MEMORY; "none" keeps nothing), so that
older keys are noticed. It holds nothing about a report.`

/** Read once: another command that runs beside this one must not change what this one compares with. */
export function memoryOf(pins: Pins, warn: (line: string) => void): Memory {
  const file = fileOf(pins)
  let kept = file === undefined ? undefined : readSeen(file)
  return {
    read: () => kept,
    write: (seen) => {
      kept = seen
      if (file !== undefined) keep(file, seen, warn)
    },
  }
}

function fileOf(pins: Pins): string | undefined {
  const folder =
    process.env.CITYCOP_MEMORY ?? join(process.env.XDG_STATE_HOME ?? join(homedir(), '.local/state'), 'citycop')
  return folder === 'none' ? undefined : join(folder, `${pins.instance}-${keyIdOf(fromBase64(pins.rootPk))}.json`)
}

function readSeen(file: string): Seen | undefined {
  let written: string
  try {
    written = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  const seen = parse(written)
  if (seen) return seen
  throw new Refused('memory-damaged', `${file} is damaged; delete it if you know the city’s key from elsewhere`)
}

function parse(written: string): Seen | undefined {
  try {
    const seen = JSON.parse(written) as Partial<Seen> | null
    return typeof seen?.rootPk === 'string' && typeof seen.directory === 'number' && seen.epochs
      ? (seen as Seen)
      : undefined
  } catch {
    return undefined
  }
}

function keep(file: string, seen: Seen, warn: (line: string) => void): void {
  try {
    const found = readSeen(file)
    const next = withLog(isNewer(found, seen) ? found : seen, found)
    if (JSON.stringify(next) === JSON.stringify(found)) return
    mkdirSync(join(file, '..'), { recursive: true, mode: 0o700 })
    const fresh = `${file}.${process.pid}`
    writeFileSync(fresh, JSON.stringify(next), { mode: 0o600 })
    renameSync(fresh, file) // two commands at once leave one whole file
  } catch (error) {
    const { code = 'damaged' } = error as NodeJS.ErrnoException
    warn(`note: ${file} cannot be kept (${code}); going back to older keys would not be noticed next time`)
  }
}

/** Another command has seen more in the meantime. */
const isNewer = (found: Seen | undefined, seen: Seen): found is Seen =>
  found !== undefined &&
  (found.directory > seen.directory || (found.checkpoint?.size ?? 0) > (seen.checkpoint?.size ?? 0))

/** What another command saw of the public log: more of it counts, and a contradiction is never lost. */
function withLog(next: Seen, found: Seen | undefined): Seen {
  const more = (found?.published?.size ?? 0) > (next.published?.size ?? 0) ? found : next
  const contradiction = found?.contradiction ?? next.contradiction
  return {
    ...next,
    ...(more?.published ? { published: more.published } : {}),
    ...(contradiction ? { contradiction } : {}),
  }
}
