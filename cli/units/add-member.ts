import { addMember } from '@citycop/client/keys/change-unit.ts'
import { checkMemberRequest } from '@citycop/client/keys/member-request.ts'
import { keyIdOf } from '@citycop/protocol/contract/dsse.ts'
import type { Command } from '../command.ts'
import { leadFor, leadOptions, publish, unitOf } from './lead.ts'
import { fingerprintOption, postGiven, postOptions, requestIn } from './post-given.ts'

export const command: Command = {
  operands: ['UNIT', 'REQUEST'],
  options: {
    ...leadOptions,
    ...fingerprintOption,
    ...postOptions,
  },
  about: `
Lets an officer into a unit. REQUEST is the file that "citycop officer new" made on the officer's own device. Meet, have the officer
read out the six words of that screen, and type them: a file that was changed on the way has other words and is refused.
The unit's key stays the same. The officer gets it as soon as any member's desk is open, or a member runs "citycop officer wrap-keys".

  citycop unit add-member harbour-team giulia.request.json --server http://127.0.0.1:8080 --admin data/demo/admin.key \\
    --fingerprint "six words as read out" --trained-on 2026-11-02`,
  run: async (given) => {
    const asked = await checkMemberRequest(requestIn(given.operands[1] ?? ''), given.need('fingerprint'))
    const post = postGiven(given)
    const { instance, lead } = await leadFor(given)
    await publish(instance, addMember(lead, asked, post))
    const keyId = keyIdOf(Buffer.from(asked.officerPk, 'base64'))
    return {
      json: { unit: unitOf(given), keyId },
      text: `${asked.name} (${keyId}) is in ${unitOf(given)}. A member’s desk hands over the unit’s key when it is next open.`,
    }
  },
}
