import { custodianWords } from '@citycop/client/recovery/custodian-words.ts'
import { makeCustodians } from '@citycop/client/recovery/make-recovery.ts'
import { keyIdOf } from '@citycop/protocol/contract/dsse.ts'
import { custodianCount } from '@citycop/protocol/keys/recovery.ts'
import { custodianCard } from '@citycop/protocol/recovery/asked.ts'
import type { Command, Given } from '../command.ts'
import { Refused } from '../refusal.ts'
import { Usage } from '../usage.ts'
import {
  numberGiven,
  numberOption,
  pinsFileOption,
  pinsGiven,
  readFileAs,
  refuseTaken,
  writeJson,
} from './recovery-files.ts'
import { rootKeyGiven, rootOption } from './root-key.ts'

export const command: Command = {
  options: {
    pins: pinsFileOption,
    root: rootOption,
    card: { value: 'FILE', says: 'a custodian’s card; five of them', many: true, required: true },
    number: numberOption,
    out: { value: 'FILE', says: 'where the certificate goes', required: true },
  },
  about: `
Names the five custodians of a city. Any three of them can ask for a lost unit's keys, open them, and agree to a new root key. Choose
people who do not work for one another: a chief, a judge, the ombudsman, the watchdog, a notary. Meet each, and compare the six words.
The first certificate needs the root key alone. One that follows another needs three of the custodians before as well: they sign the
file with "citycop recover sign". Then "citycop recover publish".

  citycop recover appoint --pins pins.json --root root.key --out custodians.json \\
    --card rosa.age.card.json --card ugo.age.card.json --card ines.age.card.json --card mihai.age.card.json --card aoife.age.card.json`,
  run: appoint,
}

async function appoint(given: Given) {
  const out = given.need('out')
  refuseTaken(out)
  const pins = pinsGiven(given)
  const cards = given.all('card').map((file) => readFileAs(file, custodianCard, 'a custodian’s card'))
  if (cards.length !== custodianCount)
    throw new Usage(`--card is given ${custodianCount} times, one for each custodian`)
  if (cards.some((one) => one.instance !== pins.instance)) throw new Refused('other-city', 'a card is for another city')
  if (new Set(cards.map((one) => one.custodianPk)).size < cards.length)
    throw new Refused('twice', 'one person is named twice')
  const custodians = cards.map(({ custodianPk, recipient }) => ({ custodianPk, recipient }))
  const today = new Date().toISOString().slice(0, 10)
  const base = { v: 1 as const, instance: pins.instance, certNo: numberGiven(given), notBefore: today }
  await writeJson(out, makeCustodians({ ...base, custodians }, await rootKeyGiven(given, pins)))
  const named = await Promise.all(
    cards.map(async (one) => ({
      name: one.name,
      keyId: keyIdOf(Buffer.from(one.custodianPk, 'base64')),
      words: await custodianWords(one),
    })),
  )
  return {
    json: { file: out, custodians: named },
    text: [
      ...named.map(({ name, keyId, words }) => `  ${keyId}  ${name}: ${words}`),
      `Compare these words with what each of them reads out. Then publish ${out}.`,
    ].join('\n'),
  }
}
