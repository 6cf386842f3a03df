// Figures of a unit: who may ask for them, and how little they say.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { answerReport } from '@citycop/client/conversation/answer-report.ts'
import { countReports } from '@citycop/client/reports/count-reports.ts'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import { openReport } from '@citycop/client/reports/open-report.ts'
import { groups } from '@citycop/protocol/reports/categories.ts'
import { createTown, type Town } from '../town.ts'

let town: Town
let now = new Date()
before(async () => {
  town = await createTown({ now: () => now })
})
after(() => town.close())

test('an officer of another unit gets no figures', async () => {
  const carla = await town.desk('carla')
  await assert.rejects(countReports(carla, 'harbour-team'), { code: 'forbidden' })
})

test('six reports are told as five and four as none, and who answered is in no figure', async () => {
  const sent = []
  for (let i = 0; i < 6; i++) sent.push(await town.reports())
  for (let i = 0; i < 4; i++) await town.reports({ category: 'question' })
  const anna = await town.desk('anna')
  for (const row of (await listReports(anna)).reports.filter(({ group }) => group === 'concern')) {
    const opened = await openReport(anna, row.ref, { purpose: 'handle_concern', reason: 'first-reading' })
    await answerReport(anna, opened, 'Noted.')
  }
  now = new Date(now.getTime() + 7 * 86_400_000)
  const later = await town.desk('anna')
  const figures = await countReports(later, 'harbour-team')
  const of = (group: (typeof groups)[number]) => figures.groups[groups.indexOf(group)]
  assert.deepEqual([of('concern'), of('question')], [5, 0])
  assert.equal(figures.weeks.at(-1), 10)
  assert.deepEqual(figures.outcomes, [5, 0, 0])
  assert.ok(!JSON.stringify(figures).includes(anna.officer.keyId))
})
