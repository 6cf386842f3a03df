// Told later (LED 13(3)): an opening of which the person learns on a later day. That there was one is said at once and proven; the
// watchdog reads it at once; nobody can keep it back longer than the policy lets them.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { policyOf } from '@citycop/client/keys/pinned-policy.ts'
import { makeEvidence } from '@citycop/client/log/evidence.ts'
import { verifyEvidence } from '@citycop/client/log/verify-evidence.ts'
import { signIn } from '@citycop/client/officers/sign-in.ts'
import { triageReport } from '@citycop/client/reports/change-report.ts'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import { openReport } from '@citycop/client/reports/open-report.ts'
import { type Mailbox, readMailbox } from '@citycop/client/reports/read-mailbox.ts'
import { withdrawReport } from '@citycop/client/reports/withdraw-report.ts'
import { newIdentity } from '@citycop/client/sealing/suite.ts'
import { readNotices } from '@citycop/client/watchdog/read-notices.ts'
import { addDays } from '@citycop/protocol/contract/days.ts'
import { parsePublicEntry } from '@citycop/protocol/log/public-entry.ts'
import type { MailboxPage } from '@citycop/protocol/reports/contract.ts'
import { entriesFrom } from '../../server/log/store.ts'
import { appendTally } from '../../server/log/tally.ts'
import { eraseDue } from '../../server/reports/erase-due.ts'
import { createTown, type Sent, type Town } from '../town.ts'

let town: Town
let moved = 0
const now = () => new Date(Date.now() + moved * 86_400_000)
const today = () => town.app.context.clock.today()
before(async () => {
  town = await createTown({ now })
})
after(() => town.close())

const why = { purpose: 'led_investigate', reason: 'first-reading' } as const
const inquiry = (days: number) => ({ ground: 'inquiry', until: addDays(today(), days) }) as const

async function filed(regime: 'LED' | 'GDPR' = 'LED') {
  const sent = await town.reports({ category: 'drugs' })
  const anna = await town.desk('anna')
  const row = (await listReports(anna)).reports.find((one) => one.reference === sent.receipt.reference)
  assert.ok(row)
  await triageReport(anna, row.ref, { regime, retentionClass: regime === 'LED' ? 'crime_minor' : 'noncrime' })
  return { sent, anna, ref: row.ref }
}
async function pageOf({ keys }: Sent): Promise<Mailbox> {
  const page = await readMailbox(await town.device(), keys)
  return page && !('erased' in page) ? page : assert.fail('there is no such mailbox')
}
const watchdog = async () => signIn(await town.device(), town.watchdog)
const refusedBy = (rule: string) => (error: { code: string; extra?: { rules?: string } }) =>
  error.code === 'forbidden' && error.extra?.rules === rule

test('nobody is told later of a report under the GDPR, nor for longer than the policy says, nor of anything else than an opening', async () => {
  const worry = await filed('GDPR')
  const open = (one: { anna: Awaited<ReturnType<Town['desk']>>; ref: string }, days: number) =>
    openReport(one.anna, one.ref, { ...why, caseRef: '17', later: inquiry(days) })
  await assert.rejects(open(worry, 30), refusedBy('NOTICE-DEFERRAL'))
  const crime = await filed()
  for (const days of [91, 0, -1]) await assert.rejects(open(crime, days), refusedBy('NOTICE-DEFERRAL'), `${days} days`)
  assert.deepEqual([(await pageOf(crime.sent)).deferred, (await pageOf(worry.sent)).deferred], [[], []])
})

test('the person sees at once that there is something, in the log, and what it was when the day has come', async () => {
  const { sent, anna, ref } = await filed()
  await openReport(anna, ref, { ...why, later: inquiry(30) })
  await openReport(anna, ref, { ...why, reason: 'continue-work' })
  const page = await pageOf(sent)
  const [one] = page.deferred
  assert.deepEqual([page.deferred.length, one?.n, one?.ground, one?.until], [1, 2, 'inquiry', addDays(today(), 30)])
  assert.deepEqual(
    page.acts.map(({ n, action }) => [n, action]),
    [
      [0, 'report:submit'],
      [1, 'report:triage'],
      [3, 'report:open'],
    ],
  )
  moved += 30
  const told = await pageOf(sent)
  moved -= 30
  assert.deepEqual(told.deferred, [])
  const opening = told.acts[2]
  assert.deepEqual([opening?.n, opening?.leaf, opening?.reason], [2, one?.leaf, 'first-reading'])
  assert.deepEqual(opening?.decision, inquiry(30))
})

test('the watchdog reads it at once and in full; nobody else may, and nobody else could', async () => {
  const { anna, ref } = await filed()
  await openReport(anna, ref, { ...why, later: inquiry(10) })
  const desk = await watchdog()
  const newest = (await readNotices(desk, town.watchdog.ageIdentity)).at(-1)
  assert.ok(newest && 'said' in newest, 'it is proven and open')
  assert.deepEqual(
    [newest.until, newest.said.kind, newest.said.actor.unit, newest.said.purpose],
    [addDays(today(), 10), 'report:open', 'harbour-team', 'led_investigate'],
  )
  for (const name of ['anna', 'carla'] as const)
    await assert.rejects(readNotices(await town.desk(name), town.watchdog.ageIdentity), { code: 'forbidden' })
  const elena = await signIn(await town.device(), town.staff.elena)
  await assert.rejects(readNotices(elena, town.watchdog.ageIdentity), { code: 'forbidden' })
  const stranger = await readNotices(desk, newIdentity('classic'))
  assert.ok(stranger.length > 0 && stranger.every((one) => 'fault' in one && one.fault === 'closed'))
  await assert.rejects(openReport(desk, ref, why), { code: 'not-found' }, 'of the reports it sees nothing')
})

test('a city that leaves it out, shows another entry for it, or moves its day beyond the policy, is found out', async () => {
  const { sent, anna, ref } = await filed()
  await openReport(anna, ref, { ...why, later: inquiry(30) })
  await openReport(anna, ref, why)
  type Act = MailboxPage['acts'][number]
  const waits = (one: Act): one is Extract<Act, { entry: string }> => 'entry' in one
  const changes: Record<string, (acts: MailboxPage['acts']) => MailboxPage['acts']> = {
    'left out': (acts) => acts.filter((one) => !waits(one)),
    'left out, and the others counted anew': (acts) =>
      acts.filter((one) => !waits(one)).map((one, n) => ({ ...one, n })),
    'another entry': (acts) =>
      acts.map((one) => (waits(one) ? { ...one, entry: Buffer.alloc(64, 7).toString('base64') } : one)),
    'for a year': (acts) => acts.map((one) => (waits(one) ? { ...one, until: addDays(today(), 365) } : one)),
  }
  for (const [name, change] of Object.entries(changes))
    await assert.rejects(
      withPage(change, () => pageOf(sent)),
      { name: 'Distrusted' },
      name,
    )
  await withPage(
    (acts) => acts,
    () => pageOf(sent),
  )
})

test('evidence saved meanwhile holds: the chain goes through the act whose words are not known yet', async () => {
  const { sent, anna, ref } = await filed()
  await openReport(anna, ref, { ...why, later: inquiry(30) })
  await openReport(anna, ref, why)
  const device = await town.device()
  const mailbox = await pageOf(sent)
  const file = makeEvidence(device, sent.keys, { mailbox }, new Date())
  const { acts } = verifyEvidence(file, policyOf(town.pins))
  assert.deepEqual(
    acts.map(({ n, action, alone, holds }) => [n, action, alone || holds.log, holds.content, holds.chain]),
    ['report:submit', 'report:triage', 'notice:deferred', 'report:open'].map((one, n) => [n, one, true, true, true]),
  )
  const without = verifyEvidence({ ...file, later: [] }, policyOf(town.pins))
  assert.ok(!without.good && without.acts.some(({ holds }) => !holds.content))
})

test('when the report is erased the waiting ends: it is told with the erasure', async () => {
  const { sent, anna, ref } = await filed()
  await openReport(anna, ref, { ...why, later: inquiry(60) })
  await withdrawReport(await town.device(), sent.keys)
  moved += 15
  await eraseDue(town.app.context)
  const page = await readMailbox(await town.device(), sent.keys)
  moved -= 15
  assert.ok(page && 'erased' in page)
  const { told } = page.erased
  assert.deepEqual(
    told.map(({ action, purpose, decision }) => [action, purpose, decision?.ground]),
    [['report:open', 'led_investigate', 'inquiry']],
  )
})

test('the week’s public count says how many are told later, unless they are too few', async () => {
  for (let i = 0; i < 5; i++) {
    const { anna, ref } = await filed()
    await openReport(anna, ref, { ...why, later: inquiry(20) })
  }
  moved += 7
  await appendTally(town.app.context)
  moved -= 7
  const { database, log } = town.app.context
  const [last] = (await entriesFrom(database.query, 'testville', 0, log.signed().size)).reverse()
  const read = last && parsePublicEntry(last)
  assert.ok(read?.kind === 'tally')
  const count = read.content.counts.find(({ kind }) => kind === 'notice:deferred')
  assert.ok(count && (count.count ?? 0) >= 5, JSON.stringify(read.content.counts))
})

/** The server's answers to /mailbox, changed on their way. */
async function withPage<T>(
  change: (acts: MailboxPage['acts']) => MailboxPage['acts'],
  act: () => Promise<T>,
): Promise<T> {
  const real = globalThis.fetch
  globalThis.fetch = async (input, init) => {
    const answer = await real(input, init)
    if (!String(input).endsWith('/mailbox') || !answer.ok) return answer
    const page = (await answer.json()) as MailboxPage
    return Response.json({ ...page, acts: change(page.acts) })
  }
  try {
    return await act()
  } finally {
    globalThis.fetch = real
  }
}
