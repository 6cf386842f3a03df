// `citycop receipt verify`: pins → root certificate → the key that signs receipts → the public log. No server is needed.
import { readFileSync } from 'node:fs'
import { fingerprint } from '@citycop/client/keys/fingerprint.ts'
import { type Receipt, type ReceiptCheck, receiptFile, verifyReceipt } from '@citycop/client/log/verify-receipt.ts'
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { parsePayload } from '@citycop/protocol/contract/dsse.ts'
import { type Pins, rootCertificate } from '@citycop/protocol/keys/certificates.ts'
import { receipt as receiptSchema } from '@citycop/protocol/reports/contract.ts'
import { asTyped, looksLikeWords, originOf, pinOption, pinsFor, pinsFromFile } from '../city.ts'
import type { Command, Given } from '../command.ts'
import { Refused } from '../refusal.ts'
import { policyOption } from './source-given.ts'
import { confirmation, sayConfirmed } from './witnessed.ts'

const checks: Readonly<Record<ReceiptCheck, string>> = {
  root: 'the root certificate is the pinned city’s own',
  signature: 'the city signed this promise',
  content: 'city, unit, day and report are the ones it signed',
  log: 'the promise stands in the public log, where the receipt says',
}

export const command: Command = {
  operands: ['FILE'],
  options: {
    pin: pinOption,
    server: {
      value: 'URL',
      says: 'only to fetch the key of a demo on this machine; nothing about the receipt is sent',
    },
    policy: {
      ...policyOption,
      says: `${policyOption.says}; then it is also said whether witnesses confirm the proof`,
    },
    proof: { value: 'FILE', says: 'a newer proof of the same entry (citycop log prove); needs --policy' },
  },
  about: `
Checks a receipt by itself, with the key you know the city by. It says what holds and what does not; exit code 1 when anything
does not. A receipt opens nothing and does not say what the report holds.

A receipt is given out at once, so its own proof is signed by the log alone. Minutes later the entry is in the published log, and
"citycop log prove" makes a proof that witnesses confirm.

  citycop receipt verify receipt.json --pin "six words of the city's key"
  citycop receipt verify receipt.json --pin pins.json --policy city.policy --proof 4711.proof`,
  run: verify,
}

async function verify(given: Given) {
  const [file = ''] = given.operands
  const kept = parsePayload(receiptFile, readFileSync(file))
  if (!kept) throw new Refused('not-a-receipt', `${file} is not a receipt`)
  const pins = await pinsOf(given, kept)
  const held = verifyReceipt(pins, kept)
  const said = held.signature ? parsePayload(receiptSchema, fromBase64(kept.receipt.payload)) : undefined
  const confirmed = said && confirmation(given, pins.logKey, fromBase64(said.leaf), kept)
  const good = Object.values(held).every(Boolean) && confirmed?.by !== 'nobody'
  const { reference, unit, day, instance, index } = kept
  const lines = Object.entries(checks).map(
    ([check, says]) => `${held[check as ReceiptCheck] ? 'holds ' : 'FAILS '} ${says}`,
  )
  const verdict = good
    ? `This receipt is good: ${instance} accepted this report for ${unit} on ${day}, entry ${index} of its log.`
    : 'This receipt does NOT hold.'
  const who = confirmed ? [sayConfirmed(confirmed)] : []
  return {
    json: {
      good,
      checks: held,
      ...(confirmed ? { confirmed } : {}),
      ...(good ? { reference, instance, unit, day, leaf: index } : {}),
    },
    text: [...lines, ...who, verdict].join('\n'),
    failed: !good,
  }
}

async function pinsOf(given: Given, kept: Receipt): Promise<Pins> {
  const [pin, server] = [given.text('pin'), given.text('server')]
  if (pin === undefined && server === undefined)
    throw new Refused('pin-missing', 'name the key you know the city by: --pin FILE, or --pin "SIX WORDS"')
  if (pin === undefined || server !== undefined) return pinsFor(originOf(server ?? ''), pin)
  return looksLikeWords(pin) ? pinsInside(kept, pin) : pinsFromFile(pin)
}

/** The receipt carries its city's root certificate; the six words say whether it is the one you know. */
async function pinsInside({ root, instance }: Receipt, words: string): Promise<Pins> {
  const claimed = parsePayload(rootCertificate, fromBase64(root.payload))
  if (!claimed || (await fingerprint(claimed.rootPk)) !== asTyped(words))
    throw new Refused('pin-differs', 'this receipt is from a city with another key than the one with these words')
  const { suite, rootPk, demo, logKey } = claimed
  return { v: 1, instance, suite, rootPk, demo, logKey }
}
