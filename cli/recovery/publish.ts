import { call } from '@citycop/client/api/call.ts'
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { addDays } from '@citycop/protocol/contract/days.ts'
import { parsePayload, payloadType } from '@citycop/protocol/contract/dsse.ts'
import { publishKeys } from '@citycop/protocol/keys/contract.ts'
import { recoveryCertificate, recoveryOf } from '@citycop/protocol/keys/recovery.ts'
import { requestRecovery } from '@citycop/protocol/recovery/contract.ts'
import { isCutShort } from '@citycop/protocol/recovery/waited.ts'
import { cityOf, cityOptions } from '../city.ts'
import type { Command, Given } from '../command.ts'
import { cityToday } from '../officers/city-today.ts'
import { readSigned } from './recovery-files.ts'

export const command: Command = {
  operands: ['FILE'],
  options: cityOptions,
  about: `
Hands in what was signed: a request for a unit's keys, the custodians' certificate, a unit's recovery certificate, or a new root. Each
becomes a public entry of the log. The signatures in the file decide; whoever has the file may hand it in.
A unit's next recovery certificate ends the one before: what was sealed to it is deleted, and the keys are sealed to the new one.

  citycop recover publish request.json --server https://city.example --pin pins.json`,
  run: publish,
}

async function publish(given: Given) {
  const [file = ''] = given.operands
  const envelope = readSigned(file)
  const { server, directory, pins } = await cityOf(given)
  if (envelope.payloadType === payloadType('recovery-request')) {
    const before = new Date()
    const { sha256, until } = await call(server, requestRecovery, { request: envelope })
    const cutShort = isCutShort(before, until, pins)
    const text = [
      `The request stands in the public log (${sha256}). From ${until} on: citycop recover fetch`,
      ...(cutShort
        ? ['WARNING: the server gives the unit less time to object than it must. Object, and open nothing.']
        : []),
    ].join('\n')
    return { json: { sha256, until, cutShort }, text }
  }
  const { certificates } = await call(server, publishKeys, { certificates: [envelope], wraps: [] })
  const [sha256 = ''] = certificates
  const said = parsePayload(recoveryCertificate, fromBase64(envelope.payload))
  const replaces = said && recoveryOf(directory.trusted, said.unit)
  const backupsUntil = addDays(cityToday(directory.policy), directory.policy.backupDays)
  return {
    json: { sha256, ...(replaces ? { backupsUntil } : {}) },
    text: [
      `Published: ${sha256}`,
      ...(said ? [`Next: a member of ${said.unit} opens the desk, or runs "citycop officer wrap-keys".`] : []),
      ...(replaces
        ? [
            `What was sealed to the recovery identity before is deleted. Old backups open with the old shares until ${backupsUntil}:`,
            'have the custodians destroy those shares now.',
          ]
        : []),
    ].join('\n'),
  }
}
