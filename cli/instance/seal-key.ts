import { readFileSync } from 'node:fs'
import { newPassphrase, toWords } from '@citycop/client/sealing/passphrase.ts'
import type { Command, Given } from '../command.ts'
import { pinsFileOption, pinsGiven, refuseTaken } from '../recovery/recovery-files.ts'
import { Refused } from '../refusal.ts'
import { writeDurably } from '../write-durably.ts'
import { adminPassphrase, openSeedIn, sealSeed } from './sealed-seed.ts'

export const command: Command = {
  operands: ['FILE'],
  options: {
    pins: pinsFileOption,
    out: { value: 'FILE', says: 'where the sealed key goes', required: true },
  },
  about: `
Seals an administrator's key that an earlier version wrote without a passphrase. The passphrase is six words drawn here and shown once;
${adminPassphrase} sets another one. Afterwards delete FILE, and its copies: they still are the key.

  citycop instance seal-key admin.key --pins pins.json --out admin.sealed.key`,
  run: seal,
}

async function seal(given: Given) {
  const [path = ''] = given.operands
  const out = given.need('out')
  refuseTaken(out)
  const seed = openSeedIn(readFileSync(path))
  if (!seed) throw new Refused('seed-file', `${path} is no key without a passphrase`)
  const set = process.env[adminPassphrase]
  const passphrase = set ?? (await toWords(newPassphrase(), 'en')).slice(0, 6).join(' ')
  await writeDurably(out, await sealSeed(pinsGiven(given), seed, passphrase), 'owner')
  return {
    json: { key: out, ...(set === undefined ? { passphrase } : {}) },
    text: [
      `The sealed key: ${out}.`,
      ...(set === undefined ? ['Its passphrase, shown this once:', '', `  ${passphrase}`, ''] : []),
      `Now delete ${path} and every copy of it.`,
    ].join('\n'),
  }
}
