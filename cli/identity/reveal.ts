import { revealIdentity } from '@citycop/client/identity/open-identity.ts'
import type { Command } from '../command.ts'
import { atDesk, deskOptions, passphraseNote } from '../officers/desk.ts'
import { causeOf, causeOptions, findRequest, requestOption } from './ask.ts'

export const command: Command = {
  options: { ...deskOptions, ...requestOption, ...causeOptions },
  about: `
Opens who reported, once, after a supervisor agreed: for the same purpose, reason and case as was asked for. It is logged before it
is released, and what does not fit the log, or was not signed by the person who reported, is not shown.
${passphraseNote}

  citycop identity reveal --server http://127.0.0.1:8080 --keyfile data/demo/officers/bruno.age --request ID \\
    --purpose led_investigate --reason witness-needed --case 2026/311`,
  run: async (given) => {
    const cause = causeOf(given)
    return atDesk(given, async (desk) => {
      const { name, contact } = await revealIdentity(desk, await findRequest(desk, given), cause)
      return { json: { name, contact }, text: `Name: ${name || '-'}\nContact: ${contact || '-'}` }
    })
  },
}
