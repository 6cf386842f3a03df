import { call } from '@citycop/client/api/call.ts'
import { readDirectory } from '@citycop/protocol/keys/contract.ts'
import { cityOf, cityOptions } from '../city.ts'
import type { Command, Given } from '../command.ts'
import { refuseTaken, writeJson } from '../recovery/recovery-files.ts'

export const command: Command = {
  options: { ...cityOptions, out: { value: 'FILE', says: 'where the directory goes', required: true } },
  about: `
Copies a city's directory into a file, for the machine with the root key, which is off the network: "citycop root name-administrator"
reads from it who is administrator already. It is checked here, and there again.

  citycop root copy-directory --server https://city.example --pin pins.json --out directory.json`,
  run: copy,
}

async function copy(given: Given) {
  const out = given.need('out')
  refuseTaken(out)
  const { server, directory } = await cityOf(given)
  await writeJson(out, await call(server, readDirectory, undefined))
  return { json: { file: out, number: directory.number }, text: `The directory lies in ${out}.` }
}
