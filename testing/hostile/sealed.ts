// Sealed requests as a phone makes them, and the same with something wrong in them, signed anew by the phone's own key.

import type { DraftFile, SealedBlob } from '@citycop/client/attachments/seal-file.ts'
import type { Instance } from '@citycop/client/keys/connect.ts'
import type { Unit } from '@citycop/client/keys/directory.ts'
import { sealCitizenMessage } from '@citycop/client/reports/seal-citizen-message.ts'
import { type Draft, type SealedReport, sealReport } from '@citycop/client/reports/submit-report.ts'
import { joined, sealTo } from '@citycop/client/sealing/age-file.ts'
import { type PassphraseKeys, passphraseKeys } from '@citycop/client/sealing/derive.ts'
import type { SealedMessage } from '@citycop/client/sealing/message.ts'
import { newPassphrase } from '@citycop/client/sealing/passphrase.ts'
import { toBase64 } from '@citycop/protocol/contract/base64.ts'
import type { FollowUp, Submission } from '@citycop/protocol/reports/contract.ts'
import { signedBytes } from '@citycop/protocol/reports/submission-bytes.ts'
import { signerFrom } from '../../server/platform/signing.ts'
import { lamp } from '../town.ts'

type Act = 'report:submit' | 'message:send' | 'report:contest'

export const freshKeys = (device: Instance): Promise<PassphraseKeys> => passphraseKeys(device.pins, newPassphrase())

export async function sealed(
  device: Instance,
  draft: Partial<Draft> = {},
  keys?: PassphraseKeys,
): Promise<SealedReport> {
  return sealReport(device, 'harbour-team', { ...lamp, ...draft }, keys ?? (await freshKeys(device)))
}

/** A follow-up as client/conversation/send-message.ts makes it, without asking the server where the thread stands. */
export async function sealedFollowUp(
  device: Instance,
  keys: PassphraseKeys,
  seq: number,
  files: readonly DraftFile[] = [],
): Promise<{ request: FollowUp; blobs: Awaited<ReturnType<typeof sealCitizenMessage>>['blobs'] }> {
  const content = { type: 'followup' as const, text: 'It is still dark.', seq, prev: null }
  const { message, blobs } = await sealCitizenMessage(device.pins, harbour(device), keys, content, files, () => {})
  const request = { ...outside(device, keys, message, blobs), seq }
  return { request: signedAnew('message:send', request, keys), blobs }
}

function harbour({ directory }: Instance): Unit {
  const unit = directory.units.find((one) => one.id === 'harbour-team')
  if (!unit) throw new Error('the town has no harbour team')
  return unit
}

/** What every sealed request says in the clear, unsigned and without work. */
const outside = (device: Instance, keys: PassphraseKeys, message: SealedMessage, blobs: readonly SealedBlob[]) => ({
  v: 1 as const,
  suite: device.pins.suite,
  instance: device.pins.instance,
  unit: 'harbour-team',
  epoch: harbour(device).epoch,
  mailboxPk: keys.mailboxPk,
  header: toBase64(message.header),
  payload: toBase64(message.payload),
  blobs: blobs.map(({ id, header, size }) => ({ id, header: toBase64(header), size })),
  sig: '',
  work: toBase64(new Uint8Array(64)),
})

/** The request with these changes, under a signature that holds. */
export function signedAnew<R extends Submission | FollowUp>(act: Act, request: R, keys: PassphraseKeys): R {
  return { ...request, sig: toBase64(signerFrom(keys.signSeed).sign(signedBytes(act, request))) }
}

export type QuickReport = {
  readonly request: Submission
  readonly blobs: readonly SealedBlob[]
  readonly keys: PassphraseKeys
  readonly id: string
}

/** A report without the work that a city with limits asks for: hundreds of them a second can be made. */
export async function quickReport(
  device: Instance,
  keys: PassphraseKeys,
  files: readonly DraftFile[] = [],
): Promise<QuickReport> {
  const { pins, directory } = device
  const content = {
    type: 'report' as const,
    text: lamp.what,
    language: 'en',
    seq: 0,
    prev: null,
    replyTo: keys.recipient,
  }
  const fields = { category: lamp.category, where: lamp.where, when: lamp.when }
  const { message, blobs } = await sealCitizenMessage(
    pins,
    harbour(device),
    keys,
    { ...content, fields },
    files,
    () => {},
  )
  const request = {
    ...outside(device, keys, message, blobs),
    group: 'concern' as const,
    policyVersion: directory.policy.version,
    tagKey: toBase64(keys.tagKey),
    noticeKey: toBase64(keys.noticeKey),
    auditCapsule: toBase64(joined(await sealTo([directory.root.audit], keys.tagKey))),
  }
  return { request: signedAnew('report:submit', request, keys), blobs, keys, id: message.id }
}
