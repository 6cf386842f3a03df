// Opening a report at the desk: ask with a signed purpose, believe nothing before the log's proof holds, then open (J7).
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { toHex } from '@citycop/protocol/contract/bytes.ts'
import type { Envelope } from '@citycop/protocol/contract/dsse.ts'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import type { Reply } from '@citycop/protocol/contract/route.ts'
import type { DeferralGround, OpeningReason, Purpose } from '@citycop/protocol/policy/parameters.ts'
import type { Category, Group } from '@citycop/protocol/reports/categories.ts'
import type { Clocks } from '@citycop/protocol/reports/clocks.ts'
import { openReport as route } from '@citycop/protocol/reports/desk-contract.ts'
import { mailboxId } from '@citycop/protocol/reports/mailbox.ts'
import type { Status } from '@citycop/protocol/reports/workflow.ts'
import { sha256 } from '@noble/hashes/sha2.js'
import { call } from '../api/call.ts'
import { seenSize } from '../log/verify-growth.ts'
import { verifyOpening } from '../log/verify-opening.ts'
import type { Desk } from '../officers/sign-in.ts'
import { signRequest } from '../officers/sign-request.ts'
import type { Refusal } from '../sealing/message.ts'
import type { Handed, Piece } from './follow-thread.ts'
import { type InboxRow, listReports } from './list-reports.ts'
import { type History, readHistory } from './read-history.ts'
import { type OpenedNote, readNotes } from './read-notes.ts'
import { openPieces, readPieces, type Signed } from './read-thread.ts'
import type { Attached, Message } from './report.ts'
import { Tampered } from './tampered.ts'

export type OpenedFile = Attached & { readonly header: string; readonly sealedSize: number; readonly attKey: string }
export type OpenedMessage = {
  readonly from: 'citizen' | 'unit'
  readonly seq: number
  readonly id: string
  readonly at: string
  readonly text: string
  readonly kind: Message['type']
  readonly fields?: Message['fields']
  readonly reason?: Message['reason']
  readonly consent?: Message['consent']
  /** Which unit wrote it: an earlier one, of a report that was handed on. */
  readonly unit?: string
  readonly transfer?: Message['transfer']
  readonly files: readonly OpenedFile[]
  readonly refused?: Refusal
}
export type OpenedReport = {
  readonly ref: string
  readonly reference: string
  readonly unit: string
  readonly group: Group
  readonly status: Status
  readonly category: Category
  readonly language: string
  readonly clocks: Clocks
  readonly endsOn: string
  readonly messages: readonly OpenedMessage[]
  /** Messages that are missing or failed a check, and files that are missing. */
  readonly gaps: number
  /** Files that were erased because nobody had opened them: the server's word, so no more than are missing. */
  readonly erasedFiles: number
  readonly notes: readonly OpenedNote[]
  /** Notes that are missing or failed a check. */
  readonly missingNotes: number
  readonly history: History
  /** Where this opening stands in the log. */
  readonly leaf: number
  readonly thread: string
  readonly replyTo: string
  /** From which unit to which it was handed, in order. */
  readonly handed: readonly Handed[]
  /** What was signed when it was sent, by the message's id: to seal it to another unit. */
  readonly signed: Readonly<Record<string, Signed>>
  /** What it was opened for: its attachments are read for the same. */
  readonly why: Pick<Why, 'purpose' | 'reason'>
}
/** `later`: the person is told of this opening after that day, on a ground of LED 13(3); only where the city's policy lets it. */
export type Why = {
  readonly purpose: Purpose
  readonly reason: OpeningReason
  readonly caseRef?: string
  readonly later?: { readonly ground: DeferralGround; readonly until: string }
}

/** @throws Tampered, Problem, Unreachable, Distrusted */
export async function openReport(desk: Desk, ref: string, { caseRef, later, ...why }: Why): Promise<OpenedReport> {
  const { reports } = await listReports(desk, { ref })
  const [row] = reports
  if (!row) throw new Problem('not-found')
  const hashed = caseRef ? { caseRef: toHex(sha256(new TextEncoder().encode(caseRef))) } : {}
  const decided = later ? { decision: later } : {}
  const objects = [...row.objects].sort()
  const request = signRequest(desk, { action: 'report:open', ref, objects, ...why, ...hashed, ...decided })
  const released = await call(desk.instance.server, route, { request, seen: seenSize(desk.instance) }, desk.token)
  const leaf = verifyOpening(desk.instance, request, released)
  return { ...(await readReleased(desk, row, request, released, leaf)), why }
}

async function readReleased(
  desk: Desk,
  row: InboxRow,
  request: Envelope,
  released: Reply<typeof route>,
  leaf: number,
): Promise<Omit<OpenedReport, 'why'>> {
  const thread = mailboxId(fromBase64(released.mailboxPk))
  const evidence = { request, released }
  if (!isWhole(row, released)) throw new Tampered('objects', evidence)
  const { pieces, gaps: left } = await openPieces(desk, row, released, evidence)
  const read = readPieces(desk, pieces)
  // Whoever has it by the server's word has it by the thread: else the server moved it, and no officer did.
  if (!read || read.holders.at(-1) !== row.unit) throw new Tampered('content', evidence)
  const { first, signed } = read
  const messages = pieces.map((one) => shown(one, read.refused.get(one.id), released))
  const files = Object.values(signed).reduce((all, { message }) => all + (message.att?.length ?? 0), 0)
  const missingFiles = files - messages.reduce((all, one) => all + one.files.length, 0)
  const gaps = left + read.missing + messages.filter((one) => one.refused !== undefined).length
  if (!first?.fields || !first.replyTo) throw new Tampered('content', evidence)
  if (first.tagHash !== toHex(sha256(fromBase64(released.tagKey)))) throw new Tampered('tag', evidence)
  const { ref, reference, unit, group, status, clocks, endsOn } = row
  const { category } = first.fields
  const history = readHistory(desk.instance.directory.trusted, released)
  const { notes, missing } = await readNotes(desk, { unit, thread }, released.messages, history)
  const erasedFiles = Math.min(missingFiles, row.erasedFiles ?? 0)
  return {
    ref,
    reference,
    unit,
    group,
    status,
    clocks,
    endsOn,
    category,
    language: first.language ?? 'en',
    messages,
    gaps: gaps + missingFiles - erasedFiles,
    erasedFiles,
    notes,
    missingNotes: missing,
    history,
    leaf,
    thread,
    replyTo: first.replyTo,
    handed: read.handed,
    signed,
  }
}

function shown(
  { direction: from, seq, id, opened }: Piece,
  refusal: Refusal | undefined,
  { blobs }: Reply<typeof route>,
): OpenedMessage {
  const refused = 'refused' in opened ? opened.refused : refusal
  if ('refused' in opened || refused)
    return { from, seq, id, at: '', text: '', kind: 'followup', files: [], ...(refused ? { refused } : {}) }
  const { message } = opened
  const files = (message.att ?? []).flatMap((one) => {
    const blob = blobs.find((each) => each.id === one.blob)
    return blob && message.attKey
      ? [{ ...one, header: blob.header, sealedSize: blob.size, attKey: message.attKey }]
      : []
  })
  const { time: at, text, type: kind, fields, reason, consent, transfer } = message
  return {
    from,
    seq,
    id,
    at,
    text,
    kind,
    files,
    ...(from === 'unit' ? { unit: message.unit } : {}),
    ...(fields ? { fields } : {}),
    ...(reason ? { reason } : {}),
    ...(consent ? { consent } : {}),
    ...(transfer ? { transfer } : {}),
  }
}

/** Exactly what was asked for, each once: what is left out or shown twice would change what the officer believes was said. */
export function isWhole(
  row: Pick<InboxRow, 'objects'>,
  { messages, blobs }: Pick<Reply<typeof route>, 'messages' | 'blobs'>,
): boolean {
  const headers = blobs.map((blob) => toHex(sha256(fromBase64(blob.header))))
  const given = [...messages.map((one) => one.id), ...headers].sort()
  const asked = [...row.objects].sort()
  return given.length === asked.length && given.every((hash, i) => hash === asked[i])
}
