// A unit goes on to its next key in time: nothing of it ends unseen, and nobody notices who does not have to.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { call } from '@citycop/client/api/call.ts'
import { answerReport } from '@citycop/client/conversation/answer-report.ts'
import { rotate } from '@citycop/client/keys/change-unit.ts'
import { connect } from '@citycop/client/keys/connect.ts'
import { Distrusted } from '@citycop/client/keys/distrusted.ts'
import { UnitRefused } from '@citycop/client/keys/unit-refused.ts'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import { openReport } from '@citycop/client/reports/open-report.ts'
import { readMailbox } from '@citycop/client/reports/read-mailbox.ts'
import { readDirectory } from '@citycop/protocol/keys/contract.ts'
import { daysAhead } from '../days-ahead.ts'
import { contentOf, forgedPage } from '../hostile/forged-directory.ts'
import { standBetween } from '../hostile/proxy.ts'
import { leadIn, publishIn, harbour as unit } from '../lead.ts'
import { createTown, memory, type Town } from '../town.ts'

const why = { purpose: 'handle_concern', reason: 'first-reading' } as const
let town: Town
let days = 0
const refused = (why: UnitRefused['why']) => (error: unknown) => error instanceof UnitRefused && error.why === why

before(async () => {
  town = await createTown({ now: () => daysAhead(days) })
})
after(() => town.close())

describe('the next key', () => {
  test('is not certified early, is certified ten days ahead for all members, and is used when the last has ended', async () => {
    await assert.rejects(async () => rotate(await leadIn(town)), refused('too-early'))
    days = 21
    await publishIn(town, await rotate(await leadIn(town)))
    await assert.rejects(async () => rotate(await leadIn(town)), refused('too-early'))
    const before = (await town.device()).directory.units.find((one) => one.id === unit)
    const anna = await town.desk('anna')
    assert.ok(anna.epochs.has(`${unit}/${(before?.epoch ?? 0) + 1}`), 'the coming key is not there yet')
    days = 31
    const later = (await town.device()).directory.units.find((one) => one.id === unit)
    assert.equal(later?.epoch, (before?.epoch ?? 0) + 1)
    const sent = await town.reports()
    const bruno = await town.desk('bruno')
    const row = (await listReports(bruno)).reports.find((one) => one.reference === sent.receipt.reference)
    const opened = await openReport(bruno, row?.ref ?? '', why)
    await answerReport(bruno, opened, 'Under the next key.')
    const mailbox = await readMailbox(await town.device(), sent.keys)
    assert.ok(mailbox && 'messages' in mailbox)
    assert.equal(mailbox.messages.at(-1)?.text, 'Under the next key.')
    days = 0
  })
  test('once a phone has seen it, an operator shows an older directory, epoch or certificate in vain', async () => {
    const proxy = await standBetween(town.origin)
    try {
      const page = await call({ origin: town.origin }, readDirectory, undefined)
      const content = contentOf(page)
      const phone = memory()
      const visit = () => connect(proxy.origin, { memory: phone, pins: town.pins, now: daysAhead(days) })
      await visit()
      const older = content.certificates.slice(0, -1)
      const shows = (number: number) => {
        const forged = forgedPage(town, page, { ...content, number, certificates: older })
        proxy.alter = (path, answer) => (path === '/directory' ? forged : answer)
      }
      shows(content.number - 1)
      await assert.rejects(visit(), (error) => error instanceof Distrusted && error.why === 'older-directory')
      shows(content.number + 1)
      await assert.rejects(visit(), (error) => error instanceof Distrusted && error.why === 'older-epoch')
    } finally {
      await proxy.close()
    }
  })
})
