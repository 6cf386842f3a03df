import { endAdministrator } from '@citycop/client/keys/name-administrator.ts'
import type { Command, Given } from '../command.ts'
import { refuseTaken, writeJson } from '../recovery/recovery-files.ts'
import { Usage } from '../usage.ts'
import { rootGiven, rootOptions } from './root-given.ts'

export const command: Command = {
  operands: ['KEYID'],
  options: rootOptions,
  about: `
Ends an administrator: the key may be in other hands, or the person leaves. From the moment this is published nothing that the key signs
is believed, whatever day it is signed for. What it certified before still stands: look through it with "citycop unit status", and have the
next administrator let strangers go with "citycop unit remove-member". Name that one first: "citycop root name-administrator".
KEYID is what naming showed. Then "citycop recover publish", on a machine with a network.

  citycop root end-administrator 3f2a9c01d4e5b677 --pins pins.json --root root.key --directory directory.json --out ended.json`,
  run: end,
}

async function end(given: Given) {
  const keyId = given.operands[0] ?? ''
  if (!/^[0-9a-f]{16}$/.test(keyId)) throw new Usage('KEYID is 16 hexadecimal digits')
  const out = given.need('out')
  refuseTaken(out)
  const { certificate, leaderless } = endAdministrator(await rootGiven(given), keyId)
  await writeJson(out, certificate)
  return {
    json: { file: out, keyId, leaderless },
    text: [
      `${keyId} is administrator no more, as soon as this is published: citycop recover publish ${out}`,
      ...(leaderless.length > 0
        ? [`WARNING: then nobody certifies ${leaderless.join(', ')}. Name another one the same day.`]
        : []),
    ].join('\n'),
  }
}
