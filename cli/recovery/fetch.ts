import { fetchFile, recoveriesIn } from '@citycop/client/recovery/fetch-file.ts'
import { cityOf, cityOptions } from '../city.ts'
import type { Command, Given } from '../command.ts'
import { Refused } from '../refusal.ts'
import { unitOf } from '../units/lead.ts'
import { custodianOf, custodianOption, refuseTaken, writeJson } from './recovery-files.ts'

export const command: Command = {
  operands: ['UNIT'],
  options: {
    ...cityOptions,
    keyfile: custodianOption,
    out: { value: 'FILE', says: 'where the sealed keys go, for the machine that is off the network', required: true },
  },
  about: `
After the wait: fetches the keys that the request names, still sealed. They are given out once. Before it asks, it looks for the
request in the log that everybody sees: keys that were asked for in secret are refused here, and by the offline page again.
The unit's lead must have let the new officer in before: their certificate travels with the keys.

  citycop recover fetch harbour-team --server https://city.example --pin pins.json --keyfile rosa.age --out harbour.recovery.json`,
  run: fetch,
}

async function fetch(given: Given) {
  const unit = unitOf(given)
  const out = given.need('out')
  refuseTaken(out)
  const instance = await cityOf(given)
  const { sign } = await custodianOf(given.need('keyfile'), instance.pins.demo)
  const [newest] = (await recoveriesIn(instance)).filter((one) => one.unit === unit)
  if (!newest) throw new Refused('not-found', `nobody asked for the keys of ${unit}`)
  const file = await fetchFile(instance, newest.sha256, sign, new Date())
  await writeJson(out, file)
  return {
    json: { file: out, unit, epochs: file.wraps.map((one) => one.epoch) },
    text: `${file.wraps.length} sealed keys of ${unit} lie in ${out}. Take it to a machine off the network, with three shares: citycop recover combine`,
  }
}
