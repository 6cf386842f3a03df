// Sealed requests as a phone makes them, and the same with something wrong in them, signed anew by the phone's own key.
import { toBase64 } from '@citycop/protocol/contract/base64.ts'
import type { FollowUp, Submission } from '@citycop/protocol/reports/contract.ts'
import { signedBytes } from '@citycop/protocol/reports/submission-bytes.ts'
import type { DraftFile } from '@citycop/client/attachments/seal-file.ts'
import type { Instance } from '@citycop/client/keys/connect.ts'
import { sealCitizenMessage } from '@citycop/client/reports/seal-citizen-message.ts'
import { type Draft, type SealedReport, sealReport } from '@citycop/client/reports/submit-report.ts'
import { type PassphraseKeys, passphraseKeys } from '@citycop/client/sealing/derive.ts'
import { newPassphrase } from '@citycop/client/sealing/passphrase.ts'
import { signerFrom } from '../../server/platform/signing.ts'
import { lamp } from '../town.ts'

type Act = 'report:submit' | 'message:send' | 'report:contest'

export const freshKeys = (device: Instance): Promise<PassphraseKeys> => passphraseKeys(device.pins, newPassphrase())

export async function sealed(device: Instance, draft: Partial<Draft> = {}, keys?: PassphraseKeys): Promise<SealedReport> {
  return sealReport(device, 'harbour-team', { ...lamp, ...draft }, keys ?? (await freshKeys(device)))
}

/** A follow-up as client/conversation/send-message.ts makes it, without asking the server where the thread stands. */
export async function sealedFollowUp(
  device: Instance,
  keys: PassphraseKeys,
  seq: number,
  files: readonly DraftFile[] = [],
): Promise<{ request: FollowUp; blobs: Awaited<ReturnType<typeof sealCitizenMessage>>['blobs'] }> {
  const { pins, directory } = device
  const unit = directory.units.find((one) => one.id === 'harbour-team')
  if (!unit) throw new Error('the town has no harbour team')
  const content = { type: 'followup' as const, text: 'It is still dark.', seq, prev: null }
  const { message, blobs } = await sealCitizenMessage(pins, unit, keys, content, files, () => {})
  const request = {
    v: 1 as const,
    suite: pins.suite,
    instance: pins.instance,
    unit: unit.id,
    epoch: unit.epoch,
    mailboxPk: keys.mailboxPk,
    header: toBase64(message.header),
    payload: toBase64(message.payload),
    blobs: blobs.map(({ id, header, size }) => ({ id, header: toBase64(header), size })),
    seq,
    sig: '',
    work: toBase64(new Uint8Array(64)),
  }
  return { request: signedAnew('message:send', request, keys), blobs }
}

/** The request with these changes, under a signature that holds. */
export function signedAnew<R extends Submission | FollowUp>(act: Act, request: R, keys: PassphraseKeys): R {
  return { ...request, sig: toBase64(signerFrom(keys.signSeed).sign(signedBytes(act, request))) }
}
