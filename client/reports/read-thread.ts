// The messages of an opened report: each opened and checked by itself, then all of them as one thread that went from unit to unit.
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { concat, toHex } from '@citycop/protocol/contract/bytes.ts'
import type { Reply } from '@citycop/protocol/contract/route.ts'
import type { openReport as route } from '@citycop/protocol/reports/desk-contract.ts'
import { mailboxId } from '@citycop/protocol/reports/mailbox.ts'
import { sha256 } from '@noble/hashes/sha2.js'
import type { Desk } from '../officers/sign-in.ts'
import { openWith } from '../sealing/age-file.ts'
import { type Opened, openMessage, type Refusal } from '../sealing/message.ts'
import { type Followed, followThread, type Piece } from './follow-thread.ts'
import { dayBehind, judgeTransfer } from './judge-transfer.ts'
import type { InboxRow } from './list-reports.ts'
import type { Message } from './report.ts'
import { Tampered } from './tampered.ts'

type Released = Omit<Reply<typeof route>, 'acts'>
export type Signed = Pick<Extract<Opened, { message: object }>, 'message' | 'envelope'>

/** @throws Tampered */
export async function openPieces(
  desk: Desk,
  row: InboxRow,
  released: Released,
  evidence: object,
): Promise<{ pieces: Piece[]; gaps: number }> {
  const { pins, directory } = desk.instance
  const thread = mailboxId(fromBase64(released.mailboxPk))
  const seenIds = new Set<string>()
  const latest: Record<string, string | null> = { citizen: null, unit: null }
  const due: Record<string, number> = { citizen: 0, unit: 0 }
  const pieces: Piece[] = []
  let gaps = 0
  for (const { direction, seq, epoch, header, payload, id } of released.messages) {
    const file = concat(fromBase64(header), fromBase64(payload))
    if (!row.objects.includes(id)) throw new Tampered('objects', evidence)
    if (direction === 'note') continue
    gaps += seq - (due[direction] ?? 0)
    const prev = seq === due[direction] ? latest[direction] : undefined
    due[direction] = seq + 1
    latest[direction] = id
    const { epochs } = directory.trusted
    const chain = prev === undefined ? {} : { prev }
    const expected = { instance: pins.instance, thread, direction, seq, id, epochs, ...chain }
    const opened = await openMessage(file, desk.epochs.get(`${row.unit}/${epoch}`) ?? '', expected, seenIds)
    const swapped = 'refused' in opened && (await isSwapped(desk, row.unit, opened.refused, file, id))
    if (swapped) throw new Tampered('objects', evidence)
    pieces.push({ id, direction, seq, opened })
  }
  return { pieces, gaps }
}

export type Read = Followed & {
  readonly first: Message
  /** Messages of the person that were there when it was handed on, and are not. */
  readonly missing: number
  readonly signed: Readonly<Record<string, Signed>>
}

/** Undefined without the report itself, which says where it was sent. */
export function readPieces(desk: Desk, pieces: readonly Piece[]): Read | undefined {
  const held = new Map<string, Signed>()
  for (const { id, opened } of pieces) if (!('refused' in opened)) held.set(id, opened)
  const first = [...held.values()].find(({ message }) => message.type === 'report')?.message
  if (!first) return undefined
  const { epochs } = desk.instance.directory.trusted
  const followed = followThread(first.unit, pieces, (message, _id, holder, told) => {
    const judged = judgeTransfer(message, { epochs, holder, day: dayBehind(message.time), ...told })
    const { basis, agreed } = judged ?? {}
    const yes = held.get(agreed?.answered ?? '')?.message.consent
    // Here the answer can be read: an officer may not say that the person agreed when they did not.
    if (basis === 'agreed' && !(yes?.is === 'answered' && yes.answer === 'yes' && yes.of === agreed?.asked))
      return undefined
    return judged?.to
  })
  const signed = Object.fromEntries([...held].filter(([id]) => !followed.refused.has(id)))
  const sent = Math.max(0, ...Object.values(signed).map(({ message }) => message.transfer?.sent ?? 0))
  const last = Math.max(-1, ...pieces.filter((one) => one.direction === 'citizen').map((one) => one.seq))
  return { ...followed, first, signed, missing: Math.max(0, sent - last - 1) }
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
