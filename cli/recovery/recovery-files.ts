// The files that go from hand to hand around a recovery: each is read by its schema, and none overwrites another.
import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { type Envelope, parsePayload, quorumEnvelope } from '@citycop/protocol/contract/dsse.ts'
import { envelopeHash } from '@citycop/protocol/keys/chain.ts'
import { type CustodiansCertificate, custodiansCertificate, type Hashed } from '@citycop/protocol/keys/recovery.ts'
import { pinsFromFile } from '../city.ts'
import type { Given, Option } from '../command.ts'
import { keysOf } from '../officers/desk.ts'
import { Refused } from '../refusal.ts'
import { Usage } from '../usage.ts'
import { writeDurably } from '../write-durably.ts'

type Schema = Parameters<typeof parsePayload>[0]

type Parsed<S extends Schema> = NonNullable<ReturnType<typeof parsePayload<S>>>

/** @throws Refused when it is something else */
export const readFileAs = <S extends Schema>(file: string, schema: S, what: string): Parsed<S> => {
  const found = parsePayload(schema, readFileSync(file))
  if (found === undefined || found === null) throw new Refused('bad-file', `${file} is not ${what}`)
  return found
}

export const readSigned = (file: string): Envelope => readFileAs(file, quorumEnvelope, 'a file that custodians sign')

export function readCustodians(file: string): Hashed<CustodiansCertificate> {
  const envelope = readSigned(file)
  const found = parsePayload(custodiansCertificate, fromBase64(envelope.payload))
  if (!found) throw new Refused('bad-file', `${file} does not name a city’s custodians`)
  return { ...found, hash: envelopeHash(envelope) }
}

/** @throws Refused when one of them is there already */
export function refuseTaken(...files: readonly string[]): void {
  for (const one of files)
    if (existsSync(one)) throw new Refused('exists', `${basename(one)} exists already; nothing was overwritten`)
}

export const writeJson = (file: string, value: unknown): Promise<void> =>
  writeDurably(file, `${JSON.stringify(value)}\n`, 'everybody')

export const pinsFileOption: Option = {
  value: 'FILE',
  says: 'the pins.json of the city, from its instance folder',
  required: true,
}
export const custodianOption: Option = { value: 'FILE', says: 'a custodian’s keyfile', required: true }
export const numberOption: Option = {
  value: 'N',
  says: 'the certificate’s number, higher than that of the one before (1)',
}

export const pinsGiven = (given: Given) => pinsFromFile(given.need('pins'))

export function numberGiven(given: Given): number {
  const typed = given.text('number') ?? '1'
  if (!/^[1-9]\d{0,8}$/.test(typed)) throw new Usage('--number takes a whole number from 1')
  return Number(typed)
}

/** Both halves of a keyfile as seeds. */
export async function custodianOf(file: string, demo: boolean): Promise<{ sign: Uint8Array; age: string }> {
  const { signSeed, ageIdentity } = await keysOf(file, demo)
  return { sign: fromBase64(signSeed), age: ageIdentity }
}
