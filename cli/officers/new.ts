// `citycop officer new`: an officer's keys are drawn here, on the officer's own device, and stay here.
import { existsSync } from 'node:fs'
import { newOfficer } from '@citycop/client/keys/make-officer.ts'
import { makeMemberRequest, requestWords } from '@citycop/client/keys/member-request.ts'
import { makeKeyfile } from '@citycop/client/officers/keyfile.ts'
import { unitOf } from '@citycop/client/reports/find-unit.ts'
import { newPassphrase, toWords } from '@citycop/client/sealing/passphrase.ts'
import { cityOf, cityOptions } from '../city.ts'
import type { Command, Given } from '../command.ts'
import { Refused } from '../refusal.ts'
import { writeDurably } from '../write-durably.ts'

export const command: Command = {
  options: {
    ...cityOptions,
    unit: { value: 'UNIT', says: 'the unit you are to work in', required: true },
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
  const instance = await cityOf(given)
  const unit = unitOf(instance.directory, given.need('unit'))
  const keys = newOfficer(instance.pins, given.need('name').slice(0, 80))
  const set = process.env.CITYCOP_PASSPHRASE
  const passphrase = set ?? (await toWords(newPassphrase(), 'en')).slice(0, 6).join(' ')
  const envelope = await makeMemberRequest(keys, unit.id, unit.epoch)
  const words = await requestWords(envelope)
  await writeDurably(file, await makeKeyfile(keys, passphrase), 'owner')
  await writeDurably(request, `${JSON.stringify(envelope)}\n`, 'everybody')
  return {
    json: { keyfile: file, request, fingerprint: words, ...(set === undefined ? { passphrase } : {}) },
    text: [
      `Your keyfile: ${file}. Nobody else has it, and nobody can make it again.`,
      ...(set === undefined ? ['Its passphrase, shown this once:', '', `  ${passphrase}`, ''] : []),
      `For your lead: ${request}. Read out these six words to the lead, in person:`,
      '',
      `  ${words}`,
    ].join('\n'),
  }
}
