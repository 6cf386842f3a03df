// Taking a sealed report in: check, price, write with its log act in one transaction, and answer once the log has signed.
import { randomBytes } from 'node:crypto'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import { identitySizes, kindOf } from '@citycop/protocol/identity/identity.ts'
import { endDate } from '@citycop/protocol/policy/end-date.ts'
import type { ReceiptReply, Submission } from '@citycop/protocol/reports/contract.ts'
import type { Context } from '../context.ts'
import { keepIdentity } from '../identity/keep-identity.ts'
import { type Act, prepareAct } from '../log/append.ts'
import { isOrphan, isTaken } from '../platform/database.ts'
import { authorise, type Permit } from '../policy/authorise.ts'
import { lawOf } from '../policy/law-of.ts'
import { adoptBlobs } from './adopt-blobs.ts'
import { insertReports, type NewReport } from './insert-report.ts'
import { makeReceipt } from './make-receipt.ts'
import { receiptAgain, receiptBefore } from './receipt-again.ts'
import { type CheckedRequest, checkSealed } from './sealed-request.ts'

/** The same report again gets the same receipt. @throws Problem */
export async function submitReport(ctx: Context, request: Submission, address: string): Promise<ReceiptReply> {
  try {
    return await takeIn(ctx, request, address)
  } catch (error) {
    // A promised receipt outlives the epoch, the policy and the opening it was promised under.
    const late = error instanceof Problem && outlived.some((code) => code === error.code)
    if (late) return receiptBefore(ctx, request, error)
    throw error
  }
}

const outlived = ['epoch-expired', 'policy-changed', 'not-open'] as const

async function takeIn(ctx: Context, request: Submission, address: string): Promise<ReceiptReply> {
  const checked = await checkSealed(ctx, 'report:submit', request, address)
  const permit = authorise(ctx, { role: 'citizen', mailbox: checked.mailbox }, 'report:submit', {})
  if (!checked.epoch.serves.includes(request.group) || !ctx.gate.receives(request.group))
    throw new Problem('wrong-unit')
  if (request.policyVersion !== ctx.policy.version) throw new Problem('policy-changed')
  const identity = readIdentity(ctx, request)
  const { report, act } = makeReport(ctx, permit, request, checked)
  try {
    await write(ctx, report, act, checked, identity)
  } catch (error) {
    if (isTaken(error)) return receiptAgain(ctx, checked)
    if (isOrphan(error)) throw new Problem('state-changed', 'this report was erased')
    throw error
  }
  const index = await ctx.log.number(act.id)
  ctx.changes.tell(report.ref, report.unit)
  return makeReceipt(ctx, index, act.leaf, {
    id: checked.id,
    mailbox: checked.mailbox,
    unit: report.unit,
    day: report.day,
  })
}

function makeReport(ctx: Context, permit: Permit<'report:submit'>, request: Submission, checked: CheckedRequest) {
  const { clock, policy } = ctx
  const day = clock.today()
  const report: NewReport = {
    ref: randomBytes(16),
    logRef: randomBytes(16),
    mailbox: checked.mailbox,
    mailboxPk: checked.mailboxPk,
    tagKey: Buffer.from(request.tagKey, 'base64'),
    noticeKey: Buffer.from(request.noticeKey, 'base64'),
    auditCapsule: Buffer.from(request.auditCapsule, 'base64'),
    unit: request.unit,
    epoch: request.epoch,
    group: request.group,
    policyVersion: policy.version,
    day,
    endsOn: endDate(day, null, [policy]),
  }
  const objects = [checked.id, ...checked.blobs.map((one) => one.object)].map((hash) => hash.toString('hex')).sort()
  const words = {
    kind: permit.action,
    time: day,
    actor: { role: 'citizen' as const },
    unit: report.unit,
    objects,
    ...lawOf(ctx, policy, permit, 'citizen'),
  }
  return { report, act: prepareAct({ ...report, acts: 0, lastLeaf: null }, words) }
}

/** Sealed apart, where the policy lets people of this kind of report choose that. @throws Problem wrong-size, bad-request */
function readIdentity({ city, policy }: Context, { identity, group }: Submission): Buffer | undefined {
  if (identity === undefined) return undefined
  const file = Buffer.from(identity, 'base64')
  if (file.length !== identitySizes[city.pins.suite].outer) throw new Problem('wrong-size', 'an identity')
  if (!policy.modes[kindOf(group)].includes('confidential'))
    throw new Problem('bad-request', 'the policy lets nobody seal an identity with this kind of report')
  return file
}

/** Together with whatever else came in at this moment; with attachments, in a transaction that takes them along. */
async function write(
  { database, city, intake }: Context,
  report: NewReport,
  act: Act,
  checked: CheckedRequest,
  identity: Buffer | undefined,
): Promise<void> {
  if (checked.blobs.length === 0 && !identity) return intake.insert({ report, act, checked })
  await database.transaction(async ({ query }) => {
    await insertReports(query, city.pins.instance, [{ report, act, checked }])
    if (identity) await keepIdentity(query, city.pins.instance, report.ref, identity)
    await adoptBlobs(query, city.pins.instance, report.ref, act.id, checked)
  })
}
