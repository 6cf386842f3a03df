// Is everything there that was promised? The inbox must name the message of every receipt; of a sample, the receipt itself and the
// mailbox are verified as a phone does it.
import { receiptFrom } from '@citycop/client/log/verify-receipt.ts'
import { readMailbox } from '@citycop/client/reports/read-mailbox.ts'
import { passphraseKeys } from '@citycop/client/sealing/derive.ts'
import type { ReceiptReply } from '@citycop/protocol/reports/contract.ts'
import { inboxRows } from './inbox-rows.ts'
import type { Acknowledged, Stage } from './stage.ts'

const sample = 100

export type Found = {
  readonly acknowledged: number
  readonly lost: number
  readonly sampled: number
  readonly unsound: number
}

export async function findAll(stage: Stage): Promise<Found> {
  const there = new Set((await inboxRows(stage)).flatMap((row) => row.objects))
  const { acknowledged } = stage
  const lost = acknowledged.filter(({ request }) => !there.has(Buffer.from(request.id).toString('hex'))).length
  const step = Math.max(1, Math.floor(acknowledged.length / sample))
  const sampled = acknowledged.filter((_, i) => i % step === 0).slice(0, sample)
  let unsound = 0
  for (const one of sampled) if (!(await holds(stage, one))) unsound++
  return { acknowledged: acknowledged.length, lost, sampled: sampled.length, unsound }
}

async function holds({ instance, say }: Stage, { request, receipt }: Acknowledged): Promise<boolean> {
  try {
    const keys = await passphraseKeys(instance.pins, request.r)
    const id = Buffer.from(request.id).toString('hex')
    receiptFrom(instance, JSON.parse(receipt.toString('utf8')) as ReceiptReply, id, keys.reference)
    const mailbox = await readMailbox(instance, keys)
    return mailbox !== undefined && 'acts' in mailbox && mailbox.acts[0]?.action === 'report:submit'
  } catch (error) {
    say(`a report does not hold: ${error}`)
    return false
  }
}
