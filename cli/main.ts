// The `citycop` command: finds the one asked for and prints what it says. What goes wrong and was to be expected is one
// sentence.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseGiven } from './command.ts'
import { commands, type Entry } from './commands.ts'
import { helpOf } from './help.ts'
import { asJson, harmless } from './terminal.ts'
import { Usage } from './usage.ts'

const serving = 'serve' // takes the options of `npm start`, which it hands on

const overview = () =>
  [
    'citycop – tell the police something safely, and see what they do with it',
    '',
    'Usage: citycop COMMAND [options]      citycop COMMAND --help explains one',
    '',
    ...Object.entries(commands).map(([name, [summary]]) => `  ${name.padEnd(25)}${summary}`),
    `  ${serving.padEnd(25)}start the server with the options of npm start, which --help explains`,
    '',
    'Exit codes: 0 done, 1 refused or failed, 2 not understood.',
  ].join('\n')

const version = () => JSON.parse(readFileSync(join(import.meta.dirname, 'package.json'), 'utf8')).version as string

function find(args: readonly string[]): [name: string, entry: Entry, rest: readonly string[]] {
  const [first = '', second = ''] = args
  for (const [name, used] of [
    [`${first} ${second}`, 2],
    [first, 1],
  ] as const) {
    const entry = Object.hasOwn(commands, name) ? commands[name] : undefined
    if (entry) return [name, entry, args.slice(used)]
  }
  const below = Object.keys(commands).filter((name) => name.startsWith(`${first} `))
  if (below.length > 0) throw new Usage(`say which: ${below.join(', ')}`)
  // Its first word only, and only if it looks like one: what was typed may hold a person's words.
  const named = /^[a-z-]{1,20}$/.test(first) ? ` "${first}"` : ' like that'
  throw new Usage(`there is no command${named}; "citycop --help" lists them`)
}

async function main(args: readonly string[]): Promise<number> {
  const [first] = args
  if (first === undefined || first === 'help' || first === '--help' || first === '-h') return print(overview())
  if (first === '--version') return print(version())
  if (first === serving) return (await import('./serve.ts')).hand(args.slice(1))
  const [name, [summary, load], rest] = find(args)
  const { command } = await load()
  if (asksForHelp(rest)) return print(helpOf(name, summary, command))
  const given = parseGiven(name, command, rest)
  const { text, json, failed } = await command.run(given)
  if (given.json) print(asJson(json))
  else if (text !== '') print(harmless(text))
  return failed ? 1 : 0
}

function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--')
  return (end === -1 ? args : args.slice(0, end)).some((arg) => arg === '--help' || arg === '-h')
}

function print(text: string): number {
  process.stdout.write(`${text}\n`)
  return 0
}

async function refused(error: unknown): Promise<number> {
  const { explain } = await import('./refusal.ts')
  const { code, sentence, defect } = explain(error)
  if (process.argv.includes('--json')) print(asJson({ problem: { code, detail: sentence } }))
  console.error(harmless(`citycop: ${sentence}`)) // a server's words stand in it
  if (defect) console.error(defect)
  return error instanceof Usage ? 2 : 1
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1)) // `| head`
process.exitCode = await main(process.argv.slice(2)).catch(refused)
