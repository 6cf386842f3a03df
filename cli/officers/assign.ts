import type { Desk } from '@citycop/client/officers/sign-in.ts'
import { assignReport } from '@citycop/client/reports/change-report.ts'
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { keyIdOf } from '@citycop/protocol/contract/dsse.ts'
import { officerOf } from '@citycop/protocol/keys/epochs.ts'
import { assignReasons } from '@citycop/protocol/reports/work-reasons.ts'
import type { Command } from '../command.ts'
import { Refused } from '../refusal.ts'
import { Usage } from '../usage.ts'
import { cityToday } from './city-today.ts'
import { decide, oneOf } from './decide.ts'
import { deskOptions, passphraseNote } from './desk.ts'
import { reportOption } from './find-report.ts'

export const command: Command = {
  options: {
    ...deskOptions,
    ...reportOption,
    to: { value: 'KEY', says: 'the key id of the member who gets it, or its first eight characters', required: true },
    reason: { value: 'R', says: `why: ${assignReasons.join(', ')}`, required: true },
  },
  about: `
Gives a report to a member of its unit, for a reason. The person who reported sees that it was given on and why, and no name.
"citycop unit status" prints the members and their keys.
${passphraseNote}

  citycop officer assign --server http://127.0.0.1:8080 --keyfile data/demo/officers/anna.age --report K7QF-2M9X \\
    --to 3f9a02c4 --reason handover`,
  run: async (given) => {
    const reason = oneOf(given, 'reason', assignReasons)
    const typed = given.need('to').replaceAll('-', '').toLowerCase()
    if (!/^[0-9a-f]{8,16}$/.test(typed)) throw new Usage('--to is a key id, or its first eight characters')
    return decide(given, {
      transition: ({ status }) => (status === 'waiting' ? 'report:assign-waiting' : 'report:assign'),
      done: 'Given to a colleague.',
      decision: { reason },
      act: (desk, { ref, unit }) => assignReport(desk, ref, memberNamed(desk, unit, typed), reason),
    })
  },
}

/** @throws Refused when the beginning fits nobody, or more than one */
function memberNamed({ instance }: Desk, unit: string, typed: string): string {
  const { trusted, policy } = instance.directory
  const today = cityToday(policy)
  const keys = trusted.officers
    .filter(({ officerPk }) => officerOf(trusted, officerPk, today)?.units.includes(unit))
    .map(({ officerPk }) => keyIdOf(fromBase64(officerPk)))
    .filter((keyId) => keyId.startsWith(typed))
  const [found, ...others] = new Set(keys)
  if (found === undefined) throw new Refused('not-found', `no member of ${unit} has a key that begins with ${typed}`)
  if (others.length > 0) throw new Refused('not-found', `more than one key begins with ${typed}; type more of it`)
  return found
}
