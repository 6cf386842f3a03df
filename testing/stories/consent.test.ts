// A yes that the person gives to one question of the unit: both sides read the same, and the server reads none of it. What they agreed to
// is handed to another service, and neither the service nor the city learns more by it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { answerReport } from '@citycop/client/conversation/answer-report.ts'
import { makeReferral, referReport } from '@citycop/client/conversation/refer-report.ts'
import { answerConsent } from '@citycop/client/conversation/send-message.ts'
import type { Desk } from '@citycop/client/officers/sign-in.ts'
import { takeReport } from '@citycop/client/reports/change-report.ts'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import { type OpenedReport, openReport } from '@citycop/client/reports/open-report.ts'
import { type Mailbox, readMailbox } from '@citycop/client/reports/read-mailbox.ts'
import { openWith } from '@citycop/client/sealing/age-file.ts'
import { newIdentity, recipientOf } from '@citycop/client/sealing/suite.ts'
import { consentState } from '@citycop/protocol/conversation/consent.ts'
import { createTown, type Sent, type Town } from '../town.ts'

let town: Town
before(async () => {
  town = await createTown()
})
after(() => town.close())

const why = { purpose: 'handle_concern', reason: 'first-reading' } as const
const text = 'Please call her.'
const asked = { is: 'asked', act: 'report:refer', to: 'shelter', title: 'A shelter', text } as const
const identity = newIdentity('classic')
const service = { id: 'shelter', recipient: await recipientOf(identity) }

/** A report that anna took, and in which she asked. */
async function asking(): Promise<{
  anna: Desk
  sent: Sent
  ref: string
  of: string
  opens: () => Promise<OpenedReport>
}> {
  const sent = await town.reports()
  const anna = await town.desk('anna')
  const row = (await listReports(anna)).reports.find((one) => one.reference === sent.receipt.reference)
  assert.ok(row)
  const opens = () => openReport(anna, row.ref, why)
  await takeReport(anna, row.ref)
  const { id: of } = await answerReport(anna, await opens(), 'May we?', { ask: true, consent: asked })
  return { anna, sent, ref: row.ref, of, opens }
}

async function reads(sent: Sent): Promise<Mailbox> {
  const mailbox = await readMailbox(await town.device(), sent.keys)
  assert.ok(mailbox && !('erased' in mailbox))
  return mailbox
}

test('the desk has no yes before the person gave one, and none after they took it back', async () => {
  const { sent, of, opens } = await asking()
  const question = (await reads(sent)).messages.find((one) => one.from === 'unit')
  assert.deepEqual([question?.id, question?.consent], [of, asked])
  const state = async () => consentState((await opens()).messages, of)
  assert.equal(await state(), 'waiting')
  const device = await town.device()
  await answerConsent(device, sent.keys, { of, answer: 'yes', text: 'Yes.' })
  assert.equal(await state(), 'yes')
  await answerConsent(device, sent.keys, { of, answer: 'no', text: 'No.' })
  assert.equal(await state(), 'no')
})

test('without a yes, or to another service than the person agreed to, nothing is handed over and nothing is logged', async () => {
  const { anna, sent, of, opens } = await asking()
  await assert.rejects(referReport(anna, await opens(), of, service), { code: 'forbidden' })
  await answerConsent(await town.device(), sent.keys, { of, answer: 'yes', text: 'Yes.' })
  await assert.rejects(referReport(anna, await opens(), of, { ...service, id: 'other' }), { code: 'forbidden' })
  assert.ok(!(await reads(sent)).acts.some((act) => act.action === 'report:refer'))
})

test('the service gets the agreed text under a number of its own, and nothing that leads back; the person sees the act and the number', async () => {
  const { anna, sent, ref, of, opens } = await asking()
  await answerConsent(await town.device(), sent.keys, { of, answer: 'yes', text: 'Yes.' })
  const opened = await opens()
  const { referral } = await referReport(anna, opened, of, service)

  assert.equal(await openWith(newIdentity('classic'), referral.file), undefined)
  const plain = Buffer.from((await openWith(identity, referral.file)) ?? []).toString()
  const { number } = referral
  assert.deepEqual(JSON.parse(plain), { v: 1, kind: 'citycop-referral', number, text })
  for (const trace of [ref, opened.reference, opened.thread, opened.unit, of, anna.officer.keyId, town.pins.instance])
    assert.ok(!plain.includes(trace), trace)

  const mailbox = await reads(sent)
  assert.deepEqual(mailbox.messages.at(-1)?.consent, { is: 'done', of, number })
  // All of one day, which is all that the city keeps of their time: in the order of the log, not one side after the other.
  assert.deepEqual(
    mailbox.messages.map(({ from }) => from),
    ['citizen', 'unit', 'citizen', 'unit'],
  )
  assert.equal(mailbox.acts.at(-1)?.action, 'report:refer')
  await assert.rejects(referReport(anna, await opens(), of, service), { code: 'forbidden' })
})

test('the same text handed over twice has two numbers, and files that show nothing in common', async () => {
  const [one, other] = [await makeReferral(text, service), await makeReferral(text, service)]
  assert.notEqual(one.number, other.number)
  assert.equal(one.file.length, (await makeReferral('x'.repeat(3000), service)).file.length)
})
