import { askForKeys } from '@citycop/client/recovery/ask-recovery.ts'
import { epochsOf } from '@citycop/protocol/keys/epochs.ts'
import { cityOf, cityOptions } from '../city.ts'
import type { Command, Given } from '../command.ts'
import { unitOf } from '../units/lead.ts'
import { Usage } from '../usage.ts'
import { custodianOf, custodianOption, refuseTaken, writeJson } from './recovery-files.ts'

export const command: Command = {
  operands: ['UNIT'],
  options: {
    ...cityOptions,
    keyfile: custodianOption,
    epochs: { value: 'N,N', says: 'which of the unit’s keys (all that there are)' },
    out: { value: 'FILE', says: 'where the request goes, with your signature', required: true },
  },
  about: `
Begins a recovery: a request for a unit's keys, with your signature. Two more custodians look at it and sign it with "citycop recover
sign"; "citycop recover publish" hands it in. Then everybody can see it for a day, and a member or the lead of the unit may object.

  citycop recover request harbour-team --server https://city.example --pin pins.json --keyfile rosa.age --out request.json`,
  run: request,
}

async function request(given: Given) {
  const unit = unitOf(given)
  const out = given.need('out')
  refuseTaken(out)
  const { pins, directory } = await cityOf(given)
  const { sign } = await custodianOf(given.need('keyfile'), pins.demo)
  const { trusted } = directory
  const epochs = typed(given.text('epochs')) ?? epochsOf(trusted, unit).map((one) => one.epoch)
  const envelope = askForKeys({ trusted, instance: pins.instance, unit, now: new Date() }, epochs, sign)
  await writeJson(out, envelope)
  return {
    json: { file: out, unit, epochs },
    text: `${out} asks for epoch ${epochs.join(', ')} of ${unit}. Two more custodians sign it: citycop recover sign ${out}`,
  }
}

function typed(epochs: string | undefined): number[] | undefined {
  if (epochs === undefined) return undefined
  if (!/^\d{1,6}(,\d{1,6}){0,119}$/.test(epochs)) throw new Usage('--epochs takes numbers like 3,4')
  return epochs.split(',').map(Number)
}
