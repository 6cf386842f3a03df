// One process at a time for a witness's key: two could each cosign another history. The lock is the database file's own, held
// by the kernel, so that it ends with the process, kill -9 included, and holds between containers that share a volume.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Refused } from '../refusal.ts'

/** @throws Refused when another has it */
export function lockFolder(folder: string): { release(): void } {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const database = new DatabaseSync(join(folder, 'lock'))
  try {
    database.exec('pragma busy_timeout = 0; begin exclusive')
  } catch (error) {
    database.close()
    if (!/locked|busy/.test((error as Error).message)) throw error
    throw new Refused('in-use', `another process is the witness in ${folder}`)
  }
  return { release: () => database.close() }
}
