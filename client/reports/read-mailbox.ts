// "My report": what the unit wrote, and every act on the report, each one checked against the log before it is shown.
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import type { Consent } from '@citycop/protocol/conversation/consent.ts'
import type { Checkpoint } from '@citycop/protocol/log/checkpoint.ts'
import type { Decision } from '@citycop/protocol/log/entry.ts'
import { isIncluded } from '@citycop/protocol/log/tree.ts'
import type { DeferralGround } from '@citycop/protocol/policy/parameters.ts'
import type { Clocks } from '@citycop/protocol/reports/clocks.ts'
import { type MailboxPage, readMailbox as route } from '@citycop/protocol/reports/contract.ts'
import type { Transfer } from '@citycop/protocol/reports/transfer.ts'
import type { CloseReason, Status } from '@citycop/protocol/reports/workflow.ts'
import { call } from '../api/call.ts'
import type { Instance } from '../keys/connect.ts'
import { Distrusted } from '../keys/distrusted.ts'
import { readNotice } from '../log/notice.ts'
import { acceptCheckpoint } from '../log/verify-growth.ts'
import type { PassphraseKeys } from '../sealing/derive.ts'
import { askMailbox } from './ask-mailbox.ts'
import { readMailboxThread } from './read-mailbox-thread.ts'
import { actOf, latestDeferral, verifyActs, verifyTold } from './verify-acts.ts'

export type MailboxMessage = {
  readonly from: 'citizen' | 'unit'
  readonly seq: number
  readonly id: string
  readonly day: string
  /** Absent for the citizen's own: they are sealed to the unit alone. */
  readonly text?: string
  readonly reason?: CloseReason
  readonly consent?: Consent
  /** Which unit wrote it: an earlier one, of a report that was handed on. */
  readonly unit?: string
  /** With it the report went to another unit. */
  readonly transfer?: Transfer
  /** A message that failed a reader's check: it is not shown, and this is said. */
  readonly refused?: string
}
export type MailboxAct = {
  readonly n: number
  readonly action: string
  readonly at: string
  readonly unit?: string
  readonly actor?: string
  /** The unit that the report was sent or handed to. */
  readonly receiver?: string
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
/** An act of which the person is told on a later day: only that it stands in the log, and why the telling waits. */
export type DeferredAct = {
  readonly n: number
  readonly until: string
  readonly ground: DeferralGround
  readonly leaf: number
  /** Base64: what stands in the log, found by its tag. */
  readonly entry: string
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
  readonly deferred: readonly DeferredAct[]
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
    /** Openings that were to be told later. */
    readonly told: readonly MailboxAct[]
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
  const { acts, deferred } = verifyActs(keys, page, checkpoint, latestDeferral(instance.directory.policy, new Date()))
  const { messages, unit } = await readMailboxThread(instance, keys, page, acts)
  // The server says where the report is now; the thread must say the same, or the next message would go to whom the server likes.
  if (unit !== page.report.unit) throw new Distrusted('mailbox')
  const sent = page.messages.filter((one) => one.direction === 'citizen').map((one) => one.id)
  return { reference, ...page.report, messages, acts, deferred, sent }
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
  const told = page.erased?.told.map((one) => verifyTold(keys, one, earlierActs, page, checkpoint)) ?? []
  return { day, earlierActs, leaf: index, act, told, ...(reason === undefined ? {} : { reason }) }
}
