// What was recovered goes to one new officer, and nowhere else: to the recipient that the unit's lead certified, sealed again at once.
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { keyIdOf } from '@citycop/protocol/contract/dsse.ts'
import { base64, keyId, name, whole } from '@citycop/protocol/contract/fields.ts'
import type { OfficerCertificate } from '@citycop/protocol/keys/certificates.ts'
import { epochInUse, isMember, officerOf } from '@citycop/protocol/keys/epochs.ts'
import type { MemberWrap } from '@citycop/protocol/keys/wraps.ts'
import * as v from 'valibot'
import { keyIn, openWrap, type RefusedWrap } from '../keys/open-wrap.ts'
import { type BareWrap, bareWrap, signWrap } from '../keys/seal-wrap.ts'
import { handing } from '../keys/wrap-missing.ts'
import type { Desk } from '../officers/sign-in.ts'
import { recipientOf } from '../sealing/suite.ts'
import { combineShares, type GivenShare, pinsOfShares } from './combine-shares.ts'
import { type Believed, believeFile, type RecoveryFile } from './recovery-file.ts'
import { RecoveryRefused } from './recovery-refused.ts'

/** What goes back to the machine with a network: nobody but that officer can open it, and they sign for it when they hand it in. */
const bare = v.strictObject({ unit: name, epoch: whole, officer: keyId, file: base64(8192) })
export const handOverFile = v.strictObject({ v: v.literal(1), wraps: v.pipe(v.array(bare), v.maxLength(500)) })
export type HandOver = {
  readonly file: v.InferOutput<typeof handOverFile>
  readonly unit: string
  readonly epochs: readonly number[]
  readonly officer: string
  /** Shares that were not needed, and are not what they were when they were split. */
  readonly bad: readonly string[]
}
type Given = {
  readonly shares: readonly GivenShare[]
  readonly file: RecoveryFile
  readonly officer: string
  readonly now: Date
}

/** The whole of it, without a network. @throws RecoveryRefused, Distrusted */
export async function recover({ shares, file, officer, now }: Given): Promise<HandOver> {
  const pins = pinsOfShares(shares)
  const believed = believeFile(pins, file, now)
  const { unit } = believed.request
  const { recipient } = certified(believed, officer, now)
  const { identity, bad } = await combineShares(pins, believed.recovery, shares)
  const wraps: BareWrap[] = []
  for (const one of believed.wraps) {
    const key = await openWrap({ pins, trusted: believed.directory.trusted }, identity, one)
    if (typeof key !== 'string') throw new RecoveryRefused(...refusedAs(key))
    wraps.push(await bareWrap({ unit, epoch: one.epoch, identity: key }, { officer, recipient }))
  }
  if (wraps.length === 0) throw new RecoveryRefused('wrap')
  return { file: { v: 1, wraps }, unit, epochs: wraps.map((one) => one.epoch), officer, bad }
}

/** By the unit's lead, in the directory that came with the keys: a stranger's recipient would take them away for good. */
function certified(
  { directory: { trusted }, request: { unit } }: Believed,
  officer: string,
  now: Date,
): OfficerCertificate {
  const today = now.toISOString().slice(0, 10)
  const known = trusted.officers.find((one) => keyIdOf(fromBase64(one.officerPk)) === officer)
  const certificate = known && officerOf(trusted, known.officerPk, today)
  const inUse = epochInUse(trusted, unit, today)
  if (!certificate?.units.includes(unit) || !inUse || !isMember(inUse, officer))
    throw new RecoveryRefused('not-a-member')
  return certificate
}

/** Signed and wrong: whoever signed is named. Not signed: the server put it there. */
const refusedAs = ({ unit, epoch, why, by }: RefusedWrap): ['wrap' | 'wrap-exchanged', string[]] =>
  by === undefined ? ['wrap-exchanged', [`${unit}/${epoch} (${why})`]] : ['wrap', [`${unit}/${epoch} by ${by}`]]

/** @throws RecoveryRefused wrap when a file holds another key than the unit's certificate names */
export async function signHandedOver(
  desk: Desk,
  ageIdentity: string,
  { wraps }: HandOver['file'],
): Promise<MemberWrap[]> {
  const recipient = await recipientOf(ageIdentity)
  const signed: MemberWrap[] = []
  for (const one of wraps) {
    if ((await keyIn(desk.instance.directory.trusted, ageIdentity, one)) === undefined)
      throw new RecoveryRefused('wrap', [`${one.unit}/${one.epoch}`])
    signed.push(signWrap(handing(desk), one, recipient))
  }
  return signed
}
