import { readFileSync } from 'node:fs'
import { addMember, type Post } from '@citycop/client/keys/change-unit.ts'
import { checkMemberRequest } from '@citycop/client/keys/member-request.ts'
import { isDay } from '@citycop/protocol/contract/days.ts'
import { type Envelope, keyIdOf } from '@citycop/protocol/contract/dsse.ts'
import { type Role, roles } from '@citycop/protocol/keys/certificates.ts'
import { requestFrom } from '@citycop/protocol/keys/member-request.ts'
import type { Command, Given } from '../command.ts'
import { Refused } from '../refusal.ts'
import { Usage } from '../usage.ts'
import { leadFor, leadOptions, publish, unitOf } from './lead.ts'

export const command: Command = {
  operands: ['UNIT', 'REQUEST'],
  options: {
    ...leadOptions,
    fingerprint: {
      value: 'WORDS',
      says: 'the six words that the officer reads out to you, in person, from the own screen',
      required: true,
    },
    role: { value: 'ROLE', says: `${roles.join(', ')} (case_officer)`, many: true },
    'trained-on': { value: 'DAY', says: 'when the officer was last trained in data protection' },
    'cleared-special': { says: 'the officer may work on what the law protects specially' },
  },
  about: `
Lets an officer into a unit. REQUEST is the file that "citycop officer new" made on the officer's own device. Meet, have the officer
read out the six words of that screen, and type them: a file that was changed on the way has other words and is refused.
The unit's key stays the same. The officer gets it as soon as any member's desk is open, or a member runs "citycop officer wrap-keys".

  citycop unit add-member harbour-team giulia.request.json --server http://127.0.0.1:8080 --admin data/demo/admin.key \\
    --fingerprint "six words as read out" --trained-on 2026-11-02`,
  run: async (given) => {
    const asked = await checkMemberRequest(readRequest(given.operands[1] ?? ''), given.need('fingerprint'))
    const post = postOf(given)
    const { instance, lead } = await leadFor(given)
    await publish(instance, addMember(lead, asked, post))
    const keyId = keyIdOf(Buffer.from(asked.officerPk, 'base64'))
    return {
      json: { unit: unitOf(given), keyId },
      text: `${asked.name} (${keyId}) is in ${unitOf(given)}. A member’s desk hands over the unit’s key when it is next open.`,
    }
  },
}

function readRequest(file: string): Envelope {
  const found = requestFrom(readFileSync(file, 'utf8'))
  if (!found) throw new Refused('bad-request', `${file} is no request of an officer`)
  return found
}

function postOf(given: Given): Post {
  const trainedOn = given.text('trained-on')
  if (trainedOn !== undefined && !isDay(trainedOn)) throw new Usage('--trained-on takes a day like 2026-11-02')
  const named = given.all('role').map(asRole)
  return {
    roles: named.length > 0 ? named : ['case_officer'],
    ...(trainedOn === undefined ? {} : { trainedOn }),
    ...(given.on('cleared-special') ? { clearedSpecial: true } : {}),
  }
}

function asRole(typed: string): Role {
  const role = roles.find((one) => one === typed)
  if (!role) throw new Usage(`--role is one of ${roles.join(', ')}`)
  return role
}
