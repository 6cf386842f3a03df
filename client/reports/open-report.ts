// Opening a report at the desk: ask with a signed purpose, believe nothing before the log's proof holds, then open (J7).
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { concat, toHex } from '@citycop/protocol/contract/bytes.ts'
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
import { openWith } from '../sealing/age-file.ts'
import { openMessage, type Refusal } from '../sealing/message.ts'
import { type InboxRow, listReports } from './list-reports.ts'
import { type History, readHistory } from './read-history.ts'
import { type OpenedNote, readNotes } from './read-notes.ts'
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
  const seenIds = new Set<string>()
  const latest: Record<string, string | null> = { citizen: null, unit: null }
  const due: Record<string, number> = { citizen: 0, unit: 0 }
  const messages: OpenedMessage[] = []
  let gaps = 0
  let missingFiles = 0
  let first: Message | undefined
  for (const { direction, seq, epoch, header, payload, id } of released.messages) {
    const file = concat(fromBase64(header), fromBase64(payload))
    if (!row.objects.includes(id)) throw new Tampered('objects', evidence)
    if (direction === 'note') continue
    gaps += seq - (due[direction] ?? 0)
    const prev = seq === due[direction] ? latest[direction] : undefined
    due[direction] = seq + 1
    latest[direction] = id
    const { epochs } = desk.instance.directory.trusted
    const expected = {
      instance: desk.instance.pins.instance,
      unit: row.unit,
      thread,
      direction,
      seq,
      id,
      epochs,
      ...(prev === undefined ? {} : { prev }),
    }
    const opened = await openMessage(file, desk.epochs.get(`${row.unit}/${epoch}`) ?? '', expected, seenIds)
    const swapped = 'refused' in opened && (await isSwapped(desk, row.unit, opened.refused, file, id))
    if (swapped) throw new Tampered('objects', evidence)
    if ('refused' in opened) {
      gaps++
      messages.push({
        from: direction,
        seq,
        id,
        at: '',
        text: '',
        kind: 'followup',
        files: [],
        refused: opened.refused,
      })
      continue
    }
    const { message } = opened
    if (message.type === 'report') first = message
    const told = shown(direction, seq, id, message, released)
    missingFiles += (message.att?.length ?? 0) - told.files.length
    messages.push(told)
  }
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
  }
}

function shown(
  from: 'citizen' | 'unit',
  seq: number,
  id: string,
  message: Message,
  { blobs }: Reply<typeof route>,
): OpenedMessage {
  const files = (message.att ?? []).flatMap((one) => {
    const blob = blobs.find((each) => each.id === one.blob)
    return blob && message.attKey
      ? [{ ...one, header: blob.header, sealedSize: blob.size, attKey: message.attKey }]
      : []
  })
  const { time: at, text, type: kind, fields, reason } = message
  return { from, seq, id, at, text, kind, files, ...(fields ? { fields } : {}), ...(reason ? { reason } : {}) }
}

/** Exactly what was asked for, each once: what is left out or shown twice would change what the officer believes was said. */
function isWhole(row: InboxRow, { messages, blobs }: Reply<typeof route>): boolean {
  const headers = blobs.map((blob) => toHex(sha256(fromBase64(blob.header))))
  const given = [...messages.map((one) => one.id), ...headers].sort()
  const asked = [...row.objects].sort()
  return given.length === asked.length && given.every((hash, i) => hash === asked[i])
}

/** Another file than was sent, and no seal of a member around what was; or one under another key than the server named. */
async function isSwapped(desk: Desk, unit: string, refused: Refusal, file: Uint8Array, id: string): Promise<boolean> {
  if (refused === 'resealed') return true
  if (refused !== 'closed') return false
  return toHex(sha256(file)) !== id || (await opensElsewhere(desk, unit, file))
}

/** Does another epoch's key of this unit open it? Then the server named a wrong epoch. */
async function opensElsewhere({ epochs }: Desk, unit: string, file: Uint8Array): Promise<boolean> {
  for (const [name, identity] of epochs)
    if (name.startsWith(`${unit}/`) && (await openWith(identity, file))) return true
  return false
}
