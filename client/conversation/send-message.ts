// The citizen writes again: sealed to the unit's present key, chained to what was sent before.
import { toBase64 } from '@citycop/protocol/contract/base64.ts'
import { fromHex } from '@citycop/protocol/contract/bytes.ts'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import type { Answer } from '@citycop/protocol/conversation/consent.ts'
import { sendMessage as sendRoute } from '@citycop/protocol/conversation/contract.ts'
import { contestReport as contestRoute, type FollowUp } from '@citycop/protocol/reports/contract.ts'
import { signedBytes } from '@citycop/protocol/reports/submission-bytes.ts'
import { ed25519 } from '@noble/curves/ed25519.js'
import { call } from '../api/call.ts'
import { withWork } from '../api/with-work.ts'
import type { DraftFile } from '../attachments/seal-file.ts'
import { signUpload } from '../attachments/sign-upload.ts'
import { uploadAll } from '../attachments/upload.ts'
import type { Instance } from '../keys/connect.ts'
import { type Receipt, receiptFrom } from '../log/verify-receipt.ts'
import { unitOf } from '../reports/find-unit.ts'
import { readMailbox } from '../reports/read-mailbox.ts'
import type { Message } from '../reports/report.ts'
import { sealCitizenMessage } from '../reports/seal-citizen-message.ts'
import type { Progress } from '../reports/submit-report.ts'
import type { PassphraseKeys } from '../sealing/derive.ts'

/** @throws Problem, Unreachable, Distrusted, TooLong */
export const sendMessage = (
  instance: Instance,
  keys: PassphraseKeys,
  text: string,
  files: readonly DraftFile[] = [],
  progress?: Progress,
): Promise<Receipt> => send(instance, keys, 'message:send', { text }, files, progress)

/** Says why a closed report should not be closed; it goes to an officer who did not close it. @throws Problem */
export const contestReport = (instance: Instance, keys: PassphraseKeys, text: string): Promise<Receipt> =>
  send(instance, keys, 'report:contest', { text }, [])

/** Says yes or no to what the unit asked in the message with that id. `text` says the same in the person's words. @throws Problem */
export const answerConsent = (
  instance: Instance,
  keys: PassphraseKeys,
  { of, answer, text }: { of: string; answer: Answer; text: string },
): Promise<Receipt> => send(instance, keys, 'message:send', { text, consent: { is: 'answered', of, answer } }, [])

async function send(
  instance: Instance,
  keys: PassphraseKeys,
  act: 'message:send' | 'report:contest',
  said: Pick<Message, 'text' | 'consent'>,
  files: readonly DraftFile[],
  progress: Progress = () => {},
): Promise<Receipt> {
  const mailbox = await readMailbox(instance, keys)
  if (!mailbox || 'erased' in mailbox) throw new Problem('not-found')
  const unit = unitOf(instance.directory, mailbox.unit)
  const seq = mailbox.sent.length
  const content = {
    type: act === 'report:contest' ? ('contest' as const) : ('followup' as const),
    ...said,
    seq,
    prev: mailbox.sent[mailbox.sent.length - 1] ?? null,
  }
  const { message, blobs } = await sealCitizenMessage(instance.pins, unit, keys, content, files, progress)
  const unsigned = {
    v: 1 as const,
    suite: instance.pins.suite,
    instance: instance.pins.instance,
    unit: unit.id,
    epoch: unit.epoch,
    mailboxPk: keys.mailboxPk,
    seq,
    header: toBase64(message.header),
    payload: toBase64(message.payload),
    blobs: blobs.map(({ id, header, size }) => ({ id, header: toBase64(header), size })),
  } satisfies Partial<FollowUp>
  const sig = toBase64(ed25519.sign(signedBytes(act, unsigned), keys.signSeed))
  const uploads = blobs.map((blob) => signUpload(instance.pins.instance, keys, blob))
  await uploadAll(instance.server, uploads, progress)
  progress({ step: 'sending', part: 0, of: 1 })
  const route = act === 'report:contest' ? contestRoute : sendRoute
  const reply = await withWork(fromHex(message.id), (work) => call(instance.server, route, { ...unsigned, sig, work }))
  return receiptFrom(instance, reply, message.id, keys.reference)
}
