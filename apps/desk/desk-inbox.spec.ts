// Forty reports, or five hundred: what is new comes by itself, nothing moves under the hand, and a surge is dealt with together.

import { join } from 'node:path'
import { call } from '@citycop/client/api/call.ts'
import { takeReport } from '@citycop/client/reports/change-report.ts'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import { readMailbox } from '@citycop/client/reports/read-mailbox.ts'
import type { PassphraseKeys } from '@citycop/client/sealing/derive.ts'
import { submitReport } from '@citycop/protocol/reports/contract.ts'
import { looksRight } from '@citycop/ui/testing/looks-right.ts'
import { ownerOf } from '../../testing/hostile/row-counts.ts'
import { freshKeys, quickReport } from '../../testing/hostile/sealed.ts'
import { createTown, type Town } from '../../testing/town.ts'
import { deskOf, dist, expect, test } from './testing/desk-test.ts'
import { look } from './testing/look.ts'

const surge = 500
const loggedActs = `select convert_from(payload, 'UTF8')::json ->> 'reason' as reason, count(distinct log_ref)::int as count
  from act_payload where convert_from(payload, 'UTF8')::json ->> 'kind' = $1 group by 1`

async function logged(town: Town, kind: string): Promise<unknown[]> {
  const owner = await ownerOf(town)
  const { rows } = await owner.query(loggedActs, [kind])
  await owner.end()
  return rows
}

/** Sealed on a device and taken in one by one, without the work that only a city with limits asks for. */
async function many(town: Town, count: number): Promise<PassphraseKeys[]> {
  const device = await town.device()
  const people: PassphraseKeys[] = []
  while (people.length < count) {
    const few = Math.min(8, count - people.length)
    const reports = await Promise.all(
      Array.from({ length: few }, async () => quickReport(device, await freshKeys(device))),
    )
    await Promise.all(reports.map(({ request }) => call(device.server, submitReport, request)))
    people.push(...reports.map(({ keys }) => keys))
  }
  return people
}

test('a surge of 500 reports is taken and given on by keyboard, each one logged by itself', async ({ page }) => {
  test.setTimeout(240_000)
  const town = await createTown({ desk: dist })
  const [first] = await many(town, surge)
  const desk = deskOf(page, town)
  await desk.signIn('anna')
  await expect(page.getByRole('heading', { name: '500 other reports' })).toBeVisible()
  await expect(page.getByRole('row')).toHaveCount(101) // a hundred at a time, and the head of the table
  await page.keyboard.press(']')
  await expect(page.getByText('101–200 of 500')).toBeVisible()
  await look(page, 'inbox-surge')

  await page.keyboard.press('a')
  await expect(page.getByText('500 selected')).toBeVisible()
  await page.keyboard.press('b')
  const dialog = page.getByRole('dialog', { name: '500 reports, one reason' })
  await page.keyboard.press('Space') // the first act has the focus: to take them
  await expect(dialog.getByText('This can be done with all 500.')).toBeVisible()
  await look(page, 'inbox-bulk')

  await test.step('what a colleague was quicker with is said, and the rest is done', async () => {
    const bruno = await town.desk('bruno')
    const { reports } = await listReports(bruno)
    for (const row of reports.slice(0, 3)) await takeReport(bruno, row.ref)
    await page.keyboard.press('Enter')
    await expect(dialog.getByText('497 were done and logged.')).toBeVisible({ timeout: 90_000 })
    await expect(dialog.getByText('3 were not done')).toBeVisible()
    await expect(dialog.getByText('The report changed in the meantime.')).toBeVisible()
    for (const row of reports.slice(0, 3)) await expect(dialog.getByText(row.reference)).toBeVisible()
    await looksRight(page, 'desk/reports/BulkDialog')
    await look(page, 'inbox-bulk-done')
    await page.keyboard.press('Escape')
    await expect(page.getByText('3 selected')).toBeVisible()
  })
  expect(await logged(town, 'report:take')).toEqual(
    expect.arrayContaining([
      { reason: 'surge', count: 497 },
      { reason: null, count: 3 },
    ]),
  )
  const mailbox = first && (await readMailbox(await town.device(), first))
  expect(mailbox && 'acts' in mailbox && mailbox.acts.map(({ action }) => action)).toEqual([
    'report:submit',
    'report:take',
  ])

  await test.step('it can be stopped, and gone on with', async () => {
    await page.keyboard.press('a')
    await page.keyboard.press('b')
    await dialog.getByRole('radio', { name: 'Give them to a colleague' }).check()
    const choice = dialog.getByLabel('Who gets them?')
    const other = await choice.getByRole('option', { name: /^Colleague/ }).textContent()
    await choice.selectOption({ label: other ?? '' })
    await dialog.getByRole('button', { name: 'Sign and do it 500 times' }).click()
    await dialog.getByRole('button', { name: 'Stop' }).click()
    await expect(dialog.getByText(/not tried: it was stopped before/)).toBeVisible()
    await dialog.getByRole('button', { name: /^Try the \d+ again/ }).click()
    await expect(dialog.getByRole('progressbar')).toBeHidden({ timeout: 90_000 })
    await page.keyboard.press('Escape')
  })
  expect(await logged(town, 'report:assign')).toEqual([{ reason: 'surge', count: 497 }]) // bruno had his three
  await town.close()
})

test('what is new comes to every desk by itself, waits until it is asked for, and moves nothing', async ({
  page,
  context,
  browser,
}) => {
  test.setTimeout(240_000)
  const town = await createTown({ desk: dist })
  const [one, two] = [await town.reports(), await town.reports()]
  const streams: string[] = []
  context.on('request', (request) => request.url().endsWith('/desk/watch') && streams.push(request.url()))
  const anna = deskOf(page, town)
  await anna.signIn('anna')
  const line = page.getByRole('button', { name: one.receipt.reference, exact: true })
  await line.focus()

  const other = await (await browser.newContext({ locale: 'en-GB' })).newPage()
  await deskOf(other, town).signIn('bruno')
  await expect(other.getByText(two.receipt.reference)).toBeVisible()

  await test.step('a new report', async () => {
    const { receipt } = await town.reports()
    for (const desk of [page, other]) {
      await expect(desk.getByText('1 new report', { exact: true })).toBeVisible()
      await expect(desk.getByText(receipt.reference)).toHaveCount(0)
    }
    await expect(line).toBeFocused()
    await look(page, 'inbox-new')
    await page.keyboard.press('u')
    await expect(page.getByText(receipt.reference)).toBeVisible()
  })
  await test.step('what a colleague does', async () => {
    const bruno = await town.desk('bruno')
    const row = (await listReports(bruno)).reports.find(({ reference }) => reference === two.receipt.reference)
    await takeReport(bruno, row?.ref ?? '')
    await expect(page.getByRole('row').filter({ hasText: two.receipt.reference })).toContainText('A colleague')
    await expect(other.getByRole('row').filter({ hasText: two.receipt.reference })).toContainText('You')
  })
  await test.step('of two tabs of one officer one listens for both, and the other goes on when it is closed', async () => {
    const tab = await context.newPage()
    await deskOf(tab, town).signIn('anna')
    await expect(tab.getByText(one.receipt.reference)).toBeVisible()
    const { receipt } = await town.reports()
    for (const desk of [page, tab]) await expect(desk.getByText('1 new report', { exact: true })).toBeVisible()
    expect(streams).toHaveLength(1)
    await page.close()
    await expect.poll(() => streams.length).toBe(2)
    await tab.keyboard.press('u')
    await expect(tab.getByText(receipt.reference)).toBeVisible()
    const { receipt: last } = await town.reports()
    await expect(tab.getByText('1 new report', { exact: true })).toBeVisible()
    await tab.keyboard.press('u')
    await expect(tab.getByText(last.reference)).toBeVisible()
  })
  await town.close()
})

test('an answer begins with a text of the city in the report’s language, and is changed before it is sent', async ({
  page,
}) => {
  const pilots = join(import.meta.dirname, '../../pilots')
  const town = await createTown({ desk: dist, instance: 'portolume', pilots })
  const { receipt } = await town.reports({ language: 'it' })
  const desk = deskOf(page, town)
  await desk.signIn('anna')
  await desk.open(receipt.reference)
  const words = page.getByLabel('Your answer')
  await words.fill('Passiamo martedì.')
  await page.getByLabel('Begin with a text of the city').selectOption({ label: "L'abbiamo letta" })
  await expect(words).toHaveValue(/^Grazie per la segnalazione[\s\S]*Passiamo martedì\.$/)
  await look(page, 'answer-text')
  await town.close()
})

test('a search finds what was opened here, whatever its accents, and nothing that was not', async ({ page }) => {
  const town = await createTown({ desk: dist })
  const opened = await town.reports({ what: 'La luce è spenta in città, di notte.' })
  const closed = await town.reports({ what: 'Un’altra luce in città.' })
  const desk = deskOf(page, town)
  await desk.signIn('anna')
  await desk.open(opened.receipt.reference)
  await page.getByRole('button', { name: 'Back to the list' }).click()
  await page.keyboard.press('s')
  const dialog = page.getByRole('dialog', { name: 'Search what you opened in this session' })
  await dialog.getByLabel('Words').fill('CITTA luce')
  await expect(dialog.getByText('Found in 1 report')).toBeVisible()
  await expect(dialog.getByText(closed.receipt.reference)).toHaveCount(0)
  await looksRight(page, 'desk/reports/SearchDialog')
  await dialog.getByRole('button', { name: opened.receipt.reference }).click()
  await expect(page.getByRole('heading', { level: 1, name: `Report ${opened.receipt.reference}` })).toBeVisible()
  await town.close()
})
