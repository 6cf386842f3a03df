// Commands of `citycop` as somebody types them, in this process: dozens of processes of their own would take minutes.
import assert from 'node:assert/strict'
import { parseGiven } from '../cli/command.ts'
import { commands } from '../cli/commands.ts'
import { explain } from '../cli/refusal.ts'

/** `typed`: name and operands, without a space in any of them. */
export async function run(typed: string, ...options: readonly string[]) {
  const words = typed.split(' ')
  const [one = '', two = ''] = words
  const name = Object.hasOwn(commands, `${one} ${two}`) ? `${one} ${two}` : one
  const load = commands[name]?.[1]
  assert.ok(load, `there is no command ${name}`)
  const { command } = await load()
  try {
    const rest = words.slice(name.split(' ').length)
    const { json, failed } = await command.run(parseGiven(name, command, [...rest, '--json', ...options]))
    return { code: failed ? 1 : 0, said: JSON.parse(JSON.stringify(json)), refused: '', reason: '' }
  } catch (error) {
    const { code, sentence, defect = '' } = explain(error)
    const reason = `${sentence}${defect}`
    const said = JSON.parse(JSON.stringify({ problem: { code, detail: reason } }))
    return { code: code === 'usage' ? 2 : 1, said, refused: code, reason }
  }
}

/** The same, where a refusal fails the test. */
export async function done(typed: string, ...options: readonly string[]) {
  const { code, said, reason } = await run(typed, ...options)
  assert.equal(code, 0, `${typed}: ${reason}${JSON.stringify(said)}`)
  return said
}
