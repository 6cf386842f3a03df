// The citizen writes again, or contests a closed report: a sealed message, in its place in the thread, with its act.

import { Problem } from '@citycop/protocol/contract/problem.ts'
import type { FollowUp, ReceiptReply } from '@citycop/protocol/reports/contract.ts'
import type { Transition } from '@citycop/protocol/reports/workflow.ts'
import type { Context } from '../context.ts'
import { isTaken } from '../platform/database.ts'
import { authorise } from '../policy/authorise.ts'
import { lawOf } from '../policy/law-of.ts'
import { adoptBlobs } from '../reports/adopt-blobs.ts'
import { changeReport } from '../reports/change-report.ts'
import { findReport } from '../reports/find-report.ts'
import { makeReceipt } from '../reports/make-receipt.ts'
import { receiptAgain } from '../reports/receipt-again.ts'
import { type CheckedRequest, checkSealed } from '../reports/sealed-request.ts'
import type { Report } from '../reports/store.ts'
import { insertMessage } from '../reports/unit-message.ts'

export async function sendMessage(
  ctx: Context,
  action: 'message:send' | 'report:contest',
  request: FollowUp,
  address: string,
): Promise<ReceiptReply> {
  const checked = await checkSealed(ctx, action, request, address)
  const citizen = { role: 'citizen' as const, mailbox: checked.mailbox }
  const found = await findReport(ctx, citizen)
  const permit = authorise(ctx, citizen, action, found)
  if (request.unit !== found.unit) throw new Problem('wrong-unit')
  const day = ctx.clock.today()
  const objects = [checked.id, ...checked.blobs.map((one) => one.object)].map((hash) => hash.toString('hex')).sort()
  try {
    const { act, index } = await changeReport(ctx, found, {
      transition: transitionOf(action, found),
      words: () => ({
        kind: permit.action,
        time: day,
        actor: { role: 'citizen' },
        objects,
        ...lawOf(ctx, ctx.policy, permit, 'citizen'),
      }),
      change: () => (action === 'report:contest' ? { assignee: null } : {}),
      also: async (query, report, act) => {
        await insertMessage(query, ctx, report, 'citizen', act, { ...checked, epoch: request.epoch, seq: request.seq })
        await adoptBlobs(query, ctx.city.pins.instance, report.ref, act.id, checked)
      },
    })
    return makeReceipt(ctx, index, act.leaf, { id: checked.id, mailbox: checked.mailbox, unit: found.unit, day })
  } catch (error) {
    // The phone did not hear the first answer: the message is there already.
    if (error instanceof Problem && (error.code === 'seq-taken' || error.code === 'state-changed'))
      return sentBefore(ctx, checked, error)
    if (isTaken(error)) throw new Problem('bad-request', 'an attachment was sent before')
    throw error
  }
}

const transitionOf = (action: 'message:send' | 'report:contest', { status }: Report): Transition =>
  action === 'message:send' && status === 'waiting' ? 'message:send-awaited' : action

async function sentBefore(ctx: Context, checked: CheckedRequest, refusal: Problem): Promise<ReceiptReply> {
  try {
    return await receiptAgain(ctx, checked)
  } catch {
    throw refusal
  }
}
