// The catalogues of the apps, read as files: only to see which languages say everything.
import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Catalogues, completeLanguages } from '@citycop/protocol/pilots/complete-languages.ts'

const messages = join(import.meta.dirname, '../../ui/messages')

export function languagesOfApps(folder = messages): string[] {
  const catalogues: Record<string, Record<string, unknown>> = {}
  for (const file of globSync('*/*.json', { cwd: folder })) {
    const language = dirname(file)
    catalogues[language] = { ...catalogues[language], ...JSON.parse(readFileSync(join(folder, file), 'utf8')) }
  }
  return completeLanguages(catalogues satisfies Catalogues).sort()
}
