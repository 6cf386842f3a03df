// A yes that the person gives to one question of the unit: both sides read the same, and the server reads none of it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { answerReport } from '@citycop/client/conversation/answer-report.ts'
import { answerConsent } from '@citycop/client/conversation/send-message.ts'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import { type OpenedReport, openReport } from '@citycop/client/reports/open-report.ts'
import { readMailbox } from '@citycop/client/reports/read-mailbox.ts'
import { consentState } from '@citycop/protocol/conversation/consent.ts'
import { createTown, type Town } from '../town.ts'

let town: Town
before(async () => {
  town = await createTown()
})
after(() => town.close())

const why = { purpose: 'handle_concern', reason: 'first-reading' } as const
const asked = { is: 'asked', act: 'report:refer', to: 'shelter', title: 'A shelter', text: 'Please call her.' } as const

test('the desk has no yes before the person gave one, and none after they took it back', async () => {
  const sent = await town.reports()
  const anna = await town.desk('anna')
  const row = (await listReports(anna)).reports.find((one) => one.reference === sent.receipt.reference)
  assert.ok(row)
  const opens = (): Promise<OpenedReport> => openReport(anna, row.ref, why)
  await answerReport(anna, await opens(), 'May we?', { ask: true, consent: asked })

  const device = await town.device()
  const mailbox = await readMailbox(device, sent.keys)
  assert.ok(mailbox && !('erased' in mailbox))
  const question = mailbox.messages.find((one) => one.from === 'unit')
  assert.deepEqual(question?.consent, asked)
  const of = question?.id ?? ''
  const state = async () => consentState((await opens()).messages, of)
  assert.equal(await state(), 'waiting')
  await answerConsent(device, sent.keys, { of, answer: 'yes', text: 'Yes.' })
  assert.equal(await state(), 'yes')
  await answerConsent(device, sent.keys, { of, answer: 'no', text: 'No.' })
  assert.equal(await state(), 'no')
})
