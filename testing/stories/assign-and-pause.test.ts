// A report is given to a colleague, and its clock is paused: who may, to whom, for how long, and what the person sees of it.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Desk } from '@citycop/client/officers/sign-in.ts'
import { signRequest } from '@citycop/client/officers/sign-request.ts'
import { assignReport, pauseClock, takeReport } from '@citycop/client/reports/change-report.ts'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import { readMailbox } from '@citycop/client/reports/read-mailbox.ts'
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { addDays } from '@citycop/protocol/contract/days.ts'
import type { ProblemCode } from '@citycop/protocol/contract/problem.ts'
import { overdue } from '@citycop/protocol/reports/clocks.ts'
import { signerFrom } from '../../server/platform/signing.ts'
import { daysAhead } from '../days-ahead.ts'
import { assertRefused, send } from '../hostile/request.ts'
import { createTown, type Name, type Sent, type Town } from '../town.ts'

let town: Town
let anna: Desk
let days = 0
before(async () => {
  town = await createTown({ now: () => daysAhead(days) })
  anna = await town.desk('anna')
})
after(() => town.close())

const keyOf = (name: Name) => signerFrom(fromBase64(town.officers[name].signSeed)).keyId
const today = () => town.app.context.clock.today()
const row = async ({ receipt }: Sent, desk = anna) => {
  const found = (await listReports(desk)).reports.find((one) => one.reference === receipt.reference)
  if (!found) throw new Error(`${receipt.reference} is not in the list`)
  return found
}
const mailboxOf = async ({ keys }: Sent) => {
  const mailbox = await readMailbox(await town.device(), keys)
  if (!mailbox || 'erased' in mailbox) throw new Error('the mailbox is empty')
  return mailbox
}
const refused = (code: ProblemCode, rule?: string) => (error: unknown) => {
  const { code: said, extra } = error as { code: string; extra: { rules?: string } }
  return said === code && (rule === undefined || extra.rules === rule)
}

describe('a report is given to nobody', () => {
  test('of another unit, whom nobody certified, or without a reason', async () => {
    const { ref } = await row(await town.reports())
    await assert.rejects(assignReport(anna, ref, keyOf('carla'), 'surge'), refused('forbidden', 'F-ASSIGNEE'))
    await assert.rejects(assignReport(anna, ref, '0123456789abcdef', 'surge'), refused('forbidden', 'F-ASSIGNEE'))
    const request = signRequest(anna, { action: 'report:assign', ref, objects: [], assignee: keyOf('bruno') })
    assertRefused(await send(town.origin, '/desk/assign', { request }, { token: anna.token }), 'forbidden')
    const nobody = signRequest(anna, { action: 'report:assign', ref, objects: [], reason: 'surge' })
    assertRefused(await send(town.origin, '/desk/assign', { request: nobody }, { token: anna.token }), 'bad-request')
  })
  test('by an officer of another unit, not even to a member of its own', async () => {
    const { ref } = await row(await town.reports())
    const carla = await town.desk('carla')
    await assert.rejects(assignReport(carla, ref, keyOf('bruno'), 'surge'), refused('forbidden'))
  })
  test('who has it already', async () => {
    const { ref } = await row(await town.reports())
    await assignReport(anna, ref, keyOf('bruno'), 'expertise')
    await assert.rejects(assignReport(anna, ref, keyOf('bruno'), 'expertise'), refused('state-changed'))
  })
})

test('a colleague has it from then on, it is acknowledged, and the person sees that it was given on, and no name', async () => {
  const sent = await town.reports()
  const { ref } = await row(sent)
  await assignReport(anna, ref, keyOf('bruno'), 'handover')
  const [annas, brunos] = [await row(sent), await row(sent, await town.desk('bruno'))]
  assert.deepEqual([annas.status, annas.taken, annas.mine, annas.assignee], ['taken', true, false, keyOf('bruno')])
  assert.equal(brunos.mine, true)
  const { status, acts, clocks } = await mailboxOf(sent)
  assert.deepEqual([status, clocks.acknowledgedOn], ['taken', today()])
  const given = acts.at(-1)
  assert.deepEqual([given?.action, given?.reason], ['report:assign', 'handover'])
  const payload = Buffer.from(given?.payload ?? '', 'base64').toString()
  const { to, actor } = JSON.parse(payload) as { to: string; actor: { pseudonym: string } }
  assert.match(to, /^[0-9a-f]{16}$/)
  assert.notEqual(to, actor.pseudonym)
  for (const name of ['anna', 'bruno'] as const) assert.ok(!payload.includes(keyOf(name)))
  const second = await town.reports()
  await assignReport(anna, (await row(second)).ref, keyOf('bruno'), 'handover')
  const other = (await mailboxOf(second)).acts.at(-1)?.payload ?? ''
  assert.ok(
    !Buffer.from(other, 'base64').toString().includes(to),
    'the same officer has another name in another report',
  )
})

describe('a clock is not paused', () => {
  test('before somebody has taken the report, without a reason, or for longer than the rules allow', async () => {
    const { ref } = await row(await town.reports())
    await assert.rejects(pauseClock(anna, ref, addDays(today(), 5), 'surge'), refused('state-changed'))
    await takeReport(anna, ref)
    for (const until of [today(), addDays(today(), 31)])
      await assert.rejects(pauseClock(anna, ref, until, 'surge'), refused('bad-request'))
    const request = signRequest(anna, {
      action: 'report:pause-clock',
      ref,
      objects: [],
      decision: { until: addDays(today(), 5) },
    })
    assertRefused(await send(town.origin, '/desk/pause-clock', { request }, { token: anna.token }), 'forbidden')
  })
  test('twice at once, nor once it has run out', async () => {
    const [{ ref }, late] = [await row(await town.reports()), await town.reports()]
    await takeReport(anna, ref)
    await pauseClock(anna, ref, addDays(today(), 3), 'inquiries')
    await assert.rejects(pauseClock(anna, ref, addDays(today(), 3), 'inquiries'), refused('state-changed'))
    await takeReport(anna, (await row(late)).ref)
    days += town.app.context.policy.answerDays + 1
    anna = await town.desk('anna')
    await assert.rejects(
      pauseClock(anna, (await row(late)).ref, addDays(today(), 3), 'surge'),
      refused('state-changed'),
    )
  })
})

test('a paused clock ends later by the days of the pause, and the person reads until when and why', async () => {
  const sent = await town.reports()
  const { ref, clocks: before } = await row(sent)
  await takeReport(anna, ref)
  const until = addDays(today(), 10)
  await pauseClock(anna, ref, until, 'other-office')
  const { clocks, acts } = await mailboxOf(sent)
  assert.deepEqual([clocks.paused, clocks.answerBy], [{ until, reason: 'other-office' }, addDays(before.answerBy, 10)])
  assert.deepEqual((await row(sent)).clocks, clocks)
  assert.equal(overdue(clocks, addDays(before.answerBy, 10)), undefined)
  assert.equal(overdue(clocks, addDays(before.answerBy, 11)), 'answer')
  const [act] = acts.slice(-1)
  assert.deepEqual([act?.action, act?.reason, act?.decision], ['report:pause-clock', 'other-office', { until }])
})
