// `citycop recover custodian`: a custodian's keys are drawn on the custodian's own device, and stay there.

import { publicKeyOf } from '@citycop/client/keys/make-certificate.ts'
import { newOfficer } from '@citycop/client/keys/make-officer.ts'
import { makeKeyfile } from '@citycop/client/officers/keyfile.ts'
import { custodianWords } from '@citycop/client/recovery/custodian-words.ts'
import { recipientOf } from '@citycop/client/sealing/suite.ts'
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import type { CustodianCard } from '@citycop/protocol/recovery/asked.ts'
import type { Command, Given } from '../command.ts'
import { drawnPassphrase } from '../drawn-passphrase.ts'
import { writeDurably } from '../write-durably.ts'
import { pinsFileOption, pinsGiven, refuseTaken, writeJson } from './recovery-files.ts'

export const command: Command = {
  options: {
    pins: pinsFileOption,
    name: { value: 'NAME', says: 'how the others call you; it goes into no certificate and no log', required: true },
    out: { value: 'FILE', says: 'where your keyfile goes; the card goes beside it, as FILE.card.json', required: true },
  },
  about: `
Draws a custodian's keys on this machine: with them you open your share of a unit's recovery key, and sign when one is asked for.
The card holds no secret. Take it to the holder of the root key, and read out the six words of this screen in person.
The keyfile's passphrase is six words drawn here and shown once; CITYCOP_PASSPHRASE sets another one.

  citycop recover custodian --pins pins.json --name Rosa --out rosa.age`,
  run: make,
}

async function make(given: Given) {
  const file = given.need('out')
  const cardFile = `${file}.card.json`
  refuseTaken(file, cardFile)
  const pins = pinsGiven(given)
  const keys = newOfficer(pins, given.need('name').slice(0, 80))
  const { passphrase, shown, said } = await drawnPassphrase('CITYCOP_PASSPHRASE')
  const custodianPk = publicKeyOf(fromBase64(keys.signSeed))
  const recipient = await recipientOf(keys.ageIdentity)
  const card: CustodianCard = { v: 1, instance: pins.instance, name: keys.name, custodianPk, recipient }
  await writeDurably(file, await makeKeyfile(keys, passphrase), 'owner')
  await writeJson(cardFile, card)
  const words = await custodianWords(card)
  return {
    json: { keyfile: file, card: cardFile, fingerprint: words, ...shown },
    text: [
      `Your keyfile: ${file}. Nobody else has it.`,
      ...said,
      `For the holder of the root key: ${cardFile}. Read out these six words, in person:`,
      '',
      `  ${words}`,
    ].join('\n'),
  }
}
