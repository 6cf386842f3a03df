import { call } from '@citycop/client/api/call.ts'
import { handOverFile, signHandedOver } from '@citycop/client/recovery/hand-over.ts'
import { wrapKeys } from '@citycop/protocol/keys/member-contract.ts'
import type { Command } from '../command.ts'
import { atDesk, deskOptions, passphraseNote } from '../officers/desk.ts'
import { readFileAs } from './recovery-files.ts'

export const command: Command = {
  operands: ['FILE'],
  options: deskOptions,
  about: `
Hands in the keys that were sealed to you, so that your desk opens the unit's reports. Afterwards the recovery identity has been in the
open and must be replaced: "citycop recover split UNIT --number N", then "citycop recover publish".
${passphraseNote}

  citycop recover hand-in handover.json --server https://city.example --pin pins.json --keyfile eva.age`,
  run: (given) =>
    atDesk(given, async (desk, { ageIdentity }) => {
      const file = readFileAs(given.operands[0] ?? '', handOverFile, 'what "citycop recover combine" wrote')
      const wraps = await signHandedOver(desk, ageIdentity, file)
      const { stored } = await call(desk.instance.server, wrapKeys, { wraps }, desk.token)
      const units = [...new Set(wraps.map((one) => one.unit))].join(', ')
      return {
        json: { stored },
        text: [
          `${stored} keys handed in. Sign in at the desk.`,
          `The recovery identity of ${units} has been used. Draw a new one now: citycop recover split`,
        ].join('\n'),
      }
    }),
}
