import { readFileSync } from 'node:fs'
import { openWith } from '@citycop/client/sealing/age-file.ts'
import { envelope, parsePayload } from '@citycop/protocol/contract/dsse.ts'
import type { Command, Given } from '../command.ts'
import { Refused } from '../refusal.ts'
import { writeDurably } from '../write-durably.ts'
import { isDemoFile } from './demo-file.ts'
import { custodianOf, custodianOption, refuseTaken } from './recovery-files.ts'

export const command: Command = {
  operands: ['SHARE'],
  options: {
    keyfile: custodianOption,
    out: { value: 'FILE', says: 'where the opened share goes', required: true },
  },
  about: `
Opens your share with your keyfile, for the day on which three custodians come together. One opened share tells nothing; three open
the unit's keys. Carry it to the meeting yourself, and delete it afterwards.

  citycop recover open-share share-1-3f2a9c01d4e5b677.age --keyfile rosa.age --out rosa.share.json`,
  run: open,
}

async function open(given: Given) {
  const [file = ''] = given.operands
  const out = given.need('out')
  refuseTaken(out)
  const keyfile = given.need('keyfile')
  const { age } = await custodianOf(keyfile, isDemoFile(keyfile))
  const plain = await openWith(age, readFileSync(file))
  if (!plain || !parsePayload(envelope, plain))
    throw new Refused('share', `${file} is no share that this keyfile opens, or it was changed`)
  await writeDurably(out, plain, 'owner')
  return {
    json: { share: out },
    text: `Your share lies open in ${out}. Take it to the meeting, and delete it afterwards.`,
  }
}
