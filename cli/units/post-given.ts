// Which post an officer gets, and the request that the officer made, as both were typed.
import { readFileSync } from 'node:fs'
import type { Post } from '@citycop/client/keys/change-unit.ts'
import { isDay } from '@citycop/protocol/contract/days.ts'
import type { Envelope } from '@citycop/protocol/contract/dsse.ts'
import { type Role, roles } from '@citycop/protocol/keys/certificates.ts'
import { requestFrom } from '@citycop/protocol/keys/member-request.ts'
import type { Given, Options } from '../command.ts'
import { Refused } from '../refusal.ts'
import { Usage } from '../usage.ts'

/** Of one officer. */
export const fingerprintOption: Options = {
  fingerprint: {
    value: 'WORDS',
    says: 'the six words that the officer reads out to you, in person, from the own screen',
    required: true,
  },
}
export const postOptions: Options = {
  role: { value: 'ROLE', says: `${roles.join(', ')} (case_officer)`, many: true },
  'trained-on': { value: 'DAY', says: 'when the officer was last trained in data protection' },
  'cleared-special': { says: 'the officer may work on what the law protects specially' },
}

export function postGiven(given: Given): Post {
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

/** @throws Refused */
export function requestIn(file: string): Envelope {
  const found = requestFrom(readFileSync(file, 'utf8'))
  if (!found) throw new Refused('bad-request', `${file} is no request of an officer`)
  return found
}
