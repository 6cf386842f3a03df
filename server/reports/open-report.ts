// Opening: the act is written, numbered and signed; only then the headers come out of their door, with the proof (J7, J8).
import { randomUUID } from 'node:crypto'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import type { Reply } from '@citycop/protocol/contract/route.ts'
import { openingReasons } from '@citycop/protocol/policy/parameters.ts'
import type { openReport as route } from '@citycop/protocol/reports/desk-contract.ts'
import type { Context } from '../context.ts'
import { type Act, appendAct, prepareAct } from '../log/append.ts'
import { deferralOf } from '../log/defer-notice.ts'
import type { Officer, Permit } from '../policy/authorise.ts'
import { type Asked, actWords, useRequest } from './desk-request.ts'
import { holdForChange } from './find-report.ts'
import { readHistory } from './read-history.ts'
import { readSealed, release } from './released.ts'
import { type Report, updateReport } from './store.ts'

export async function openReport(
  ctx: Context,
  permit: Permit<'report:open'>,
  officer: Officer,
  found: Report,
  asked: Asked,
  seen: number,
): Promise<Reply<typeof route>> {
  if (!asked.purpose || !openingReasons.some((one) => one === asked.reason))
    throw new Problem('bad-request', 'an opening names its purpose and its reason')
  const released = await letOut(ctx, permit, officer, found, asked, seen)
  return { ...released, acts: await readHistory(ctx, found, released.n) }
}

/** Headers behind a logged act: to be read, to be handed to a court, or to be sealed anew, which counts as no reading. */
export async function letOut(
  ctx: Context,
  permit: Permit<'report:open' | 'report:begin-reseal' | 'report:export'>,
  officer: Officer,
  found: Report,
  asked: Asked,
  seen: number,
): Promise<Omit<Reply<typeof route>, 'acts'>> {
  const { database, city, clock, log, policy } = ctx
  const { act, grant, report } = await database.transaction(async ({ query }) => {
    await useRequest(query, ctx, asked)
    const report = await holdForChange(query, ctx, found)
    const act = prepareAct(report, actWords(ctx, permit, officer, report, asked))
    const deferral = deferralOf(policy, report.regime, asked.decision, clock.today())
    await appendAct(query, city.pins.instance, report, act, clock.today(), JSON.stringify(asked.envelope), deferral)
    await updateReport(
      query,
      city.pins.instance,
      report.ref,
      act.leaf,
      permit.action === 'report:begin-reseal' ? {} : { opened: true },
    )
    const grant = randomUUID()
    await query(
      'insert into access_grant (city, id, report, objects, act) values ($1, $2, $3, $4, $5)',
      [city.pins.instance, grant, report.ref, asked.objects.map((hash) => Buffer.from(hash, 'hex')), act.id],
      'insert-grant',
    )
    return { act, grant, report }
  })
  const index = await log.number(act.id)
  ctx.changes.tell(report.ref, report.unit)
  const headers = await release(database.query, grant)
  const sealed = await readSealed(database.query, city.pins.instance, report.ref, headers)
  return { ...(await proof(ctx, act, index, seen)), ...shown(report), ...sealed }
}

async function proof({ log }: Context, act: Act, index: number, seen: number) {
  const signed = log.signed()
  const consistency = (await log.consistency(seen, signed)).map((hash) => Buffer.from(hash).toString('base64'))
  return {
    n: act.n,
    opening: base64(act.opening),
    payload: base64(act.payload),
    proof: await log.prove(index, signed),
    consistency,
  }
}

const shown = ({ tagKey, mailboxPk }: Report) => ({ tagKey: base64(tagKey), mailboxPk: base64(mailboxPk) })

const base64 = (some: Uint8Array): string => Buffer.from(some).toString('base64')
