// Handing a report to a court: asked for with the case and whom it is for, logged first; then gathered, proved and sealed on this
// device to that recipient alone. Nothing that was opened goes back to the server.
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { type Bytes, bytes, concat, toHex } from '@citycop/protocol/contract/bytes.ts'
import type { Envelope } from '@citycop/protocol/contract/dsse.ts'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import type { Reply } from '@citycop/protocol/contract/route.ts'
import { readDirectory } from '@citycop/protocol/keys/contract.ts'
import { type HandoverReason, handoverPurpose } from '@citycop/protocol/policy/parameters.ts'
import { agreeExport as agreeRoute, exportReport as route } from '@citycop/protocol/reports/export-contract.ts'
import { mailboxId } from '@citycop/protocol/reports/mailbox.ts'
import { sha256 } from '@noble/hashes/sha2.js'
import { call } from '../api/call.ts'
import { fetchParts } from '../attachments/read-attachment.ts'
import { openFile } from '../attachments/seal-file.ts'
import { certificatesOf, verifyDirectory } from '../keys/directory.ts'
import { type Patience, proveWitnessed } from '../log/prove-witnessed.ts'
import { seenSize } from '../log/verify-growth.ts'
import { verifyOpening } from '../log/verify-opening.ts'
import type { Desk } from '../officers/sign-in.ts'
import { signRequest } from '../officers/sign-request.ts'
import { joined, sealTo } from '../sealing/age-file.ts'
import { openMessage, recipientHash } from '../sealing/message.ts'
import {
  type ExportedFile,
  type ExportedMessage,
  exportArchive,
  type Gathered,
  type Refused,
  type WithheldNote,
} from './export-archive.ts'
import { type InboxRow, listReports } from './list-reports.ts'
import { isWhole, type Why } from './open-report.ts'
import { openPieces, readPieces } from './read-thread.ts'
import { Tampered } from './tampered.ts'

export type Handover = Pick<Why, 'later'> & {
  /** The court's own, `age1…`. */
  readonly recipient: string
  readonly caseRef: string
  readonly reason: HandoverReason
}
export type Exported = {
  /** An age file that this recipient opens and nobody else. */
  readonly file: Bytes
  readonly reference: string
  readonly leaf: number
  readonly messages: number
  readonly files: number
  /** Messages that failed a check, and files that were erased before. */
  readonly absent: number
}
/** The act is in the log; the log that everybody sees did not have it in time, so there is no file. */
export class NotPublished extends Error {
  override name = 'NotPublished'
}
/** Nobody's address: nothing was asked for, nothing was logged. */
export class NoRecipient extends Error {
  override name = 'NoRecipient'
}

type Released = Reply<typeof route>

/** As one of two officers. Nothing leaves: it is logged that this one agrees. @throws NoRecipient, Problem, Unreachable */
export async function agreeExport(desk: Desk, ref: string, asked: Handover): Promise<Reply<typeof agreeRoute>> {
  await refuseUnlessRecipient(asked.recipient)
  const request = signHandover(desk, 'report:agree-export', { ref, objects: [] }, asked)
  return call(desk.instance.server, agreeRoute, { request }, desk.token)
}

/** @throws NoRecipient, NotPublished, Tampered, Problem, Unreachable, Doubt */
export async function exportReport(desk: Desk, ref: string, asked: Handover, patience: Patience): Promise<Exported> {
  await refuseUnlessRecipient(asked.recipient)
  const { instance } = desk
  const [row] = (await listReports(desk, { ref })).reports
  if (!row) throw new Problem('not-found')
  const request = signHandover(desk, 'report:export', row, asked)
  const released = await call(instance.server, route, { request, seen: seenSize(instance) }, desk.token)
  const leaf = verifyOpening(instance, request, released, 'report:export')
  if (!isWhole(row, released)) throw new Tampered('objects', { request, released })
  const { messages, refused } = await readMessages(desk, row, request, released)
  const notes = await readWithheld(desk, row, released)
  const files = await readFiles(desk, ref, asked, messages, released)
  const [act, intake] = (await proveWitnessed(instance, [leaf, released.intake], patience)) ?? []
  if (!act || !intake) throw new NotPublished('the published log does not have the act yet')
  const gathered: Gathered = {
    instance: instance.pins,
    row,
    request,
    released,
    act,
    intake,
    messages,
    refused,
    notes,
    files,
    certificates: await readCertificates(desk),
  }
  const archive = exportArchive(gathered, desk.signSeed)
  const file = joined(await sealTo([asked.recipient], archive))
  const absent = refused.length + messages.flatMap(({ message }) => message.att ?? []).length - files.length
  return { file, reference: row.reference, leaf, messages: messages.length, files: files.length, absent }
}

/** Before anything is logged: sealing nothing to it shows whether it is one. @throws NoRecipient */
async function refuseUnlessRecipient(recipient: string): Promise<void> {
  if (!/^age1[a-z0-9]{20,2200}$/.test(recipient)) throw new NoRecipient('not an age recipient')
  await sealTo([recipient], new Uint8Array(1)).catch(() => {
    throw new NoRecipient('not an age recipient')
  })
}

function signHandover(
  desk: Desk,
  action: 'report:export' | 'report:agree-export',
  row: Pick<InboxRow, 'ref' | 'objects'>,
  { recipient, caseRef, reason, later }: Handover,
): Envelope {
  return signRequest(desk, {
    action,
    ref: row.ref,
    objects: [...row.objects].sort(),
    purpose: handoverPurpose,
    reason,
    caseRef: hashOf(caseRef),
    recipient: recipientHash(recipient),
    ...(later ? { decision: later } : {}),
  })
}

const hashOf = (words: string): string => toHex(sha256(bytes(words)))

/** Each with the envelope that was signed when it was sent. What does not hold is named, not handed over. */
async function readMessages(desk: Desk, row: InboxRow, request: Envelope, released: Released) {
  const evidence = { request, released }
  const { pieces } = await openPieces(desk, row, released, evidence)
  const read = readPieces(desk, pieces)
  if (!read || read.holders.at(-1) !== row.unit) throw new Tampered('content', evidence)
  const messages: ExportedMessage[] = []
  const refused: Refused[] = []
  for (const { id, direction, seq, opened } of pieces) {
    const why = 'refused' in opened ? opened.refused : read.refused.get(id)
    if (why !== undefined) refused.push({ id, direction, seq, why })
    else if ('message' in opened) messages.push({ id, direction, seq, ...opened })
  }
  if (read.first.tagHash !== toHex(sha256(fromBase64(released.tagKey)))) throw new Tampered('tag', evidence)
  return { messages, refused }
}

/** A unit's notes stay with it. Each is opened all the same: a server could call a message of the person a note. */
async function readWithheld(desk: Desk, { unit }: InboxRow, released: Released): Promise<WithheldNote[]> {
  const { pins, directory } = desk.instance
  const base = { instance: pins.instance, epochs: directory.trusted.epochs, direction: 'note', unit } as const
  const thread = mailboxId(fromBase64(released.mailboxPk))
  const notes: WithheldNote[] = []
  for (const { id, seq, epoch, header, payload } of released.messages.filter((one) => one.direction === 'note')) {
    const file = concat(fromBase64(header), fromBase64(payload))
    const opened = await openMessage(
      file,
      desk.epochs.get(`${unit}/${epoch}`) ?? '',
      { ...base, thread, seq, id },
      new Set(),
    )
    notes.push('refused' in opened ? { id, why: opened.refused } : { id })
  }
  return notes
}

/** Sealed as they were sent, and opened. @throws Error when one is not what the message names */
async function readFiles(
  desk: Desk,
  ref: string,
  { reason, caseRef }: Handover,
  messages: readonly ExportedMessage[],
  { blobs }: Released,
): Promise<ExportedFile[]> {
  const why = { purpose: handoverPurpose, reason, caseRef: hashOf(caseRef) } as const
  const files: ExportedFile[] = []
  for (const { direction, seq, message } of messages)
    for (const [i, attached] of (message.att ?? []).entries()) {
      const blob = blobs.find((one) => one.id === attached.blob)
      if (!blob || message.attKey === undefined) continue
      const header = fromBase64(blob.header)
      const payload = await fetchParts(desk, ref, { blob: blob.id, sealedSize: blob.size }, why)
      const plain = await openFile(header, payload, message.attKey, attached)
      files.push({ direction, seq, number: i + 1, attached, header, sealed: concat(header, payload), plain })
    }
  return files
}

/** As the city publishes them now, checked once more from the pinned root. @throws Distrusted */
async function readCertificates({ instance }: Desk): Promise<readonly Envelope[]> {
  const reply = await call(instance.server, readDirectory, undefined)
  verifyDirectory(instance.pins, reply, new Date())
  return certificatesOf(reply)
}
