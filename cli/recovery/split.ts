import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { splitRecovery } from '@citycop/client/recovery/make-recovery.ts'
import type { Command, Given } from '../command.ts'
import { unitOf } from '../units/lead.ts'
import { writeDurably } from '../write-durably.ts'
import {
  numberGiven,
  numberOption,
  pinsFileOption,
  pinsGiven,
  readCustodians,
  refuseTaken,
  writeJson,
} from './recovery-files.ts'
import { rootKeyGiven, rootOption } from './root-key.ts'

export const command: Command = {
  operands: ['UNIT'],
  options: {
    pins: pinsFileOption,
    root: rootOption,
    custodians: { value: 'FILE', says: 'the custodians’ certificate, from "recover appoint"', required: true },
    number: numberOption,
    out: { value: 'DIR', says: 'where the certificate and the five shares go', required: true },
  },
  about: `
Draws a recovery identity for a unit and splits it: any three of five shares open what is sealed to it, two tell nothing at all. Do it
on a machine that is off the network. Each share is sealed to one custodian, and signed, so that a bad one can be named later.
Hand each custodian the own share, publish the certificate with "citycop recover publish", and delete the folder. From then on the
unit's keys are sealed to this identity too: new ones by the lead, those there are by the next member's desk that is open.

  citycop recover split harbour-team --pins pins.json --root root.key --custodians custodians.json --out harbour`,
  run: split,
}

async function split(given: Given) {
  const unit = unitOf(given)
  const out = given.need('out')
  refuseTaken(out)
  const pins = pinsGiven(given)
  const custodians = readCustodians(given.need('custodians'))
  const notBefore = new Date().toISOString().slice(0, 10)
  const plan = { pins, unit, certNo: numberGiven(given), notBefore, custodians }
  const { certificate, shares } = await splitRecovery(plan, await rootKeyGiven(given, pins))
  mkdirSync(out, { recursive: true, mode: 0o700 })
  const files = shares.map((one) => ({ ...one, path: join(out, `share-${one.number}-${one.custodian}.age`) }))
  for (const { path, file } of files) await writeDurably(path, file, 'owner')
  const path = join(out, `${unit}.recovery.json`)
  await writeJson(path, certificate)
  return {
    json: { certificate: path, shares: files.map(({ path, custodian }) => ({ file: path, custodian })) },
    text: [
      `To publish: ${path}`,
      ...files.map(({ path, custodian }) => `For custodian ${custodian}: ${path}`),
      'Hand them over and delete them here. The secret itself is nowhere any more.',
    ].join('\n'),
  }
}
