import { call } from '@citycop/client/api/call.ts'
import { makeObjection } from '@citycop/client/recovery/ask-recovery.ts'
import { recoveriesIn } from '@citycop/client/recovery/fetch-file.ts'
import { objectToRecovery } from '@citycop/protocol/recovery/contract.ts'
import { cityOf, cityOptions } from '../city.ts'
import type { Command, Given } from '../command.ts'
import { adminSeedOf } from '../instance/sealed-seed.ts'
import { Refused } from '../refusal.ts'
import { unitOf } from '../units/lead.ts'
import { Usage } from '../usage.ts'
import { custodianOf } from './recovery-files.ts'

export const command: Command = {
  operands: ['UNIT'],
  options: {
    ...cityOptions,
    keyfile: { value: 'FILE', says: 'a member’s keyfile' },
    admin: { value: 'FILE', says: 'or the lead’s admin.key' },
  },
  about: `
Stops every recovery of a unit's keys that is under way. One member who still has a keyfile is enough: then not all of them are lost.
The objection is a public entry of the log. To try again, the custodians sign a new request.

  citycop recover object harbour-team --server https://city.example --pin pins.json --keyfile anna.age`,
  run: object,
}

async function object(given: Given) {
  const unit = unitOf(given)
  const instance = await cityOf(given)
  const seed = await signer(given, instance.pins.demo)
  const open = (await recoveriesIn(instance)).filter(
    (one) => one.unit === unit && (one.state === 'waiting' || one.state === 'ready'),
  )
  if (open.length === 0) throw new Refused('not-found', `nobody asks for the keys of ${unit}`)
  for (const { sha256 } of open)
    await call(instance.server, objectToRecovery, { objection: makeObjection(instance.pins.instance, sha256, seed) })
  return {
    json: { unit, stopped: open.map((one) => one.sha256) },
    text: `${open.length} stopped. It stands in the public log.`,
  }
}

async function signer(given: Given, demo: boolean): Promise<Uint8Array> {
  const [keyfile, admin] = [given.text('keyfile'), given.text('admin')]
  if ((keyfile === undefined) === (admin === undefined)) throw new Usage('give --keyfile, or --admin')
  return keyfile === undefined ? await adminSeedOf(admin ?? '', demo) : (await custodianOf(keyfile, demo)).sign
}
