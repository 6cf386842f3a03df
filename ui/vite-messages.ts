// `import('messages:it')`: one language, compiled from ui/messages/it/*.json, as a file of its own. Refuses what translators get wrong.
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type CompiledMessage, compileMessageOrThrow } from '@lingui/message-utils/compileMessage'
import type { Plugin } from 'vite'

type Catalog = Record<string, string>
type Use = { name: string; type: string; cases: string[] }

const folder = join(import.meta.dirname, 'messages')
const capabilitiesIn = (language: string): string[] =>
  readdirSync(join(folder, language))
    .map((file) => basename(file, '.json'))
    .sort()
export const capabilities = capabilitiesIn('en')
/** Every language in which something is said already, with what. */
export const begun: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  readdirSync(folder)
    .sort()
    .map((language) => [language, capabilitiesIn(language)]),
)
/** Those in which everything is said. */
export const languages = Object.keys(begun).filter((one) =>
  capabilities.every((capability) => begun[one]?.includes(capability)),
)

type Choice = {
  /** An app carries the capabilities it names, so that a phone does not download the desk's words. */
  readonly only?: readonly string[]
  /**
   * Words of a screen that few open: a file of their own, `messages:it/CAPABILITY+CAPABILITY`, fetched with the screen. The
   * table of it in every language is `messages:every/CAPABILITY+CAPABILITY`.
   */
  readonly later?: readonly string[]
}

export function messages({ only = capabilities, later = [] }: Choice = {}): Plugin {
  const carried = [...only, ...later]
  const unknown = carried.filter((one) => !capabilities.includes(one))
  if (unknown.length > 0) throw new Error(`messages: there is no ${unknown.join(', ')} in messages/en`)
  return {
    name: 'messages',
    resolveId: (id) => (id.startsWith('messages:') ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith('\0messages:')) return
      const [language = '', one] = id.slice('\0messages:'.length).split('/')
      if (language === 'every') return tableOf(one)
      const wanted = one === undefined ? only : one.split('+')
      for (const capability of wanted) this.addWatchFile(fileOf(language, capability))
      // A string for JSON.parse: engines read it faster than a literal, and it can hold no code.
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(compileCatalog(language, wanted)))})`
    },
    transform(code, id) {
      if (id.includes('node_modules') || id.startsWith('\0')) return
      const lacking = keysIn(code).find((key) => !carried.includes(capabilityOf(key)))
      if (lacking) this.error(`${lacking} is said here, but this app does not carry '${capabilityOf(lacking)}'`)
    },
  }
}

const tableOf = (wanted = ''): string =>
  `export default { ${languages.map((one) => `${one}: () => import('messages:${one}/${wanted}')`).join(', ')} }`

/** Every key of the English catalogs that stands in a source as a whole string. */
export function keysIn(source: string): string[] {
  const strings = [...source.matchAll(/(['"`])([a-z][a-z0-9-]*(?:\.[A-Za-z0-9_-]+)+)\1/g)].map(
    (match) => match[2] as string,
  )
  return [...new Set(strings)].filter((one) => english().has(one))
}

export const capabilityOf = (key: string): string => key.slice(0, key.indexOf('.'))

let known: ReadonlySet<string> | undefined
const english = (): ReadonlySet<string> => (known ??= new Set(Object.keys(read('en', capabilities))))

export function compileCatalog(
  language: string,
  only: readonly string[] = capabilities,
): Record<string, CompiledMessage> {
  const catalog = read(language, only)
  const source = read('en', only)
  const strange = [
    ...Object.keys(source).filter((key) => !(key in catalog)),
    ...Object.keys(catalog).filter((key) => !(key in source)),
  ]
  if (strange.length > 0) throw new Error(`messages/${language}: missing or unknown: ${strange.join(', ')}`)
  return Object.fromEntries(
    Object.entries(catalog).map(([key, text]) => [key, compile(language, key, text, source[key] as string)]),
  )
}

function compile(language: string, key: string, text: string, source: string): CompiledMessage {
  const compiled = compileMessageOrThrow(text)
  const uses = usesIn(compiled)
  const names = (all: Use[]) => [...new Set(all.map((use) => use.name))].sort().join(', ')
  const wanted = names(usesIn(compileMessageOrThrow(source)))
  if (names(uses) !== wanted)
    throw new Error(`messages/${language} ${key}: has {${names(uses)}}, English has {${wanted}}`)
  for (const use of uses.filter((use) => use.type === 'plural')) {
    const absent = new Intl.PluralRules(language)
      .resolvedOptions()
      .pluralCategories.filter((one) => !use.cases.includes(one))
    if (absent.length > 0)
      throw new Error(`messages/${language} ${key}: {${use.name}} has no case for ${absent.join(', ')}`)
  }
  return compiled
}

function usesIn(compiled: CompiledMessage): Use[] {
  if (typeof compiled === 'string') return []
  return compiled.flatMap((token) => {
    if (typeof token === 'string') return []
    const [name, type = '', format] = token
    const cases =
      typeof format === 'object' && format !== null ? Object.entries(format).filter(([one]) => one !== 'offset') : []
    return [
      { name, type, cases: cases.map(([one]) => one) },
      ...cases.flatMap(([, one]) => usesIn(one as CompiledMessage)),
    ]
  })
}

const fileOf = (language: string, capability: string): string => join(folder, language, `${capability}.json`)

function read(language: string, only: readonly string[]): Catalog {
  return Object.assign({}, ...only.map((capability) => readOne(fileOf(language, capability), capability)))
}

function readOne(file: string, capability: string): Catalog {
  const catalog: Catalog = JSON.parse(readFileSync(file, 'utf8'))
  const stray = Object.keys(catalog).find((key) => capabilityOf(key) !== capability)
  if (stray) throw new Error(`${file}: ${stray} belongs to another capability`)
  return catalog
}
