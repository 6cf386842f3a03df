// "My report": what the unit wrote, and every act on the report, each one checked against the log before it is shown.
import { fromBase64, toBase64 } from '@citycop/protocol/contract/base64.ts'
import type { Checkpoint } from '@citycop/protocol/log/checkpoint.ts'
import type { Decision } from '@citycop/protocol/log/entry.ts'
import { spellProof } from '@citycop/protocol/log/inclusion.ts'
import { isIncluded } from '@citycop/protocol/log/tree.ts'
import type { Clocks } from '@citycop/protocol/reports/clocks.ts'
import { type MailboxPage, readMailbox as route } from '@citycop/protocol/reports/contract.ts'
import type { CloseReason, Status } from '@citycop/protocol/reports/workflow.ts'
import { call } from '../api/call.ts'
import type { Instance } from '../keys/connect.ts'
import { Distrusted } from '../keys/distrusted.ts'
import { type ReadNotice, readNotice } from '../log/notice.ts'
import { acceptCheckpoint } from '../log/verify-growth.ts'
import type { PassphraseKeys } from '../sealing/derive.ts'
import { openMessage } from '../sealing/message.ts'
import { askMailbox } from './ask-mailbox.ts'

export type MailboxMessage = {
  readonly from: 'citizen' | 'unit'
  readonly seq: number
  readonly day: string
  /** Absent for the citizen's own: they are sealed to the unit alone. */
  readonly text?: string
  readonly reason?: CloseReason
  /** A message that failed a reader's check: it is not shown, and this is said. */
  readonly refused?: string
}
export type MailboxAct = {
  readonly action: string
  readonly at: string
  readonly unit?: string
  readonly actor?: string
  readonly purpose?: string
  readonly reason?: string
  /** The version of the policy it was done under, and the rules of it that allowed it. */
  readonly policy: number
  readonly rules?: readonly string[]
  readonly decision?: Decision
  readonly leaf: number
  /** Base64: with these two anybody can be shown what the log's entry says. */
  readonly opening: string
  readonly payload: string
  /** C2SP tlog-proof under the checkpoint that the page came with: the log's, and witnesses' only if it is a published one. */
  readonly proof?: string
}
export type Mailbox = {
  readonly reference: string
  readonly unit: string
  readonly day: string
  readonly status: Status
  readonly reason?: string | undefined
  readonly endsOn: string
  readonly eraseOn?: string | undefined
  readonly clocks: Clocks
  readonly files: number
  readonly messages: readonly MailboxMessage[]
  readonly acts: readonly MailboxAct[]
  /** Ids of the citizen's own messages, in order: what the next one continues. */
  readonly sent: readonly string[]
}
export type Erased = {
  readonly reference: string
  readonly erased: {
    readonly day: string
    readonly earlierActs: number
    /** 'withdrawn' or 'end-date'. */
    readonly reason?: string
    readonly leaf: number
    readonly act: MailboxAct
  }
}

/** Undefined when nothing is kept under these words. @throws Problem, Unreachable, Distrusted */
export async function readMailbox(instance: Instance, keys: PassphraseKeys): Promise<Mailbox | Erased | undefined> {
  const page = await call(instance.server, route, await askMailbox(instance, keys, 'mailbox:read'))
  // Nothing here: then there is nothing to prove, and a stranger is shown an older log than this device may have seen.
  if (!page.report && !page.erased) return undefined
  const checkpoint = acceptCheckpoint(instance, page.checkpoint, page.consistency)
  const { reference } = keys
  if (page.erased) return { reference, erased: verifyErased(keys, page.erased, page, checkpoint) }
  if (!page.report) return undefined
  const acts = verifyActs(keys, page, checkpoint)
  const messages = await readMessages(instance, keys, page)
  const sent = page.messages.filter((one) => one.direction === 'citizen').map((one) => one.id)
  return { reference, ...page.report, messages, acts, sent }
}

/** The erasure's own entry must stand in the log: otherwise anybody could say of any report that it was erased. */
function verifyErased(
  keys: PassphraseKeys,
  { day, earlierActs, index, notice, proof }: NonNullable<MailboxPage['erased']>,
  page: MailboxPage,
  checkpoint: Checkpoint,
): Erased['erased'] {
  const read = readNotice(keys, earlierActs, fromBase64(notice))
  if (read?.payload.kind !== 'report:erase' || read.payload.time !== day) throw new Distrusted('mailbox')
  if (!isIncluded(read.leaf, index, checkpoint.size, proof.map(fromBase64), checkpoint.root))
    throw new Distrusted('log')
  const { reason } = read.payload
  const act = actOf(read, index, proof, page)
  return { day, earlierActs, leaf: index, act, ...(reason === undefined ? {} : { reason }) }
}

const unitSpeaks = new Set(['message:answer', 'message:ask', 'report:close'])

/** Acts 0, 1, 2 … without a gap, each chained to the one before and standing in the tree. A withheld one breaks the chain. */
function verifyActs(keys: PassphraseKeys, page: MailboxPage, checkpoint: Checkpoint): MailboxAct[] {
  let prev: string | null = null
  const requests = new Set<string>()
  return page.acts.map(({ n, index, notice, proof }, i) => {
    const read = n === i ? readNotice(keys, n, fromBase64(notice)) : undefined
    if (!read || read.payload.prev !== prev) throw new Distrusted('mailbox')
    if (!isIncluded(read.leaf, index, checkpoint.size, proof.map(fromBase64), checkpoint.root))
      throw new Distrusted('log')
    // What the unit said stands in its act: an answer that was left out is missed.
    const said = unitSpeaks.has(read.payload.kind) ? read.payload.objects : []
    if (!said.every((id) => page.messages.some((one) => one.id === id))) throw new Distrusted('mailbox')
    const { request } = read.payload
    // One signed request stands for one act: the same one twice is an act the officer never made.
    if (request !== undefined && requests.has(request)) throw new Distrusted('mailbox')
    if (request !== undefined) requests.add(request)
    prev = toBase64(read.leaf)
    return actOf(read, index, proof, page)
  })
}

function actOf(
  { payload, opening, written }: ReadNotice,
  leaf: number,
  proof: readonly string[],
  { checkpoint }: MailboxPage,
): MailboxAct {
  const { kind, time, actor, purpose, reason, rules, policy, decision } = payload
  return {
    action: kind,
    at: time,
    leaf,
    policy,
    opening: toBase64(opening),
    payload: toBase64(written),
    proof: spellProof(leaf, proof.map(fromBase64), checkpoint),
    ...(actor.unit === undefined ? {} : { unit: actor.unit }),
    ...(actor.pseudonym === undefined ? {} : { actor: actor.pseudonym }),
    ...(purpose === undefined ? {} : { purpose }),
    ...(reason === undefined ? {} : { reason }),
    ...(rules === undefined ? {} : { rules }),
    ...(decision === undefined ? {} : { decision }),
  }
}

async function readMessages(
  { pins, directory }: Instance,
  keys: PassphraseKeys,
  page: MailboxPage,
): Promise<MailboxMessage[]> {
  const seenIds = new Set<string>()
  const shown: MailboxMessage[] = []
  let prev: string | null = null
  for (const { direction, seq, day, file, id } of page.messages) {
    const known = { from: direction, seq, day }
    if (direction === 'citizen' || file === undefined) {
      shown.push(known)
      continue
    }
    const expected = {
      instance: pins.instance,
      unit: page.report?.unit ?? '',
      thread: keys.mailbox,
      direction,
      seq,
      prev,
      epochs: directory.trusted.epochs,
    }
    const opened = await openMessage(fromBase64(file), keys.identity, expected, seenIds)
    if ('refused' in opened) shown.push({ ...known, refused: opened.refused })
    else
      shown.push({
        ...known,
        text: opened.message.text,
        ...(opened.message.reason ? { reason: opened.message.reason } : {}),
      })
    prev = id
  }
  return shown
}
