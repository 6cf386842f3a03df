import { dropPolicy } from '@citycop/client/policy/propose-policy.ts'
import type { Command } from '../command.ts'
import { atDesk, deskOptions, passphraseNote } from '../officers/desk.ts'
import { draftNamed, hashOf, hashOption } from './draft-named.ts'

export const command: Command = {
  options: { ...deskOptions, ...hashOption },
  about: `
Takes the proposed version back, with the approvals it has: by whoever proposed it or may approve it.
${passphraseNote}

  citycop policy drop --server http://127.0.0.1:8080 --keyfile data/demo/officers/giulia.age --sha256 HASH`,
  run: async (given) => {
    hashOf(given)
    return atDesk(given, async (desk) => {
      const { number, sha256 } = await draftNamed(desk, given)
      await dropPolicy(desk, { number, sha256 })
      return { json: { number, sha256, dropped: true }, text: `The proposal of version ${number} was taken back.` }
    })
  },
}
