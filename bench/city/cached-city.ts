// A city and the reports sealed for it stay in the temporary folder between runs, because sealing takes longer than measuring.
// They are as old as the code that sealed them: any change of protocol, client or bench makes new ones.
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Suite } from '@citycop/protocol/contract/fields.ts'
import { type BenchCity, foundCity } from './found-city.ts'

const checkout = join(import.meta.dirname, '../..')
const sources = ['protocol/**/*.ts', 'client/**/*.ts', 'bench/{city,pool}/*.ts']
const name = 'city.json'

export type CachedCity = { readonly city: BenchCity; readonly folder: string }

export async function cachedCity(suite: Suite): Promise<CachedCity> {
  const all = join(tmpdir(), `citycop-bench-${process.getuid?.() ?? 'user'}`)
  const folder = join(all, `${suite}-${hashOfSources()}`)
  const today = new Date().toISOString().slice(0, 10)
  const kept = read(join(folder, name))
  if (kept && kept.until >= today) return { city: kept, folder }
  if (existsSync(all))
    for (const old of readdirSync(all)) if (old.startsWith(suite)) rmSync(join(all, old), { recursive: true })
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const city = await foundCity(suite, today)
  // Spread, because an officer's keys print as [sealed].
  writeFileSync(join(folder, name), JSON.stringify({ ...city, officer: { ...city.officer } }), { mode: 0o600 })
  return { city, folder }
}

const read = (file: string): BenchCity | undefined =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as BenchCity) : undefined

function hashOfSources(): string {
  const hash = createHash('sha256')
  const files = globSync(sources, { cwd: checkout, exclude: ['**/*.test.ts', '**/node_modules/**'] })
  for (const file of files.sort()) hash.update(file).update(readFileSync(join(checkout, file)))
  return hash.digest('hex').slice(0, 12)
}
