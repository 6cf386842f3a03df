// What `citycop instance init` wrote: the city's pins, its root certificate, and the two online keys.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { equal } from '@citycop/protocol/contract/bytes.ts'
import { type Envelope, envelope } from '@citycop/protocol/contract/dsse.ts'
import { type Pins, pins as pinsSchema, type RootCertificate } from '@citycop/protocol/keys/certificates.ts'
import { certify, nobody } from '@citycop/protocol/keys/chain.ts'
import { type LogKey, parseLogKey } from '@citycop/protocol/log/checkpoint.ts'
import { type GenericSchema, type InferOutput, safeParse } from 'valibot'
import { CannotStart } from './cannot-start.ts'
import { type Signer, signerFrom } from './signing.ts'

export type City = {
  readonly pins: Pins
  readonly pinsFile: Buffer
  readonly root: RootCertificate
  readonly rootEnvelope: Envelope
  readonly logKey: LogKey
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
  return { pins, pinsFile, root: root.certificate, rootEnvelope, logKey, log, accept, acceptSeed }
}

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
