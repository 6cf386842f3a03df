// What the holder of the root key works with, off the network: pins, root.key, and a copy of the directory as the city serves it.
import { verifyDirectory } from '@citycop/client/keys/directory.ts'
import type { Root } from '@citycop/client/keys/name-administrator.ts'
import { readDirectory } from '@citycop/protocol/keys/contract.ts'
import type { Given, Options } from '../command.ts'
import { rootSeedOf } from '../instance/sealed-seed.ts'
import { cityToday } from '../officers/city-today.ts'
import { pinsFileOption, pinsGiven, readFileAs } from '../recovery/recovery-files.ts'
import { rootOption } from '../recovery/root-key.ts'

export const rootOptions: Options = {
  pins: pinsFileOption,
  root: rootOption,
  directory: {
    value: 'FILE',
    says: 'the city’s directory, as "citycop root copy-directory" wrote it: who is administrator already',
    required: true,
  },
  out: { value: 'FILE', says: 'where the certificate goes', required: true },
}

/** The directory is checked like one that came over the network: the stick may have been in other hands. */
export async function rootGiven(given: Given): Promise<Root> {
  const pins = pinsGiven(given)
  const reply = readFileAs(given.need('directory'), readDirectory.reply, 'a directory of a city')
  const { trusted, policy } = verifyDirectory(pins, reply, new Date())
  const seed = await rootSeedOf(given.need('root'), pins.demo)
  return { pins, trusted, today: cityToday(policy), seed }
}
