import { approvePolicy } from '@citycop/client/policy/propose-policy.ts'
import type { Command } from '../command.ts'
import { atDesk, deskOptions, passphraseNote } from '../officers/desk.ts'
import { draftNamed, hashOf, hashOption } from './draft-named.ts'

export const command: Command = {
  options: { ...deskOptions, ...hashOption },
  about: `
Approves the proposed version by signature, as data-protection officer or as chief, and never one's own proposal. With the last
approval it is numbered, in the public log, and in force from its day.
${passphraseNote}

  citycop policy approve --server http://127.0.0.1:8080 --keyfile data/demo/officers/elena.age --sha256 HASH`,
  run: async (given) => {
    hashOf(given) // before anything is asked of the server
    return atDesk(given, async (desk) => {
      const { published, draft } = await approvePolicy(desk, await draftNamed(desk, given))
      const { number, sha256, approvals } = draft
      const roles = approvals.map(({ role }) => role)
      return {
        json: { number, sha256, approvals: roles, published },
        text: published
          ? `Approved. Version ${number} is in the public log, and in force from its day.`
          : `Approved. Version ${number} has these approvals: ${roles.join(', ')}.`,
      }
    })
  },
}
