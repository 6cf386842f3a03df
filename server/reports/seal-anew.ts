// Sealing anew (J4): a member fetches what lies under an older key, and puts the same words back under the key in use. The header of
// the old seal is erased in the transaction that brings the new one, so there is no moment with both and none with neither.
import { readAgeHeader } from '@citycop/protocol/contract/age-header.ts'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import type { Body, Reply } from '@citycop/protocol/contract/route.ts'
import { messageClass } from '@citycop/protocol/contract/size-class.ts'
import { epochInUse, newestOf } from '@citycop/protocol/keys/epochs.ts'
import type { listSealed as listRoute, resealReport as resealRoute } from '@citycop/protocol/reports/reseal-contract.ts'
import { resealWhy } from '@citycop/protocol/reports/reseal-contract.ts'
import type { Context } from '../context.ts'
import type { Act } from '../log/append.ts'
import type { Query } from '../platform/database.ts'
import { sha256 } from '../platform/hash.ts'
import { authorise, isAllowed, type Officer, type Permit } from '../policy/authorise.ts'
import { type Changed, changeReport } from './change-report.ts'
import { type Asked, actWords, useRequest } from './desk-request.ts'
import { findUnderEpochs, messagesOf } from './sealed-store.ts'
import type { Report } from './store.ts'
import { recipientsOf } from './unit-message.ts'

type Sealed = Body<typeof resealRoute>['messages'][number]
type Anew = {
  readonly id: Buffer
  readonly object: string
  readonly header: Buffer
  readonly payload: Buffer
  readonly sizeClass: number
}

const page = 50

export async function listSealed(
  ctx: Context,
  officer: Officer,
  { unit, epochs, after }: Body<typeof listRoute>,
): Promise<Reply<typeof listRoute>> {
  const { database, city } = ctx
  const { instance } = city.pins
  authorise(ctx, officer, 'report:list-sealed', { unit, protected: false })
  const known = epochs.filter((epoch) => newestOf(ctx.keys.trusted, unit, epoch))
  const found = await findUnderEpochs(database.query, instance, { unit, epochs: known, after, most: page + 1 })
  const shown = found.slice(0, page)
  const visible = shown.filter((one) => isAllowed(ctx, officer, 'report:list-sealed', one))
  const messages = await messagesOf(
    database.query,
    instance,
    visible.map((one) => one.ref),
  )
  const reports = visible.map(({ ref }) => ({
    ref: ref.toString('hex'),
    messages: messages
      .filter((one) => one.report.equals(ref))
      .map(({ id, direction, seq, epoch }) => ({ id: id.toString('hex'), direction, seq, epoch })),
  }))
  const next = found.length > page ? shown.at(-1)?.ref.toString('hex') : undefined
  return { reports, ...(next === undefined ? {} : { next }) }
}

/** Only for this purpose, and only where something lies under an older key. @throws Problem: bad-request, state-changed */
export async function refuseUnlessOld({ database, city, keys, clock }: Context, report: Report, asked: Asked) {
  if (asked.purpose !== resealWhy.purpose || asked.reason !== resealWhy.reason)
    throw new Problem('bad-request', 'what is fetched to be sealed anew is fetched for nothing else')
  const inUse = epochInUse(keys.trusted, report.unit, clock.today())
  const all = await messagesOf(database.query, city.pins.instance, [report.ref])
  const wanted = asked.objects.map((hash) => all.find((one) => one.id.toString('hex') === hash))
  if (!inUse || wanted.includes(undefined) || !wanted.some((one) => one && one.epoch < inUse.epoch))
    throw new Problem('state-changed', 'nothing of this lies under an older key')
}

export function resealReport(
  ctx: Context,
  permit: Permit<'report:reseal'>,
  officer: Officer,
  found: Report,
  asked: Asked,
  messages: readonly Sealed[],
): Promise<Changed> {
  const epoch = epochInUse(ctx.keys.trusted, found.unit, ctx.clock.today())?.epoch
  if (epoch === undefined || messages.some((one) => one.epoch !== epoch)) throw new Problem('epoch-expired')
  const anew = messages.map(checkSize)
  const named = anew.map((one) => one.object).sort()
  if (named.join() !== asked.objects.join()) throw new Problem('bad-request', 'the request names other messages')
  return changeReport(ctx, found, {
    transition: 'report:reseal',
    words: (report) => actWords(ctx, permit, officer, report, asked),
    change: () => ({}),
    request: JSON.stringify(asked.envelope),
    also: async (query, report, act) => {
      await useRequest(query, ctx, asked)
      await replace(query, ctx, report, act, anew, epoch)
    },
  })
}

/** @throws Problem wrong-size */
function checkSize(one: Sealed): Anew {
  const [header, payload] = [Buffer.from(one.header, 'base64'), Buffer.from(one.payload, 'base64')]
  const sizeClass = messageClass(payload.length)
  if (sizeClass === undefined) throw new Problem('wrong-size')
  const object = sha256(Buffer.concat([header, payload])).toString('hex')
  return { id: Buffer.from(one.id, 'hex'), object, header, payload, sizeClass }
}

async function replace(query: Query, ctx: Context, report: Report, act: Act, anew: readonly Anew[], epoch: number) {
  const { instance, suite } = ctx.city.pins
  const stored = await messagesOf(query, instance, [report.ref])
  await refuseUnfetched(query, instance, report, anew)
  for (const { id, header, payload, sizeClass } of anew) {
    const old = stored.find((one) => one.id.equals(id))
    if (!old || old.epoch >= epoch) throw new Problem('state-changed', 'this does not lie under an older key')
    if (readAgeHeader(header, suite)?.stanzas !== recipientsOf(old.direction))
      throw new Problem('wrong-suite', 'sealed anew, a message is for those it was for')
    await query('delete from header where city = $1 and object = $2 and report = $3', [instance, id, report.ref])
    await query('insert into header (city, object, report, header, act) values ($1, $2, $3, $4, $5)', [
      instance,
      id,
      report.ref,
      header,
      act.id,
    ])
    await query(
      `update message set payload = $4, epoch = $5, size_class = $6, first_epoch = coalesce(first_epoch, epoch)
       where city = $1 and report = $2 and id = $3`,
      [instance, report.ref, id, payload, epoch, sizeClass],
    )
  }
}

/** Nobody puts something in the place of what was not let out to be sealed anew. @throws Problem state-changed */
async function refuseUnfetched(query: Query, city: string, report: Report, anew: readonly Anew[]): Promise<void> {
  const rows = await query<{ objects: Buffer[] }>(
    `select g.objects from access_grant g join act_payload p on p.city = g.city and p.act = g.act
     where g.city = $1 and g.report = $2 and g.used
       and convert_from(p.payload, 'UTF8')::json ->> 'kind' = 'report:begin-reseal'`,
    [city, report.ref],
  )
  const fetched = new Set(rows.flatMap((row) => row.objects.map((one) => one.toString('hex'))))
  if (!anew.every(({ id }) => fetched.has(id.toString('hex'))))
    throw new Problem('state-changed', 'fetch it first, to be sealed anew')
}
