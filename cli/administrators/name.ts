import { checkAdministratorRequest, nameAdministrator } from '@citycop/client/keys/name-administrator.ts'
import { addDays, isDay } from '@citycop/protocol/contract/days.ts'
import { envelope, keyIdOf } from '@citycop/protocol/contract/dsse.ts'
import type { Command, Given } from '../command.ts'
import { readFileAs, refuseTaken, writeJson } from '../recovery/recovery-files.ts'
import { isUnitName } from '../units/lead.ts'
import { Usage } from '../usage.ts'
import { rootGiven, rootOptions } from './root-given.ts'

const usualDays = 365
const mostDays = 2 * 365

export const command: Command = {
  operands: ['REQUEST'],
  options: {
    ...rootOptions,
    fingerprint: {
      value: 'WORDS',
      says: 'the six words that the administrator reads out to you, face to face, from the own screen',
      required: true,
    },
    unit: {
      value: 'UNIT',
      says: 'a unit whose officers and keys it certifies; as often as needed',
      many: true,
      required: true,
    },
    city: {
      says: 'it also gives the posts of the whole city: data-protection officer, chief, administrator of the desk',
    },
    until: { value: 'DAY', says: `the last day on which it certifies (in a year; at most ${mostDays} days ahead)` },
    replace: { says: 'this key is administrator already, and the new certificate takes the place of the old one' },
  },
  about: `
Names an administrator of a city: signed by the root, on a machine that is off the network. REQUEST is what "citycop administrator new"
wrote on the administrator's own machine. Meet, have the six words of that screen read out, and type them.
Whoever certifies officers is worth more to a thief than any officer. Name one for each unit and one for the city, no more; and end
a key that may be in other hands the same day, with "citycop root end-administrator".
Then "citycop recover publish", on a machine with a network; the certificate stands in the public log.

  citycop root name-administrator admin.key.request.json --pins pins.json --root root.key --directory directory.json \\
    --fingerprint "six words as read out" --unit harbour-team --unit home-safety --city --out administrator.json`,
  run: nameOne,
}

async function nameOne(given: Given) {
  const out = given.need('out')
  refuseTaken(out)
  const units = unitsGiven(given)
  const request = readFileAs(given.operands[0] ?? '', envelope, 'a request of an administrator')
  const asked = await checkAdministratorRequest(request, given.need('fingerprint'))
  const root = await rootGiven(given)
  const notAfter = untilGiven(given, root.today)
  const post = { units, notAfter, ...(given.on('city') ? { city: true as const } : {}) }
  await writeJson(out, nameAdministrator(root, asked, post, { replace: given.on('replace') }))
  const keyId = keyIdOf(Buffer.from(asked.adminPk, 'base64'))
  return {
    json: { file: out, keyId, units, city: given.on('city'), until: notAfter },
    text: `${asked.name} (${keyId}) certifies ${units.join(', ')}${given.on('city') ? ' and the posts of the city' : ''} until ${notAfter}. Next: citycop recover publish ${out}`,
  }
}

function unitsGiven(given: Given): string[] {
  const units = [...new Set(given.all('unit'))]
  if (units.length === 0 || !units.every(isUnitName)) throw new Usage('--unit takes small letters, digits and hyphens')
  return units
}

function untilGiven(given: Given, today: string): string {
  const typed = given.text('until')
  if (typed === undefined) return addDays(today, usualDays)
  if (!isDay(typed) || typed > addDays(today, mostDays))
    throw new Usage(`--until takes a day like 2027-11-02, at most ${mostDays} days ahead`)
  return typed
}
