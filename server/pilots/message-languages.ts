// In which languages the apps of this checkout say everything.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { completeLanguages } from '@citycop/protocol/pilots/complete-languages.ts'

const messages = join(import.meta.dirname, '../../ui/messages')

export function languagesOfApps(folder = messages): string[] {
  const catalogues: Record<string, Record<string, unknown>> = {}
  for (const file of existsSync(folder) ? globSync('*/*.json', { cwd: folder }) : []) {
    const language = dirname(file)
    catalogues[language] = { ...catalogues[language], ...JSON.parse(readFileSync(join(folder, file), 'utf8')) }
  }
  return completeLanguages(catalogues)
}
