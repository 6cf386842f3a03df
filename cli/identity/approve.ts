import { approveIdentity } from '@citycop/client/identity/open-identity.ts'
import type { Command } from '../command.ts'
import { atDesk, deskOptions, passphraseNote } from '../officers/desk.ts'
import { findRequest, requestOption } from './ask.ts'

export const command: Command = {
  options: { ...deskOptions, ...requestOption },
  about: `
Agrees that a custodian opens who reported: takes the outer seal off on this machine, which only a supervisor can. The inner one
stays, so whoever agrees learns nothing. Nobody agrees to what they asked for themselves. It is logged, and the person sees it.
${passphraseNote}

  citycop identity approve --server http://127.0.0.1:8080 --keyfile data/demo/officers/anna.age --request ID`,
  run: (given) =>
    atDesk(given, async (desk) => {
      const { id, index } = await approveIdentity(desk, await findRequest(desk, given))
      return { json: { id, index }, text: `Agreed (log entry ${index}).` }
    }),
}
