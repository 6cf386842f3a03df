// What was recovered goes to one new officer, and nowhere else: to the recipient that the unit's lead certified, sealed again at once.
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { text } from '@citycop/protocol/contract/bytes.ts'
import { keyIdOf } from '@citycop/protocol/contract/dsse.ts'
import type { OfficerCertificate } from '@citycop/protocol/keys/certificates.ts'
import { epochInUse, isMember, newestOf, officerOf } from '@citycop/protocol/keys/epochs.ts'
import { wrapKeys } from '@citycop/protocol/keys/member-contract.ts'
import * as v from 'valibot'
import { type Wrap, wrapEpoch } from '../keys/make-unit.ts'
import { wrap } from '../officers/sign-in.ts'
import { openWith } from '../sealing/age-file.ts'
import { recipientOf } from '../sealing/suite.ts'
import { combineShares, type GivenShare, pinsOfShares } from './combine-shares.ts'
import { type Believed, believeFile, type RecoveryFile } from './recovery-file.ts'
import { RecoveryRefused } from './recovery-refused.ts'

/** What goes back to the machine with a network: nobody but that officer can open it. */
export const handOverFile = v.strictObject({ v: v.literal(1), wraps: wrapKeys.body.entries.wraps })
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
  const wraps: Wrap[] = []
  for (const one of believed.wraps) {
    const age = await opened(believed, identity, one)
    wraps.push(await wrapEpoch(unit, one.epoch, age, { officer, recipient }))
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

async function opened({ directory }: Believed, identity: string, one: RecoveryFile['wraps'][number]): Promise<string> {
  const plain = await openWith(identity, fromBase64(one.file))
  const parsed = plain && v.safeParse(wrap, JSON.parse(text(plain)))
  const certificate = newestOf(directory.trusted, one.unit, one.epoch)
  const fits = parsed?.success && (await recipientOf(parsed.output.age)) === certificate?.recipient
  if (!parsed?.success || !fits) throw new RecoveryRefused('wrap', [`${one.unit}/${one.epoch}`])
  return parsed.output.age
}
