// What the holder of the root key signs so that a unit can come back: who the custodians are, and the unit's recovery identity with its
// seed in five shares. Made on a machine that is off the network; the seed and the key that signed the shares are dropped here.
import { fromBase64, toBase64 } from '@citycop/protocol/contract/base64.ts'
import { type Bytes, bytes, toHex } from '@citycop/protocol/contract/bytes.ts'
import { canonical, type Json } from '@citycop/protocol/contract/canonical.ts'
import { type Domain, type Envelope, keyIdOf, signEnvelope } from '@citycop/protocol/contract/dsse.ts'
import { addSignature } from '@citycop/protocol/contract/quorum.ts'
import type { Pins } from '@citycop/protocol/keys/certificates.ts'
import {
  type CustodiansCertificate,
  custodianQuorum,
  custodiansCertificate,
  type Hashed,
  recoveryCertificate,
} from '@citycop/protocol/keys/recovery.ts'
import { share as shareSchema } from '@citycop/protocol/recovery/asked.ts'
import { ed25519 } from '@noble/curves/ed25519.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { split } from 'shamir-secret-sharing'
import { type GenericSchema, parse } from 'valibot'
import { newSeed, publicKeyOf } from '../keys/make-certificate.ts'
import { joined, sealTo } from '../sealing/age-file.ts'
import { identityFromSeed, recipientOf } from '../sealing/suite.ts'

/** Signed by the root; whoever must sign besides adds a signature. */
export const makeCustodians = (certificate: CustodiansCertificate, rootSeed: Uint8Array): Envelope =>
  signAs('custodians', custodiansCertificate, certificate, rootSeed)

/** One more signature over the same bytes. */
export const alsoSign = (envelope: Envelope, seed: Uint8Array): Envelope =>
  addSignature(envelope, keyIdOf(fromBase64(publicKeyOf(seed))), (some) => ed25519.sign(some, seed))

export type SealedShare = { readonly number: number; readonly custodian: string; readonly file: Bytes }
export type Split = { readonly certificate: Envelope; readonly shares: readonly SealedShare[] }
type Plan = {
  readonly pins: Pins
  readonly unit: string
  readonly certNo: number
  readonly notBefore: string
  readonly custodians: Hashed<CustodiansCertificate>
}

/** A fresh identity, its seed in five shares, each sealed to one custodian. Any three open it, two tell nothing. */
export async function splitRecovery(
  { pins, unit, certNo, notBefore, custodians }: Plan,
  rootSeed: Uint8Array,
): Promise<Split> {
  const { instance, suite } = pins
  const [seed, splitSeed] = [freshSeed(), newSeed()]
  const recipient = await recipientOf(identityFromSeed(suite, seed))
  const base = { v: 1 as const, instance }
  const names = { unit, recipient, splitPk: publicKeyOf(splitSeed), custodians: custodians.hash }
  const certificate = signAs('recovery', recoveryCertificate, { ...base, certNo, notBefore, ...names }, rootSeed)
  const parts = await split(seed, custodians.custodians.length, custodianQuorum)
  const shares = custodians.custodians.map(async ({ custodianPk, recipient: to }, i): Promise<SealedShare> => {
    const custodian = keyIdOf(fromBase64(custodianPk))
    const said = { ...base, unit, number: i + 1, custodian, recipient: recipientHash(recipient), pins }
    const part = toBase64(parts[i] ?? new Uint8Array())
    const envelope = signAs('share', shareSchema, { ...said, share: part }, splitSeed)
    return { number: i + 1, custodian, file: joined(await sealTo([to], bytes(`${JSON.stringify(envelope)}\n`))) }
  })
  const made = { certificate, shares: await Promise.all(shares) }
  for (const secret of [seed, splitSeed, ...parts]) secret.fill(0)
  return made
}

export const recipientHash = (recipient: string): string => toHex(sha256(bytes(recipient)))

/** An X25519 key that begins with a zero byte fails in WebKitGTK now and then. */
function freshSeed(): Bytes {
  const seed = newSeed()
  return seed[0] === 0 ? freshSeed() : seed
}

const signAs = (domain: Domain, schema: GenericSchema<Json>, content: Json, seed: Uint8Array): Envelope =>
  signEnvelope(domain, bytes(canonical(parse(schema, content))), seed)
