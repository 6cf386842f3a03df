// What a person says, typed or from standard input: there it stays out of the shell's history and of the list of processes.
import type { Given, Option } from './command.ts'
import { standardInput } from './terminal.ts'
import { Usage } from './usage.ts'

export const textOption = (says: string): Option => ({
  value: 'WORDS|-',
  says: `${says}; "-" reads it from standard input`,
  required: true,
})

export async function textOf(given: Given): Promise<string> {
  const typed = given.need('text')
  if (typed === '-' && given.text('passphrase') === '-') throw new Usage('standard input holds one thing, not two')
  const text = typed === '-' ? (await standardInput()).trim() : typed
  if (text.trim() === '') throw new Usage('--text needs some words')
  return text
}
