// The custodians of the tests' city, and a unit whose keys three of them can bring back.

import { call } from '@citycop/client/api/call.ts'
import { publicKeyOf } from '@citycop/client/keys/make-certificate.ts'
import { newOfficer } from '@citycop/client/keys/make-officer.ts'
import { wrapMissing } from '@citycop/client/keys/wrap-missing.ts'
import type { OfficerKeys } from '@citycop/client/officers/keyfile.ts'
import { askForKeys, signAlso } from '@citycop/client/recovery/ask-recovery.ts'
import type { GivenShare } from '@citycop/client/recovery/combine-shares.ts'
import { makeCustodians, splitRecovery } from '@citycop/client/recovery/make-recovery.ts'
import { openWith } from '@citycop/client/sealing/age-file.ts'
import { recipientOf } from '@citycop/client/sealing/suite.ts'
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { type Envelope, envelope, parsePayload } from '@citycop/protocol/contract/dsse.ts'
import { publishKeys } from '@citycop/protocol/keys/contract.ts'
import type { CustodiansCertificate } from '@citycop/protocol/keys/recovery.ts'
import { requestHash } from '@citycop/protocol/recovery/asked.ts'
import { requestRecovery } from '@citycop/protocol/recovery/contract.ts'
import { harbour, todayIn } from './lead.ts'
import type { Town } from './town.ts'

const people = ['rosa', 'ugo', 'ines', 'mihai', 'aoife'] as const

export type Custody = {
  readonly custodians: readonly OfficerKeys[]
  readonly certificate: Envelope
  /** As each custodian opened it. */
  readonly shares: readonly GivenShare[]
  /** As each got it. */
  readonly sealed: readonly Uint8Array[]
}

export const seedOf = ({ signSeed }: OfficerKeys): Uint8Array => fromBase64(signSeed)
export const drawCustodians = (town: Town): OfficerKeys[] => people.map((name) => newOfficer(town.pins, name))

export async function nameCustodians(town: Town, custodians: readonly OfficerKeys[], certNo = 1): Promise<Envelope> {
  const named: CustodiansCertificate = {
    v: 1,
    instance: town.pins.instance,
    certNo,
    notBefore: todayIn(town),
    custodians: await Promise.all(
      custodians.map(async (one) => ({
        custodianPk: publicKeyOf(seedOf(one)),
        recipient: await recipientOf(one.ageIdentity),
      })),
    ),
  }
  return makeCustodians(named, town.root)
}

export const publishOne = ({ origin }: Town, certificate: Envelope) =>
  call({ origin }, publishKeys, { certificates: [certificate], wraps: [] })

/** Five custodians, one recovery identity; the unit's keys are sealed to it by anna's desk. */
export async function takeIntoCustody(town: Town): Promise<Custody> {
  const custodians = drawCustodians(town)
  const certificate = await nameCustodians(town, custodians)
  await publishOne(town, certificate)
  const sealed = await splitSealed(town, 1)
  return { custodians, certificate, sealed, shares: await openedBy(custodians, sealed) }
}

export const splitAnew = async (town: Town, custodians: readonly OfficerKeys[], certNo: number) =>
  openedBy(custodians, await splitSealed(town, certNo))

async function splitSealed(town: Town, certNo: number): Promise<Uint8Array[]> {
  const { directory } = await town.device()
  const named = directory.trusted.custodians.at(-1)
  if (!named) throw new Error('the city has no custodians')
  const plan = { pins: town.pins, unit: harbour, certNo, notBefore: todayIn(town), custodians: named }
  const made = await splitRecovery(plan, town.root)
  await publishOne(town, made.certificate)
  await wrapMissing(await town.desk('anna'), todayIn(town))
  return made.shares.map(({ file }) => file)
}

const openedBy = (custodians: readonly OfficerKeys[], sealed: readonly Uint8Array[]): Promise<GivenShare[]> =>
  Promise.all(
    sealed.map(async (file, i) => {
      const plain = await openWith(custodians[i]?.ageIdentity ?? '', file)
      const found = plain && parsePayload(envelope, plain)
      if (!found) throw new Error(`share ${i + 1} does not open`)
      return { name: `share ${i + 1}`, envelope: found }
    }),
  )

/** Signed by these custodians, not handed in. */
export async function askedFor(
  town: Town,
  [first, ...others]: readonly OfficerKeys[],
  epochs: readonly number[] = [1],
): Promise<Envelope> {
  if (!first) throw new Error('nobody asks')
  const { directory, pins } = await town.device()
  const now = town.app.context.clock.now()
  const begun = askForKeys(
    { trusted: directory.trusted, instance: pins.instance, unit: harbour, now },
    epochs,
    seedOf(first),
  )
  return others.reduce((envelope, one) => signAlso(envelope, seedOf(one)), begun)
}

/** Handed in; answers its hash. */
export async function handIn({ origin }: Town, request: Envelope): Promise<string> {
  await call({ origin }, requestRecovery, { request })
  return requestHash(request)
}
