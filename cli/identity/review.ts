import { reviewIdentity } from '@citycop/client/identity/open-identity.ts'
import { identityOutcomes } from '@citycop/protocol/identity/identity.ts'
import type { Command } from '../command.ts'
import { oneOf } from '../officers/decide.ts'
import { atDesk, deskOptions, passphraseNote } from '../officers/desk.ts'
import { findRequest, requestOption } from './ask.ts'

export const command: Command = {
  options: {
    ...deskOptions,
    ...requestOption,
    outcome: { value: 'O', says: `what you found: ${identityOutcomes.join(' or ')}`, required: true },
  },
  about: `
Says whether an opening without a case, made in an emergency, was justified: by a supervisor or the data-protection officer who had no
part in it. Until that is done in time, whoever had a part in it gets no other emergency. It is logged, and the person sees it.
${passphraseNote}

  citycop identity review --server http://127.0.0.1:8080 --keyfile data/demo/officers/elena.age --request ID --outcome justified`,
  run: async (given) => {
    const outcome = oneOf(given, 'outcome', identityOutcomes)
    return atDesk(given, async (desk) => {
      const { id, index } = await reviewIdentity(desk, await findRequest(desk, given), outcome)
      return { json: { id, index, outcome }, text: `Reviewed: ${outcome} (log entry ${index}).` }
    })
  },
}
