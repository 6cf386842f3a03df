// On what a transfer rests, found out by the server as far as it can, and then asked of the policy: its list, the person's yes, or a
// second officer where a life is in danger.
import { addDays } from '@citycop/protocol/contract/days.ts'
import { type Envelope, parsePayload } from '@citycop/protocol/contract/dsse.ts'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import { epochInUse } from '@citycop/protocol/keys/epochs.ts'
import { isListed } from '@citycop/protocol/policy/terms.ts'
import { transferAsked } from '@citycop/protocol/reports/transfer.ts'
import { transferAskedDays } from '@citycop/protocol/reports/transfer-contract.ts'
import type { Context } from '../context.ts'
import { opened } from '../platform/signing.ts'
import { authorise, type Officer, type Permit } from '../policy/authorise.ts'
import { type Changed, changeReport } from './change-report.ts'
import { type Asked, actWords, useRequest } from './desk-request.ts'
import type { Report } from './store.ts'
import { receivingUnit } from './transfer-report.ts'
import { findAsked, insertAsked, placesOf } from './transfer-store.ts'

const danger = 'danger-to-life'

/** @throws Problem forbidden, with the rule that said no */
export async function permitTransfer(
  ctx: Context,
  officer: Officer,
  report: Report,
  asked: Asked,
): Promise<Permit<'report:transfer'>> {
  const { database, city, clock, policy } = ctx
  const { unit } = receivingUnit(ctx, report, asked)
  const emergency = asked.reason === danger && asked.emergency === true
  const first = emergency ? await findAsked(database.query, city.pins.instance, report, clock.today()) : undefined
  return authorise(ctx, officer, 'report:transfer', report, {
    ...asked,
    emergency: emergency || undefined,
    approvedBy: first?.unit === unit ? first.askedBy : undefined,
    listed: isListed(policy, report.group, unit),
    said: asked.agreed !== undefined && (await isAnswered(ctx, report, asked.agreed)),
  })
}

/** What was asked and answered is sealed; that the unit asked, and the person wrote afterwards, is not. */
async function isAnswered(
  { database, city }: Context,
  report: Report,
  { asked, answered }: NonNullable<Asked['agreed']>,
): Promise<boolean> {
  const places = await placesOf(database.query, city.pins.instance, report, [asked, answered])
  const [question, answer] = [places.get(asked), places.get(answered)]
  return question?.direction === 'unit' && answer?.direction === 'citizen' && question.index < answer.index
}

/** One officer asks a second one. Nothing moves yet. @throws Problem */
export function requestTransfer(
  ctx: Context,
  permit: Permit<'report:request-transfer'>,
  officer: Officer,
  found: Report,
  asked: Asked,
  statement: Envelope,
): Promise<Changed> {
  const { unit } = receivingUnit(ctx, found, asked)
  if (asked.reason !== danger) throw new Problem('bad-request', `a second officer is asked for one reason: ${danger}`)
  refuseForeign(ctx, officer, found, unit, statement)
  return changeReport(ctx, found, {
    transition: 'report:request-transfer',
    words: (report) => actWords(ctx, permit, officer, report, asked),
    change: () => ({}),
    request: JSON.stringify(asked.envelope),
    also: async (query, report, act) => {
      await useRequest(query, ctx, asked)
      const until = addDays(ctx.clock.today(), transferAskedDays)
      const kept = { act: act.id, unit, askedBy: officer.keyId, statement: JSON.stringify(statement), until }
      await insertAsked(query, ctx.city.pins.instance, report, kept)
    },
  })
}

/** What the phone will check: this officer's own subkey, this thread, this unit. @throws Problem: bad-request, bad-signature */
function refuseForeign(
  { keys, city, clock }: Context,
  officer: Officer,
  report: Report,
  to: string,
  statement: Envelope,
) {
  const said = parsePayload(transferAsked, Buffer.from(statement.payload, 'base64'))
  const own = epochInUse(keys.trusted, report.unit, clock.today())
  const fits = said?.instance === city.pins.instance && said.thread === report.mailbox && said.unit === report.unit
  if (!own || !fits || said.to !== to || own.epoch !== said.epoch || own.certNo !== said.certNo)
    throw new Problem('bad-request', 'look at statement')
  const member = own.members.find((one) => one.officer === officer.keyId)
  if (!member || !opened('transfer-asked', statement, Buffer.from(member.signPk, 'base64')))
    throw new Problem('bad-signature')
}
