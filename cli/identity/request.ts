import { requestIdentity } from '@citycop/client/identity/open-identity.ts'
import type { Command } from '../command.ts'
import { dayOf, dayOption } from '../officers/decide.ts'
import { atDesk, deskOptions, passphraseNote } from '../officers/desk.ts'
import { Usage } from '../usage.ts'
import { causeOf, causeOptions } from './ask.ts'

export const command: Command = {
  options: {
    ...deskOptions,
    report: { value: 'NUMBER', says: 'the report’s number, like K7QF-2M9X', required: true },
    ...causeOptions,
    until: dayOption('the last day on which it may be opened, at most three days ahead', true),
  },
  about: `
Asks to see who sent a report whose author chose to be known to identity custodians alone. It is logged, and the person sees it at
once. A supervisor who is somebody else must agree; then "identity reveal" opens it, for the same case and reason.
${passphraseNote}

  citycop identity request --server http://127.0.0.1:8080 --keyfile data/demo/officers/bruno.age --report K7QF-2M9X \\
    --purpose led_investigate --reason witness-needed --case 2026/311 --until 2026-12-01`,
  run: async (given) => {
    const number = given.need('report')
    const until = dayOf(given, 'until')
    if (!/^[0-9A-Z]{4}-[0-9A-Z]{4}$/.test(number)) throw new Usage('--report takes a number like K7QF-2M9X')
    if (until === undefined) throw new Usage('--until is a day like 2026-12-01')
    const cause = causeOf(given)
    return atDesk(given, async (desk) => {
      const { id, index } = await requestIdentity(desk, number, cause, until)
      return { json: { id, index }, text: `Asked: request ${id} (log entry ${index}). A supervisor has to agree.` }
    })
  },
}
