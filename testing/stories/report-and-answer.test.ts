// The main path, for both suites: a sealed report from a phone to the desk, and the answer back.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { readAttachment } from '@citycop/client/attachments/read-attachment.ts'
import { answerReport } from '@citycop/client/conversation/answer-report.ts'
import { contestReport, sendMessage } from '@citycop/client/conversation/send-message.ts'
import { verifyReceipt } from '@citycop/client/log/verify-receipt.ts'
import { takeReport } from '@citycop/client/reports/change-report.ts'
import { closeReport } from '@citycop/client/reports/close-report.ts'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import { openReport } from '@citycop/client/reports/open-report.ts'
import { type Mailbox, readMailbox } from '@citycop/client/reports/read-mailbox.ts'
import { passphraseKeys } from '@citycop/client/sealing/derive.ts'
import { fromWords } from '@citycop/client/sealing/passphrase.ts'
import { createTown, type Sent, type Town } from '../town.ts'

for (const suite of ['classic', 'pq'] as const)
  describe(`in the ${suite} suite`, () => {
    let town: Town
    before(async () => {
      town = await createTown({ suite })
    })
    after(() => town.close())

    /** From any device, with nothing but the words. */
    const reads = async (sent: Sent): Promise<Mailbox> => {
      const device = await town.device()
      const mailbox = await readMailbox(device, await passphraseKeys(device.pins, await fromWords(sent.words)))
      assert.ok(mailbox && !('erased' in mailbox))
      return mailbox
    }
    const why = { purpose: 'handle_concern', reason: 'first-reading' } as const

    test('a report reaches the right unit, is answered, and the answer is read with twelve words', async () => {
      const photo = { name: 'My street.JPG', type: 'image/jpeg', bytes: crypto.getRandomValues(new Uint8Array(60_000)) }
      const sent = await town.reports({ files: [photo] })
      assert.deepEqual(verifyReceipt(town.pins, sent.receipt), {
        root: true,
        signature: true,
        content: true,
        log: true,
      })
      const anna = await town.desk('anna')
      const { reports } = await listReports(anna)
      const row = reports.find((one) => one.reference === sent.receipt.reference)
      assert.ok(row)
      assert.equal(row.group, 'concern')
      await takeReport(anna, row.ref)
      const opened = await openReport(anna, row.ref, why)
      assert.equal(opened.messages[0]?.text, 'The lamp at the corner has been dark for a week.')
      assert.equal(opened.category, 'street')
      assert.equal(opened.gaps, 0)
      const [file] = opened.messages[0]?.files ?? []
      assert.ok(file)
      const read = await readAttachment(anna, opened, file.blob)
      assert.deepEqual([read.name, Buffer.from(read.bytes).equals(photo.bytes)], ['My street.JPG', true])
      await answerReport(anna, opened, 'Thank you. Somebody comes tomorrow.')
      const mailbox = await reads(sent)
      assert.equal(mailbox.status, 'taken')
      assert.equal(mailbox.messages.find((one) => one.from === 'unit')?.text, 'Thank you. Somebody comes tomorrow.')
      assert.deepEqual(
        mailbox.acts.map((act) => act.action),
        ['report:submit', 'report:take', 'report:open', 'message:answer'],
      )
      assert.equal(mailbox.acts[2]?.purpose, 'handle_concern')
    })

    test('the talk goes on: a question, the citizen’s words, a close with a reason, and a contest that a colleague reads', async () => {
      const sent = await town.reports({ what: 'Loud music every night' })
      const [anna, bruno] = [await town.desk('anna'), await town.desk('bruno')]
      const ref = (await listReports(anna)).reports.find((one) => one.reference === sent.receipt.reference)?.ref ?? ''
      await answerReport(anna, await openReport(anna, ref, why), 'Until when, usually?', { ask: true })
      assert.equal((await reads(sent)).status, 'waiting')
      await sendMessage(await town.device(), sent.keys, 'Until four', [
        { name: 'sound.mp3', type: 'audio/mpeg', bytes: new Uint8Array(10) },
      ])
      assert.equal((await reads(sent)).status, 'taken')
      const again = await openReport(anna, ref, { ...why, reason: 'new-message' })
      assert.deepEqual(
        again.messages.filter((one) => one.from === 'citizen').map((one) => one.text),
        ['Loud music every night', 'Until four'],
      )
      await closeReport(anna, again, { reason: 'resolved', text: 'We talked with them.' })
      const closed = await reads(sent)
      assert.deepEqual([closed.status, closed.reason], ['closed', 'resolved'])
      await contestReport(await town.device(), sent.keys, 'It is loud again.')
      assert.equal((await reads(sent)).status, 'contested')
      await assert.rejects(takeReport(anna, ref), { code: 'forbidden' })
      await takeReport(bruno, ref)
      const third = await openReport(bruno, ref, { ...why, reason: 'new-message' })
      assert.equal(third.messages.filter((one) => one.from === 'citizen').at(-1)?.text, 'It is loud again.')
      assert.equal(third.gaps, 0)
    })
  })
