// What a custodian carries to the machine that is off the network: the sealed keys, and everything needed to believe them without
// asking anybody. Nobody can recover unseen or at once: without the public entry, confirmed by the log's witnesses after the wait, it is
// refused here.

import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import type { Bytes } from '@citycop/protocol/contract/bytes.ts'
import { type Envelope, parsePayload, quorumEnvelope } from '@citycop/protocol/contract/dsse.ts'
import { moment } from '@citycop/protocol/contract/fields.ts'
import { verifyQuorum } from '@citycop/protocol/contract/quorum.ts'
import type { Pins } from '@citycop/protocol/keys/certificates.ts'
import { readDirectory, recoveryWraps } from '@citycop/protocol/keys/contract.ts'
import { custodianQuorum, type Hashed, holdersOf, type RecoveryCertificate } from '@citycop/protocol/keys/recovery.ts'
import { verifyWitnessedProof } from '@citycop/protocol/log/inclusion.ts'
import { publicEntry } from '@citycop/protocol/log/public-entry.ts'
import { leafHash } from '@citycop/protocol/log/tree.ts'
import { type RecoveryRequest, recoveryRequest, requestHash } from '@citycop/protocol/recovery/asked.ts'
import { notWaited } from '@citycop/protocol/recovery/waited.ts'
import * as v from 'valibot'
import { type VerifiedDirectory, verifyDirectory } from '../keys/directory.ts'
import { policyOf } from '../keys/pinned-policy.ts'
import { RecoveryRefused } from './recovery-refused.ts'

export const recoveryFile = v.strictObject({
  v: v.literal(1),
  directory: readDirectory.reply,
  request: quorumEnvelope,
  until: moment,
  /** C2SP tlog-proof of the request's entry, with the witnesses' lines. */
  proof: v.pipe(v.string(), v.maxLength(65_536)),
  wraps: recoveryWraps,
})
export type RecoveryFile = v.InferOutput<typeof recoveryFile>

export type Believed = {
  readonly directory: VerifiedDirectory
  readonly recovery: Hashed<RecoveryCertificate>
  readonly request: RecoveryRequest
  readonly wraps: RecoveryFile['wraps']
}

/** The entry that everybody could see while it was waited for. */
export const requestEntry = ({ unit, epochs }: RecoveryRequest, until: string, envelope: Envelope): Bytes =>
  publicEntry('keys', {
    v: 1,
    what: 'recovery-requested',
    unit,
    epochs,
    until,
    sha256: requestHash(envelope),
    approvals: envelope.signatures,
  })

/** @throws RecoveryRefused, Distrusted */
export function believeFile(pins: Pins, file: RecoveryFile, now: Date): Believed {
  const directory = verifyDirectory(pins, file.directory, now)
  const request = parsePayload(recoveryRequest, fromBase64(file.request.payload))
  const recovery = directory.trusted.recoveries.find((one) => one.hash === request?.recovery)
  if (!request || recovery?.unit !== request.unit) throw new RecoveryRefused('no-recovery')
  if (!verifyQuorum('recovery-request', file.request, holdersOf(directory.trusted, recovery), custodianQuorum))
    throw new RecoveryRefused('request')
  refuseUnseen(pins, request, file, now)
  const wanted = ({ unit, epoch, recovery: hash }: RecoveryFile['wraps'][number]) =>
    unit === request.unit && request.epochs.includes(epoch) && hash === recovery.hash
  // The server may try to slip in more than was asked for in public: no key of another epoch is opened.
  if (!file.wraps.every(wanted)) throw new RecoveryRefused('request')
  return { directory, recovery, request, wraps: file.wraps }
}

/** @throws RecoveryRefused not-published, cut-short, waiting */
export function refuseUnseen(
  pins: Pins,
  request: RecoveryRequest,
  { request: envelope, until, proof }: Pick<RecoveryFile, 'request' | 'until' | 'proof'>,
  now: Date,
): void {
  const leaf = leafHash(requestEntry(request, until, envelope))
  const seen = verifyWitnessedProof(proof, leaf, policyOf(pins))
  if (!seen) throw new RecoveryRefused('not-published')
  const why = notWaited({ at: request.at, until, demo: pins.demo, witnessed: seen.newest, now })
  if (why) throw new RecoveryRefused(why)
}
