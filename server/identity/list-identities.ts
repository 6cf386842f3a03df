import { addDays } from '@citycop/protocol/contract/days.ts'
import type { Body, Reply } from '@citycop/protocol/contract/route.ts'
import type { listIdentities as route } from '@citycop/protocol/identity/contract.ts'
import { reference } from '@citycop/protocol/reports/mailbox.ts'
import type { Context } from '../context.ts'
import { authorise, type Officer } from '../policy/authorise.ts'
import { type ListedRequest, listRequests } from './requests.ts'

type Listed = Reply<typeof route>
/** For how long whoever asked still sees that it ended. */
const shownDays = 7
type Kept = { ref: Buffer; mailbox: Buffer; unit: string; object: Buffer }

export async function listIdentities(ctx: Context, officer: Officer, wanted: Body<typeof route>): Promise<Listed> {
  const { city, clock, database } = ctx
  authorise(ctx, officer, 'identity:list', { mode: 'confidential' })
  const today = clock.today()
  const approves = officer.roles.includes('supervisor')
  const period = { today, since: addDays(today, -shownDays) }
  const rows = await listRequests(database.query, city.pins.instance, period, approves)
  const kept = wanted.reference === undefined ? undefined : await findKept(ctx, wanted.reference)
  return { requests: rows.map((row) => shown(row, officer, today)), ...(kept ? { kept } : {}) }
}

/** The number follows from the mailbox and is stored nowhere: of the few that keep an identity, all are looked at. */
async function findKept({ city, database }: Context, number: string): Promise<Listed['kept']> {
  const rows = await database.query<Kept>(
    `select r.ref, r.mailbox, r.unit, k.object from identity_vault k join report r on r.city = k.city and r.ref = k.report
     where k.city = $1`,
    [city.pins.instance],
  )
  const found = rows.find((row) => reference(row.mailbox.toString('hex')) === number)
  return found && { ref: found.ref.toString('hex'), object: found.object.toString('hex'), unit: found.unit }
}

function shown(row: ListedRequest, { keyId, roles }: Officer, today: string): Listed['requests'][number] {
  const { id, report, mailbox, unit, purpose, reason, emergency, until, object, file, reviewBy, reviewedBy } = row
  return {
    id: id.toString('hex'),
    ref: report.toString('hex'),
    reference: reference(mailbox.toString('hex')),
    unit,
    state: stateOf(row, today),
    mine: row.askedBy === keyId,
    part: row.askedBy === keyId || row.approvedBy === keyId,
    purpose,
    reason,
    emergency,
    until,
    object: object.toString('hex'),
    ...(roles.some((one) => one === 'supervisor' || one === 'dpo') ? whoAndWhat(row) : {}),
    ...(reviewBy !== null && reviewedBy === null ? { reviewBy } : {}),
    ...(file === null ? {} : { file: file.toString('base64') }),
  }
}

/** A custodian is not told who of the colleagues asked. */
const whoAndWhat = ({ askedBy, approvedBy, caseRef }: ListedRequest) => ({
  askedBy,
  ...(approvedBy === null ? {} : { approvedBy }),
  ...(caseRef === null ? {} : { caseRef }),
})

function stateOf({ revealAct, until, approvedBy }: ListedRequest, today: string) {
  if (revealAct !== null) return 'opened'
  if (until < today) return 'ended'
  return approvedBy === null ? 'asked' : 'approved'
}
