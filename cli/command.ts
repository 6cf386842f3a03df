// What a command is, and what a person typed for it.
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { harmless } from './terminal.ts'
import { Usage } from './usage.ts'

export type Option = {
  /** What stands for the value in the help; a switch has none. */
  readonly value?: string
  readonly says: string
  readonly many?: true
  /** One letter that also stands for it. */
  readonly short?: string
  readonly required?: true
}
export type Options = Readonly<Record<string, Option>>

/** What is printed: `text` for a person, `json` for a program. `failed` ends with exit code 1 although nothing was refused. */
export type Outcome = { readonly text: string; readonly json: unknown; readonly failed?: boolean }

export type Command = {
  /** Names of what stands without an option, like FILE; the first may be left out if it is in brackets, like [URL]. */
  readonly operands?: readonly string[]
  readonly options: Options
  /** What it does and what a person should know, in short paragraphs; then examples. */
  readonly about: string
  run(given: Given): Promise<Outcome>
}

export type Given = {
  readonly json: boolean
  text(name: string): string | undefined
  /** @throws Usage when it was not typed */
  need(name: string): string
  all(name: string): readonly string[]
  on(name: string): boolean
  readonly operands: readonly string[]
  /** Shown while it works: to a person on standard output, to nobody when a program reads. */
  show(line: string): void
  /** Told beside the result, on standard error. */
  warn(line: string): void
}

export const everywhere: Options = {
  json: { says: 'print one JSON object instead of sentences' },
  help: { says: 'explain this command' },
}

/** @throws Usage */
export function parseGiven(name: string, command: Command, args: readonly string[]): Given {
  const { values, positionals } = read(name, { ...command.options, ...everywhere }, args)
  const wanted = command.operands ?? []
  if (positionals.length > wanted.length) throw new Usage(`"${name}" does not know what to do with ${extra(wanted)}`)
  const missing = wanted.filter((one) => !one.startsWith('['))[positionals.length]
  if (missing !== undefined) throw new Usage(`"${name}" needs ${missing}`)
  for (const [option, { required }] of Object.entries(command.options))
    if (required && values[option] === undefined) throw new Usage(`"${name}" needs --${option}`)
  const json = values.json === true
  const text = (option: string) => (typeof values[option] === 'string' ? values[option] : undefined)
  return {
    json,
    text,
    need: (option) => {
      const value = text(option)
      if (value === undefined) throw new Usage(`"${name}" needs --${option}`)
      return value
    },
    all: (option) => (Array.isArray(values[option]) ? values[option].map(String) : []),
    on: (option) => values[option] === true,
    operands: positionals,
    show: (line) => json || console.log(harmless(line)),
    warn: (line) => console.error(harmless(line)),
  }
}

// Without the value itself: a word of a passphrase typed without quotes would land in a terminal's history of errors.
const extra = (wanted: readonly string[]) =>
  wanted.length === 0 ? 'words that belong to no option; quote a value with spaces' : `more than ${wanted.join(' ')}`

type Parsed = {
  readonly values: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>
  readonly positionals: readonly string[]
}

function read(name: string, options: Options, args: readonly string[]): Parsed {
  const shapes = Object.entries(options).map(([option, { value, many, short }]) => [
    option,
    {
      type: value === undefined ? ('boolean' as const) : ('string' as const),
      multiple: many === true,
      ...(short === undefined ? {} : { short }),
    },
  ])
  try {
    return parseArgs({
      args: [...args],
      options: Object.fromEntries(shapes) as ParseArgsOptionsConfig,
      allowPositionals: true,
      strict: true,
    })
  } catch (error) {
    throw new Usage(`"${name}": ${plainReason(error as NodeJS.ErrnoException)}`)
  }
}

function plainReason({ code, message }: NodeJS.ErrnoException): string {
  const [, option = 'that option'] = /'(-{1,2}[\w-]+)/.exec(message) ?? []
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `there is no option ${option}; --help lists them`
  if (message.includes('does not take')) return `${option} takes no value`
  return `${option} needs a value; one that begins with a hyphen is written ${option}=VALUE`
}
