// What `citycop instance init` wrote: the city's pins, its root certificate, and the two online keys.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { equal } from '@citycop/protocol/contract/bytes.ts'
import { type Envelope, envelope } from '@citycop/protocol/contract/dsse.ts'
import { type Pins, pins as pinsSchema, type RootCertificate } from '@citycop/protocol/keys/certificates.ts'
import { certify, nobody } from '@citycop/protocol/keys/chain.ts'
import { type LogKey, parseLogKey } from '@citycop/protocol/log/checkpoint.ts'
import { keyLine } from '@citycop/protocol/log/note.ts'
import { parsePolicy, type WitnessPolicy } from '@citycop/protocol/log/witness-policy.ts'
import { type GenericSchema, type InferOutput, pipe, record, regex, safeParse, string, url } from 'valibot'
import { CannotStart } from './cannot-start.ts'
import { type Signer, signerFrom } from './signing.ts'

export type City = {
  readonly pins: Pins
  readonly pinsFile: Buffer
  readonly root: RootCertificate
  readonly rootEnvelope: Envelope
  readonly logKey: LogKey
  readonly witnessPolicy: WitnessPolicy
  readonly witnessPolicyText: string
  /** Where each witness is reached, by its name in the policy: addresses move, keys stay. */
  readonly witnessUrls: Readonly<Record<string, string>>
  readonly log: Signer
  readonly accept: Signer
  /** Where the seeds of the online keys lie; other secrets of the server follow from them. */
  readonly acceptSeed: Buffer
}

/** @throws CannotStart when a file is missing, malformed, or does not belong to the others */
export function readCity(data: string): City {
  const folder = join(data, 'instance')
  const pinsFile = read(folder, 'pins.json')
  const pins = parsed(pinsSchema, pinsFile, 'pins.json')
  const rootEnvelope = parsed(envelope, read(folder, 'root.json'), 'root.json')
  const root = certify(pins, nobody(), rootEnvelope)
  if (root?.what !== 'root') throw new CannotStart(`${folder}/root.json is not signed by the root that pins.json names`)
  const acceptSeed = seed(folder, 'accept.key')
  const [log, accept] = [signerFrom(seed(folder, 'log.key')), signerFrom(acceptSeed)]
  const logKey = parseLogKey(pins.logKey)
  if (!equal(log.publicKey, logKey.publicKey))
    throw new CannotStart(`${folder}/log.key is not the key that pins.json names`)
  if (Buffer.from(accept.publicKey).toString('base64') !== root.certificate.acceptPk)
    throw new CannotStart(`${folder}/accept.key is not the key that the root certificate names`)
  const witnessPolicyText = pins.witnessPolicy ?? `log ${pins.logKey}\nquorum none\n`
  const witnessPolicy = readPolicy(witnessPolicyText, pins.logKey)
  const witnessUrls = readUrls(folder)
  return {
    pins,
    pinsFile,
    witnessPolicy,
    witnessPolicyText,
    witnessUrls,
    root: root.certificate,
    rootEnvelope,
    logKey,
    log,
    accept,
    acceptSeed,
  }
}

function readPolicy(text: string, logKey: string): WitnessPolicy {
  try {
    const policy = parsePolicy(text)
    if (policy.logs.some(({ key }) => keyLine(key.name, 1, key.publicKey) === logKey)) return policy
  } catch {}
  throw new CannotStart('the witness policy in pins.json is malformed, or does not name the log’s key')
}

/** instance/witnesses.json, where there is one: {"NAME": "http://…"}. */
function readUrls(folder: string): Record<string, string> {
  if (!existsSync(join(folder, 'witnesses.json'))) return {}
  return parsed(witnessUrlsSchema, read(folder, 'witnesses.json'), 'witnesses.json')
}

const witnessUrlsSchema = record(string(), pipe(string(), url(), regex(/^https?:\/\//)))

function read(folder: string, name: string): Buffer {
  const file = join(folder, name)
  if (!existsSync(file)) throw new CannotStart(`${file} is missing; run citycop instance init`)
  return readFileSync(file)
}

function seed(folder: string, name: string): Buffer {
  const found = Buffer.from(read(folder, name).toString('latin1').trim(), 'base64')
  if (found.length === 32) return found
  throw new CannotStart(`${join(folder, name)} does not hold a key of 32 bytes in base64`)
}

function parsed<S extends GenericSchema>(schema: S, file: Buffer, name: string): InferOutput<S> {
  try {
    const result = safeParse(schema, JSON.parse(file.toString('utf8')))
    if (result.success) return result.output
  } catch {}
  throw new CannotStart(`instance/${name} is malformed`)
}
