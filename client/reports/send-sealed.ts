// Sends a sealed report, now or after it waited: with nothing but what the server gets, and without any key of the person.
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { concat, toHex } from '@citycop/protocol/contract/bytes.ts'
import { submitReport as route, type Submission } from '@citycop/protocol/reports/contract.ts'
import { mailboxId, reference } from '@citycop/protocol/reports/mailbox.ts'
import { sha256 } from '@noble/hashes/sha2.js'
import { call, type Server } from '../api/call.ts'
import { withWork } from '../api/with-work.ts'
import type { SignedUpload } from '../attachments/sign-upload.ts'
import { uploadAll } from '../attachments/upload.ts'
import { type Promising, type Receipt, receiptFrom } from '../log/verify-receipt.ts'

export type ReadyReport = { readonly request: Submission; readonly uploads: readonly SignedUpload[] }
export type SendProgress = (done: { step: 'uploading' | 'sending'; part: number; of: number }) => void

/** May be called again after a failure: the same report gets the same receipt. @throws Problem, Unreachable, Distrusted */
export async function sendSealed(
  city: Promising & { readonly server: Server },
  { request, uploads }: ReadyReport,
  progress: SendProgress = () => {},
): Promise<Receipt> {
  await uploadAll(city.server, uploads, progress)
  progress({ step: 'sending', part: 0, of: 1 })
  const id = requestId(request)
  const reply = await withWork(id, (work) => call(city.server, route, { ...request, work }), request.work)
  return receiptFrom(city, reply, toHex(id), reference(mailboxId(fromBase64(request.mailboxPk))))
}

/** SHA-256 of the sealed message: what the receipt names, whatever else the request says. */
export const requestId = ({ header, payload }: Pick<Submission, 'header' | 'payload'>): Uint8Array =>
  sha256(concat(fromBase64(header), fromBase64(payload)))
