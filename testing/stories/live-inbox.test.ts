// What changes at one desk is told to the others of the unit, and to nobody else.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Desk, signOut } from '@citycop/client/officers/sign-in.ts'
import { takeReport, triageReport } from '@citycop/client/reports/change-report.ts'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import { watchReports } from '@citycop/client/reports/watch-reports.ts'
import { withdrawReport } from '@citycop/client/reports/withdraw-report.ts'
import type { InboxNews } from '@citycop/protocol/reports/inbox-contract.ts'
import { createTown, type Town } from '../town.ts'

let town: Town
before(async () => {
  town = await createTown()
})
after(() => town.close())

type Listener = { next(): Promise<InboxNews>; ended: Promise<void>; stop(): void }

/** Listening once the server says so. */
async function listen(desk: Desk): Promise<Listener> {
  const stopping = new AbortController()
  const stream = watchReports(desk, stopping.signal)
  const heard: InboxNews[] = []
  const waiting: ((news: InboxNews) => void)[] = []
  await stream.next()
  const ended = (async () => {
    for await (const news of stream) {
      if (!news) continue
      const first = waiting.shift()
      if (first) first(news)
      else heard.push(news)
    }
  })().catch(() => {})
  return {
    ended,
    stop: () => stopping.abort(),
    next: () => {
      const first = heard.shift()
      return first ? Promise.resolve(first) : new Promise((resolve) => waiting.push(resolve))
    },
  }
}

test('nobody listens without being signed in', async () => {
  const anna = await town.desk('anna')
  await assert.rejects(watchReports({ ...anna, token: `${'A'.repeat(43)}=` }, AbortSignal.timeout(5_000)).next(), {
    code: 'not-signed-in',
  })
})

test('an officer of another unit hears of the own reports only', async () => {
  const [anna, carla] = [await listen(await town.desk('anna')), await listen(await town.desk('carla'))]
  const street = await town.reports()
  const home = await town.reports({ category: 'violence-home' })
  const [first, second] = [await anna.next(), await carla.next()]
  assert.deepEqual(
    first.rows.map((row) => row.reference),
    [street.receipt.reference],
  )
  assert.deepEqual(
    second.rows.map((row) => row.reference),
    [home.receipt.reference],
  )
  anna.stop()
  carla.stop()
})

test('what a colleague does comes as the list would show it, with one difference: whose it is', async () => {
  await town.reports()
  const [annas, brunos] = [await town.desk('anna'), await town.desk('bruno')]
  const row = (await listReports(brunos)).reports.find((one) => one.status === 'received')
  assert.ok(row)
  const anna = await listen(annas)
  await takeReport(brunos, row.ref)
  const { rows } = await anna.next()
  assert.deepEqual(rows, (await listReports(annas, { ref: row.ref })).reports)
  assert.deepEqual([rows[0]?.status, rows[0]?.taken, rows[0]?.mine], ['taken', true, false])
  anna.stop()
})

test('a report that the policy hides from now on is taken off the list, and nothing of it is told', async () => {
  await town.reports()
  const anna = await town.desk('anna')
  const row = (await listReports(anna)).reports.find((one) => one.status === 'received')
  assert.ok(row)
  const bruno = await listen(await town.desk('bruno'))
  await triageReport(anna, row.ref, { regime: 'LED', retentionClass: 'crime_minor', protected: true })
  assert.deepEqual(await bruno.next(), { rows: [], gone: [row.ref] })
  bruno.stop()
})

test('an erased report is taken off the list', async () => {
  const sent = await town.reports()
  const anna = await town.desk('anna')
  const row = (await listReports(anna)).reports.find((one) => one.reference === sent.receipt.reference)
  const listener = await listen(anna)
  await withdrawReport(await town.device(), sent.keys) // nobody opened it: it is erased at once
  assert.deepEqual(await listener.next(), { rows: [], gone: [row?.ref] })
  listener.stop()
})

test('a stream ends with its session, and the third of a session ends the first', async () => {
  const anna = await town.desk('anna')
  const [first, second] = [await listen(anna), await listen(anna)]
  await listen(anna)
  await first.ended
  await signOut(anna)
  await town.reports() // there is something to tell, and nobody to tell it to
  await second.ended
})

test('the answer is passed on at once by whatever stands in between', async () => {
  const { token } = await town.desk('anna')
  const answer = await fetch(new URL('/desk/watch', town.deskOrigin), {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: '{}',
  })
  const said = ['content-type', 'x-accel-buffering', 'cache-control', 'content-encoding'].map((name) =>
    answer.headers.get(name),
  )
  assert.deepEqual(said, ['text/event-stream', 'no', 'no-store', null])
  await answer.body?.cancel()
})

test('a server that stops ends every stream first, and does not wait for the desks', async () => {
  const other = await createTown()
  const listener = await listen(await other.desk('anna'))
  const began = Date.now()
  await other.close()
  await listener.ended
  assert.ok(Date.now() - began < 5_000)
})
