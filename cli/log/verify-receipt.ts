// `citycop receipt verify`: pins → root certificate → the key that signs receipts → the public log. No server is needed.
import { readFileSync } from 'node:fs'
import { fingerprint } from '@citycop/client/keys/fingerprint.ts'
import { type Receipt, type ReceiptCheck, receiptFile, verifyReceipt } from '@citycop/client/log/verify-receipt.ts'
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { parsePayload } from '@citycop/protocol/contract/dsse.ts'
import { type Pins, rootCertificate } from '@citycop/protocol/keys/certificates.ts'
import { asTyped, looksLikeWords, originOf, pinOption, pinsFor, pinsFromFile } from '../city.ts'
import type { Command, Given } from '../command.ts'
import { Refused } from '../refusal.ts'

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
  },
  about: `
Checks a receipt by itself, with the key you know the city by. It says what holds and what does not; exit code 1 when anything
does not. A receipt opens nothing and does not say what the report holds.

  citycop receipt verify receipt.json --pin "six words of the city's key"`,
  run: verify,
}

async function verify(given: Given) {
  const [file = ''] = given.operands
  const kept = parsePayload(receiptFile, readFileSync(file))
  if (!kept) throw new Refused('not-a-receipt', `${file} is not a receipt`)
  const held = verifyReceipt(await pinsOf(given, kept), kept)
  const good = Object.values(held).every(Boolean)
  const { reference, unit, day, instance, index } = kept
  const lines = Object.entries(checks).map(
    ([check, says]) => `${held[check as ReceiptCheck] ? 'holds ' : 'FAILS '} ${says}`,
  )
  const verdict = good
    ? `This receipt is good: ${instance} accepted this report for ${unit} on ${day}, entry ${index} of its log.`
    : 'This receipt does NOT hold.'
  return {
    json: { good, checks: held, ...(good ? { reference, instance, unit, day, leaf: index } : {}) },
    text: [...lines, verdict].join('\n'),
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
