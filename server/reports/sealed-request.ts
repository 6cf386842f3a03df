// What the server can check of a sealed message without opening it: the city, the suite, the unit's epoch, the size class, the
// shape of its header, the signature. Cheap checks first; the work before the signature, so that floods pay (J27).
import { readAgeHeader } from '@citycop/protocol/contract/age-header.ts'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import { isFileSize, messageClass } from '@citycop/protocol/contract/size-class.ts'
import type { EpochCertificate } from '@citycop/protocol/keys/certificates.ts'
import type { FollowUp, Submission } from '@citycop/protocol/reports/contract.ts'
import { mailboxId } from '@citycop/protocol/reports/mailbox.ts'
import { signedBytes } from '@citycop/protocol/reports/submission-bytes.ts'
import type { Context } from '../context.ts'
import { sha256 } from '../platform/hash.ts'
import { verifiedApart } from '../platform/signing.ts'

type Act = 'report:submit' | 'message:send' | 'report:contest'
export type SealedBlobHeader = {
  readonly id: string
  readonly header: Buffer
  readonly size: number
  readonly object: Buffer
}
export type CheckedRequest = {
  readonly id: Buffer
  readonly header: Buffer
  readonly payload: Buffer
  readonly sizeClass: number
  readonly blobs: readonly SealedBlobHeader[]
  readonly mailbox: string
  readonly mailboxPk: Buffer
  readonly epoch: EpochCertificate
}

/** @throws Problem: wrong-instance, wrong-suite, wrong-size, epoch-expired, work-missing, bad-signature */
export async function checkSealed(
  ctx: Context,
  act: Act,
  request: Submission | FollowUp,
  address: string,
): Promise<CheckedRequest> {
  const { pins } = ctx.city
  if (request.instance !== pins.instance) throw new Problem('wrong-instance')
  if (request.suite !== pins.suite) throw new Problem('wrong-suite')
  const epoch = ctx.keys.epoch(request.unit, request.epoch, ctx.clock.today())
  if (!epoch) throw new Problem('epoch-expired')
  const [header, payload] = [decode(request.header), decode(request.payload)]
  const sizeClass = messageClass(payload.length)
  if (sizeClass === undefined) throw new Problem('wrong-size')
  // Only to the unit: a second recipient of a citizen's message would be somebody the citizen was not told of.
  if (readAgeHeader(header, pins.suite)?.stanzas !== 1)
    throw new Problem('wrong-suite', 'the header has other recipients than one of this suite')
  const blobs = checkBlobs(request, pins.suite)
  const id = sha256(Buffer.concat([header, payload]))
  ctx.prices.charge(address, id, request.work)
  const mailboxPk = decode(request.mailboxPk)
  if (!(await verifiedApart(mailboxPk, signedBytes(act, request), decode(request.sig))))
    throw new Problem('bad-signature')
  return { id, header, payload, sizeClass, blobs, mailbox: mailboxId(mailboxPk), mailboxPk, epoch }
}

function checkBlobs({ blobs }: Pick<Submission, 'blobs'>, suite: 'pq' | 'classic'): SealedBlobHeader[] {
  if (new Set(blobs.map((one) => one.id)).size !== blobs.length)
    throw new Problem('bad-request', 'an attachment is named twice')
  if (new Set(blobs.map((one) => one.header)).size !== blobs.length)
    throw new Problem('bad-request', 'two attachments have one header')
  return blobs.map(({ id, header: spelt, size }) => {
    const header = decode(spelt)
    if (!isFileSize(size)) throw new Problem('wrong-size', 'an attachment')
    if (readAgeHeader(header, suite)?.stanzas !== 1) throw new Problem('wrong-suite', 'an attachment')
    return { id, header, size, object: sha256(header) }
  })
}

const decode = (spelt: string): Buffer => Buffer.from(spelt, 'base64')
