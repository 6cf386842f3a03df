// The citizen's check against the real server, the real witnesses and a real desk: what is logged is found, what is withheld too.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { answerReport } from '@citycop/client/conversation/answer-report.ts'
import type { Instance } from '@citycop/client/keys/connect.ts'
import { type CheckOptions, checkLog } from '@citycop/client/log/check-log.ts'
import { makeEvidence } from '@citycop/client/log/evidence.ts'
import { followLog } from '@citycop/client/log/follow-log.ts'
import { verifyEvidence } from '@citycop/client/log/verify-evidence.ts'
import { takeReport } from '@citycop/client/reports/change-report.ts'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import { openReport } from '@citycop/client/reports/open-report.ts'
import { type Mailbox, readMailbox } from '@citycop/client/reports/read-mailbox.ts'
import { parsePolicy } from '@citycop/protocol/log/witness-policy.ts'
import { createTown, type Sent, type Town } from '../town.ts'

let town: Town
before(async () => {
  town = await createTown({ witnesses: true })
})
after(() => town.close())

const tick = () => town.app.context.publisher.tick()
const pageFor = async (device: Instance, { keys }: Sent): Promise<Mailbox> => {
  const mailbox = await readMailbox(device, keys)
  assert.ok(mailbox && !('erased' in mailbox))
  return mailbox
}
const check = async (device: Instance, sent: Sent, change = (page: Mailbox) => page, options: CheckOptions = {}) => {
  const readAgain = async () => change(await pageFor(device, sent))
  return checkLog(device, sent.keys, await readAgain(), { readAgain, ...options })
}

async function handled(): Promise<Sent> {
  const sent = await town.reports()
  const anna = await town.desk('anna')
  const row = (await listReports(anna)).reports.find((one) => one.reference === sent.receipt.reference)
  assert.ok(row)
  await takeReport(anna, row.ref)
  const opened = await openReport(anna, row.ref, { purpose: 'handle_concern', reason: 'first-reading' })
  await answerReport(anna, opened, 'Somebody comes tomorrow.')
  return sent
}

test('an opening that the city keeps off the page is found in its log', async () => {
  const sent = await handled()
  await tick()
  const withoutTheLast = (page: Mailbox) => ({ ...page, acts: page.acts.slice(0, 2) })
  const { check: found } = await check(await town.device(), sent, withoutTheLast)
  assert.deepEqual([found.state, found.why], ['contradiction', 'withheld'])
})

test('before the witnesses have seen it a report waits; afterwards it is confirmed, and again later', async () => {
  const sent = await handled()
  const device = await town.device()
  assert.equal((await check(device, sent)).check.state, 'waiting')
  await tick()
  const { check: found } = await check(device, sent)
  assert.deepEqual([found.state, found.why, found.acts, found.confirmed], ['confirmed', undefined, 4, 4])
  assert.ok(found.witnesses.length >= 2 && found.witnesses.includes('watchdog'))
  await handled()
  await tick()
  assert.equal((await check(device, sent)).check.state, 'confirmed')
  assert.equal((await check(await town.device(), sent)).check.state, 'confirmed')
})

test('saved evidence holds without the city, under the policy one has from elsewhere', async () => {
  const sent = await handled()
  await tick()
  const device = await town.device()
  const evidence = makeEvidence(device, sent.keys, await check(device, sent), new Date())
  const policy = parsePolicy(town.witnesses?.policy ?? '')
  const { good, acts } = verifyEvidence(JSON.parse(JSON.stringify(evidence)), policy)
  assert.deepEqual(
    [good, acts.map(({ action }) => action)],
    [true, ['report:submit', 'report:take', 'report:open', 'message:answer']],
  )
})

test('a device that only looks in keeps what one that reads a report keeps', async () => {
  const sent = await handled()
  await tick()
  const [passer, reader] = [await town.device(), await town.device()]
  assert.equal(await followLog(passer), true)
  await check(reader, sent)
  assert.deepEqual(passer.memory.read()?.published, reader.memory.read()?.published)
  await tick()
  assert.equal(await followLog(passer), true)
})
