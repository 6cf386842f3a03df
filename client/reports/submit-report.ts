// From a draft to a receipt. Sealing needs the passphrase's keys; what comes out of it needs none of them to be sent.
import { toBase64 } from '@citycop/protocol/contract/base64.ts'
import { type Bytes, bytes, fromHex, toHex } from '@citycop/protocol/contract/bytes.ts'
import { leaveBy } from '@citycop/protocol/keys/epochs.ts'
import { type Category, groupOf } from '@citycop/protocol/reports/categories.ts'
import type { Submission } from '@citycop/protocol/reports/contract.ts'
import { signedBytes } from '@citycop/protocol/reports/submission-bytes.ts'
import { ed25519 } from '@noble/curves/ed25519.js'
import { sha256 } from '@noble/hashes/sha2.js'
import type { DraftFile, SealedBlob } from '../attachments/seal-file.ts'
import { type SignedUpload, signUpload } from '../attachments/sign-upload.ts'
import { type Known, sealIdentity } from '../identity/seal-identity.ts'
import type { Instance } from '../keys/connect.ts'
import type { Receipt } from '../log/verify-receipt.ts'
import { joined, sealTo } from '../sealing/age-file.ts'
import type { PassphraseKeys } from '../sealing/derive.ts'
import { sealed as hidden } from '../sealing/secret.ts'
import { doWork } from '../sealing/work.ts'
import { unitOf } from './find-unit.ts'
import { sealCitizenMessage } from './seal-citizen-message.ts'
import { type ReadyReport, sendSealed } from './send-sealed.ts'

export type Draft = {
  readonly category: Category
  readonly language: string
  readonly what: string
  readonly where: string
  readonly when: string
  /** A `geo:` address. */
  readonly position?: string
  readonly name?: string
  readonly contact?: string
  /** Who reports, for the identity custodians alone; then neither name nor contact stands in the report. */
  readonly identity?: Known
  readonly files: readonly DraftFile[]
}
export type Progress = (done: { step: 'sealing' | 'uploading' | 'sending'; part: number; of: number }) => void
/** Complete and signed: no clock and no nonce, so that it may wait and still be the same request. */
export type SealedReport = {
  readonly request: Submission
  readonly blobs: readonly SealedBlob[]
  readonly uploads: readonly SignedUpload<Bytes>[]
  readonly id: string
  readonly keys: PassphraseKeys
  /** The last day on which the city takes it in. */
  readonly leaveBy: string
}

/** @throws TooLong, Error for a file over 100 MB, Distrusted for a unit nobody certified */
export async function sealReport(
  instance: Instance,
  unitId: string,
  draft: Draft,
  keys: PassphraseKeys,
  progress: Progress = () => {},
): Promise<SealedReport> {
  const { pins, directory } = instance
  const unit = unitOf(directory, unitId)
  const { what, files, language, identity, ...fields } = draft
  const content = {
    type: 'report' as const,
    text: what,
    language,
    fields: { category: fields.category, where: fields.where, when: fields.when, ...given(fields) },
    replyTo: keys.recipient,
    tagHash: toHex(sha256(keys.tagKey)),
    seq: 0,
    prev: null,
  }
  const { message, blobs } = await sealCitizenMessage(pins, unit, keys, content, files, progress)
  const capsule = bytes(
    JSON.stringify({ tagKey: toBase64(keys.tagKey), noticeKey: toBase64(keys.noticeKey), thread: keys.mailbox }),
  )
  const unsigned = {
    v: 1 as const,
    suite: pins.suite,
    instance: pins.instance,
    unit: unit.id,
    epoch: unit.epoch,
    group: groupOf[draft.category],
    policyVersion: directory.policy.version,
    mailboxPk: keys.mailboxPk,
    tagKey: toBase64(keys.tagKey),
    noticeKey: toBase64(keys.noticeKey),
    ...(identity ? { identity: await sealIdentity(instance, keys, identity) } : {}),
    auditCapsule: toBase64(joined(await sealTo([directory.root.audit], capsule))),
    header: toBase64(message.header),
    payload: toBase64(message.payload),
    blobs: blobs.map(({ id, header, size }) => ({ id, header: toBase64(header), size })),
  }
  const sig = toBase64(ed25519.sign(signedBytes('report:submit', unsigned), keys.signSeed))
  const request = { ...unsigned, sig, work: doWork(fromHex(message.id)) }
  const uploads = blobs.map((blob) => signUpload(pins.instance, keys, blob))
  return hidden({ request, blobs, uploads, id: message.id, keys, leaveBy: leaveBy(unit.notAfter) })
}

const given = ({ position, name, contact }: Pick<Draft, 'position' | 'name' | 'contact'>) => ({
  ...(position ? { position } : {}),
  ...(name ? { name } : {}),
  ...(contact ? { contact } : {}),
})

/** May be called again after a failure: the same report gets the same receipt. @throws Problem, Unreachable, Distrusted */
export const submitReport: (instance: Instance, report: ReadyReport, progress?: Progress) => Promise<Receipt> =
  sendSealed
