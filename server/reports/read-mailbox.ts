// The page of a mailbox. Words that nobody used get a page of the same shape and size: nobody can try words and learn anything.
import type { Envelope } from '@citycop/protocol/contract/dsse.ts'
import type { MailboxPage } from '@citycop/protocol/reports/contract.ts'
import type { Context } from '../context.ts'
import { type StoredDeferral, stillWaits } from '../log/defer-notice.ts'
import type { Signed } from '../log/sequencer.ts'
import { authorise } from '../policy/authorise.ts'
import { readMailboxRequest } from './mailbox-request.ts'
import { releaseToMailbox } from './released.ts'
import { clocksFor, findByMailbox, isHeld, type Report } from './store.ts'

const step = 64 * 1024

export async function readMailbox(ctx: Context, request: Envelope): Promise<MailboxPage> {
  const { citizen, seen } = readMailboxRequest(ctx, request, 'mailbox:read')
  authorise(ctx, citizen, 'mailbox:read', { mailbox: citizen.mailbox })
  const { database, city, log } = ctx
  const found = await findByMailbox(database.query, city.pins.instance, citizen.mailbox)
  const signed = await treeFor(ctx, citizen.mailbox, found, seen)
  const consistency = (await log.consistency(seen, signed)).map(base64)
  const kept = found
    ? await contents(ctx, found, signed)
    : { messages: [], acts: [], ...(await stub(ctx, citizen.mailbox, signed)) }
  return padded({ ...kept, checkpoint: signed.checkpoint, consistency, pad: '' })
}

/**
 * What the public sees, unless an act on this very report is newer than that, or the phone has seen more: whoever has no report
 * here must not learn from us when somebody else has sent one.
 */
async function treeFor(ctx: Context, mailbox: string, report: Report | undefined, seen: number): Promise<Signed> {
  const { database, city, log, publisher } = ctx
  const published = publisher.tree()
  if (!published) return log.signed()
  const [row] = await database.query<{ covered: boolean | null }>(
    `select bool_and(a.idx < $4) as covered from log_act a where a.city = $1 and a.id in (
       select act from notice where city = $1 and report = $2 union all
       select act from erased_report where city = $1 and mailbox = $3)`,
    [city.pins.instance, report?.ref ?? null, Buffer.from(mailbox, 'hex'), published.size],
    'mailbox-covered',
  )
  const covered = row?.covered ?? undefined // of no act at all
  return covered === undefined || (covered && seen <= published.size) ? published : log.signed()
}

async function contents(ctx: Context, report: Report, signed: Signed) {
  const [messages, acts, files] = await Promise.all([
    readMessages(ctx, report),
    readActs(ctx, report, signed),
    countFiles(ctx, report),
  ])
  const { unit, day, status, reason, endsOn, eraseOn } = report
  const state = { unit, day, status, endsOn, clocks: clocksFor(report, ctx.policy), files }
  return {
    report: {
      ...state,
      ...(reason === null ? {} : { reason }),
      ...(eraseOn === null || isHeld(report, ctx.clock.today()) ? {} : { eraseOn }),
    },
    messages,
    acts,
  }
}

type MessageRow = {
  direction: 'citizen' | 'unit'
  seq: number
  id: Buffer
  day: string
  epoch: number
  payload: Buffer | null
}

async function readMessages({ database, city }: Context, report: Report): Promise<MailboxPage['messages']> {
  const [rows, headers] = await Promise.all([
    database.query<MessageRow>(
      `select direction, seq, id, day, epoch, case when direction = 'unit' then payload end as payload
       from message where city = $1 and report = $2 and direction <> 'note' order by day, direction, seq`,
      [city.pins.instance, report.ref],
      'mailbox-messages',
    ),
    releaseToMailbox(database.query, report.mailbox),
  ])
  return rows.map(({ direction, seq, id, day, epoch, payload }) => {
    const header = headers.get(id.toString('hex'))
    const file = header && payload ? { file: Buffer.concat([header, payload]).toString('base64') } : {}
    return { direction, seq, id: id.toString('hex'), day, epoch, ...file }
  })
}

type ActRow = StoredDeferral & { n: number; idx: number; notice: Buffer; entry: Buffer }

/** Only acts that the signed tree holds: a later one is told at the next visit, with its proof. */
async function readActs(
  { database, city, clock, log, policy }: Context,
  report: Report,
  signed: Signed,
): Promise<MailboxPage['acts']> {
  const rows = await database.query<ActRow>(
    `select o.n, a.idx, a.entry, o.notice, o.deferred_until as until, o.deferred_ground as ground from notice o join log_act a on a.city = o.city and a.id = o.act
     where o.city = $1 and o.report = $2 and a.idx < $3 order by o.n`,
    [city.pins.instance, report.ref, signed.size],
    'mailbox-acts',
  )
  const acts: MailboxPage['acts'] = []
  for (const { n, idx, notice, entry, ...stored } of rows) {
    const waits = stillWaits(policy, stored, clock.today())
    const placed = { n, index: idx, proof: (await log.path(idx, signed)).map(base64) }
    acts.push(waits ? { ...placed, entry: base64(entry), ...waits } : { ...placed, notice: base64(notice) })
  }
  return acts
}

async function countFiles({ database, city }: Context, report: Report): Promise<number> {
  const [row] = await database.query<{ files: number }>(
    'select count(*)::int as files from blob where city = $1 and report = $2',
    [city.pins.instance, report.ref],
  )
  return row?.files ?? 0
}

type StubRow = { day: string; earlier_acts: number; notice: Buffer; idx: number }

async function stub(
  { database, city, log }: Context,
  mailbox: string,
  signed: Signed,
): Promise<Pick<MailboxPage, 'erased'>> {
  const [row] = await database.query<StubRow>(
    `select e.day, e.earlier_acts, e.notice, a.idx from erased_report e join log_act a on a.city = e.city and a.id = e.act
     where e.city = $1 and e.mailbox = $2 and a.idx < $3`,
    [city.pins.instance, Buffer.from(mailbox, 'hex'), signed.size],
  )
  if (!row) return {}
  const untold = await database.query<{ n: number; idx: number; notice: Buffer }>(
    `select e.n, a.idx, e.notice from erased_notice e join log_act a on a.city = e.city and a.id = e.act
     where e.city = $1 and e.mailbox = $2 order by e.n`,
    [city.pins.instance, Buffer.from(mailbox, 'hex')],
  )
  const proofOf = async (index: number) => (await log.path(index, signed)).map(base64)
  const told = untold.map(async ({ n, idx, notice }) => ({
    n,
    index: idx,
    notice: base64(notice),
    proof: await proofOf(idx),
  }))
  return {
    erased: {
      day: row.day,
      earlierActs: row.earlier_acts,
      index: row.idx,
      notice: base64(row.notice),
      proof: await proofOf(row.idx),
      told: await Promise.all(told),
    },
  }
}

/** To steps of 64 KiB, so that the length of an answer does not tell whether, or how much, a unit has written. */
function padded(page: MailboxPage): MailboxPage {
  const size = Buffer.byteLength(JSON.stringify(page))
  return { ...page, pad: ' '.repeat(Math.ceil(size / step) * step - size) }
}

const base64 = (some: Uint8Array): string => Buffer.from(some).toString('base64')
