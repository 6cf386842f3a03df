// A city and the reports sealed for it stay in the temporary folder between runs, because sealing takes longer than measuring.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Suite } from '@citycop/protocol/contract/fields.ts'
import { type BenchCity, foundCity } from './found-city.ts'

const name = 'city.json'

export type CachedCity = {
  readonly city: BenchCity
  readonly folder: string
  /** Made by an earlier run, perhaps by other code. */
  readonly old: boolean
}

const folderOf = (suite: Suite) => join(tmpdir(), `citycop-bench-${process.getuid?.() ?? 'user'}`, suite)

export async function cachedCity(suite: Suite): Promise<CachedCity> {
  const folder = folderOf(suite)
  const today = new Date().toISOString().slice(0, 10)
  const kept = read(join(folder, name))
  if (kept && kept.until >= today && 'pilot/pilot.json' in kept.instanceFiles) return { city: kept, folder, old: true }
  forgetCity(suite)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const city = await foundCity(suite, today)
  // Spread, because an officer's keys print as [sealed].
  writeFileSync(join(folder, name), JSON.stringify({ ...city, officer: { ...city.officer } }), { mode: 0o600 })
  return { city, folder, old: false }
}

export const forgetCity = (suite: Suite): void => rmSync(folderOf(suite), { recursive: true, force: true })

const read = (file: string): BenchCity | undefined =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as BenchCity) : undefined
