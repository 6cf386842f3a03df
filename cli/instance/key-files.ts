// The files a city's keys lie in, and how they come to be there: whole or not at all, and never over another key.
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { toBase64 } from '@citycop/protocol/contract/base64.ts'
import { Refused } from '../refusal.ts'

/** What a file holds, by its path inside the folder. */
export type Files = Readonly<Record<string, string | Uint8Array>>

export const spellSeed = (seed: Uint8Array): string => `${toBase64(seed)}\n`
export const spellJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

/** @throws Refused when one of the folders is there already */
export function refuseExisting(folder: string, what: string): void {
  if (existsSync(folder)) throw new Refused('exists', `${folder} holds ${what} already; nothing was overwritten`)
}

/** A folder that only this user can enter, with files only this user can read. Renamed into place when complete. */
export function writeFolder(folder: string, files: Files): void {
  mkdirSync(dirname(folder), { recursive: true, mode: 0o700 })
  const fresh = mkdtempSync(join(dirname(folder), '.new-'))
  try {
    for (const [path, content] of Object.entries(files)) {
      const file = join(fresh, path)
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
      writeFileSync(file, content, { flag: 'wx', mode: 0o600 })
    }
    renameSync(fresh, folder)
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true })
    throw error
  }
}
