import { readFileSync } from 'node:fs'
import { publicKeyOf } from '@citycop/client/keys/make-certificate.ts'
import type { Command, Given } from '../command.ts'
import { drawnPassphrase } from '../drawn-passphrase.ts'
import { pinsFileOption, pinsGiven, refuseTaken } from '../recovery/recovery-files.ts'
import { Refused } from '../refusal.ts'
import { writeDurably } from '../write-durably.ts'
import { adminPassphrase, openSeedIn, rootPassphrase, sealSeed } from './sealed-seed.ts'

export const command: Command = {
  operands: ['FILE'],
  options: {
    pins: pinsFileOption,
    root: { says: `it is the root.key of the city; ${rootPassphrase} sets its passphrase` },
    out: { value: 'FILE', says: 'where the sealed key goes', required: true },
  },
  about: `
Seals an administrator's key, or the city's root key, that an earlier version wrote without a passphrase. The passphrase is six words drawn
here and shown once; ${adminPassphrase} sets another one. Afterwards delete FILE, and its copies: they still are the key.

  citycop instance seal-key admin.key --pins pins.json --out admin.sealed.key
  citycop instance seal-key root.key --root --pins pins.json --out root.sealed.key`,
  run: seal,
}

async function seal(given: Given) {
  const [path = ''] = given.operands
  const out = given.need('out')
  refuseTaken(out)
  const seed = openSeedIn(readFileSync(path))
  if (!seed) throw new Refused('seed-file', `${path} is no key without a passphrase`)
  const pins = pinsGiven(given)
  const isRoot = given.on('root')
  if (isRoot !== (publicKeyOf(seed) === pins.rootPk))
    throw new Refused('root', isRoot ? `${path} is not the root of these pins` : `${path} is the root key: add --root`)
  const { passphrase, shown, said } = await drawnPassphrase(isRoot ? rootPassphrase : adminPassphrase)
  await writeDurably(out, await sealSeed(pins, seed, passphrase, isRoot ? 'root' : 'administrator'), 'owner')
  return {
    json: { key: out, ...shown },
    text: [`The sealed key: ${out}.`, ...said, `Now delete ${path} and every copy of it.`].join('\n'),
  }
}
