// `citycop officer new`: an officer's keys are drawn here, on the officer's own device, and stay here.
import { existsSync } from 'node:fs'
import { makePostRequest } from '@citycop/client/keys/city-posts.ts'
import type { Instance } from '@citycop/client/keys/connect.ts'
import { firstEpoch } from '@citycop/client/keys/found-unit.ts'
import { newOfficer } from '@citycop/client/keys/make-officer.ts'
import { makeMemberRequest, requestWords } from '@citycop/client/keys/member-request.ts'
import { makeKeyfile } from '@citycop/client/officers/keyfile.ts'
import { cityOf, cityOptions } from '../city.ts'
import type { Command, Given } from '../command.ts'
import { drawnPassphrase } from '../drawn-passphrase.ts'
import { Refused } from '../refusal.ts'
import { isUnitName } from '../units/lead.ts'
import { Usage } from '../usage.ts'
import { writeDurably } from '../write-durably.ts'

export const command: Command = {
  options: {
    ...cityOptions,
    unit: { value: 'UNIT', says: 'the unit you are to work in' },
    city: { says: 'or a post of the whole city instead: data-protection officer, chief, administrator of the desk' },
    name: {
      value: 'NAME',
      says: 'how your colleagues call you; it goes into no certificate and no log',
      required: true,
    },
    out: {
      value: 'FILE',
      says: 'where your keyfile goes; the request goes beside it, as FILE.request.json',
      required: true,
    },
  },
  about: `
Draws your keys on this machine, puts them into a keyfile, and writes a request for your unit's lead. The request holds no secret.
Take it to the lead, and read out the six words of this screen in person: they are how the lead knows that the file is yours.
The keyfile's passphrase is six words drawn here and shown once; CITYCOP_PASSPHRASE sets another one.

  citycop officer new --server http://127.0.0.1:8080 --unit harbour-team --name Giulia --out giulia.age`,
  run: make,
}

async function make(given: Given) {
  const file = given.need('out')
  const request = `${file}.request.json`
  for (const one of [file, request])
    if (existsSync(one)) throw new Refused('exists', `${one} exists already; nothing was overwritten`)
  const unit = given.text('unit')
  if ((unit === undefined) === !given.on('city')) throw new Usage('give --unit, or --city')
  if (unit !== undefined && !isUnitName(unit)) throw new Usage('a unit is small letters, digits and hyphens')
  const instance = await cityOf(given)
  const keys = newOfficer(instance.pins, given.need('name').slice(0, 80))
  const { passphrase, shown, said } = await drawnPassphrase('CITYCOP_PASSPHRASE')
  const envelope = await (unit === undefined
    ? makePostRequest(keys)
    : makeMemberRequest(keys, unit, epochOf(instance, unit)))
  const words = await requestWords(envelope)
  await writeDurably(file, await makeKeyfile(keys, passphrase), 'owner')
  await writeDurably(request, `${JSON.stringify(envelope)}\n`, 'everybody')
  return {
    json: { keyfile: file, request, fingerprint: words, ...shown },
    text: [
      `Your keyfile: ${file}. Nobody else has it, and nobody can make it again.`,
      ...said,
      `For your lead: ${request}. Read out these six words to the lead, in person:`,
      '',
      `  ${words}`,
    ].join('\n'),
  }
}

/** A unit without a key is founded with the first requests; a misspelt name is refused by its lead. */
const epochOf = ({ directory }: Instance, unit: string): number =>
  directory.units.find((one) => one.id === unit)?.epoch ?? firstEpoch
