// Several people at one report: a colleague was quicker, the person disagrees, the person takes it back.
import { answerReport } from '@citycop/client/conversation/answer-report.ts'
import { contestReport } from '@citycop/client/conversation/send-message.ts'
import { closeReport } from '@citycop/client/reports/close-report.ts'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import { openReport } from '@citycop/client/reports/open-report.ts'
import { withdrawReport } from '@citycop/client/reports/withdraw-report.ts'
import { addDays } from '@citycop/protocol/contract/days.ts'
import { civilToday } from '../../testing/days-ahead.ts'
import type { Name, Town } from '../../testing/town.ts'
import { expect, test } from './testing/desk-test.ts'

async function opens(town: Town, name: Name, reference: string) {
  const desk = await town.desk(name)
  const row = (await listReports(desk)).reports.find((one) => one.reference === reference)
  if (!row) throw new Error(`${reference} is not in the list of ${name}`)
  return { desk, report: await openReport(desk, row.ref, { purpose: 'handle_concern', reason: 'first-reading' }) }
}

test.describe('a refusal', () => {
  test.use({ forgiven: [/Failed to load resource/] })

  test('when a colleague answered first, nothing is lost and nothing is sent twice', async ({ town, desk, page }) => {
    const { receipt } = await town.reports()
    await desk.signIn('anna')
    await desk.open(receipt.reference)
    await page.getByLabel('Your answer').fill('We come on Tuesday.')
    const bruno = await opens(town, 'bruno', receipt.reference)
    await answerReport(bruno.desk, bruno.report, 'We come on Monday.')
    await page.getByRole('button', { name: 'Seal and send' }).click()
    await expect(page.getByText('Another message of your unit came first.')).toBeVisible()
    await expect(page.getByLabel('Your answer')).toHaveValue('We come on Tuesday.')
    await page.getByRole('button', { name: 'Open what is new' }).click()
    await page.getByRole('radio', { name: 'To deal with the concern' }).check()
    await page.getByRole('button', { name: 'Log and open' }).click()
    await expect(page.getByText('We come on Monday.')).toBeVisible()
    await expect(page.getByLabel('Your answer')).toHaveValue('We come on Tuesday.')
  })

  test('a contested closing is for a colleague of the officer who closed it', async ({ town, desk, page }) => {
    const sent = await town.reports()
    const { reference } = sent.receipt
    const anna = await opens(town, 'anna', reference)
    await answerReport(anna.desk, anna.report, 'It is mended.')
    const again = await opens(town, 'anna', reference)
    await closeReport(again.desk, again.report, { reason: 'resolved', text: 'It is mended.' })
    await contestReport(await town.device(), sent.keys, 'It is as dark as before.')

    await desk.signIn('anna')
    await desk.open(reference)
    await page.getByRole('button', { name: 'Take this report' }).click()
    await expect(page.getByText('Somebody else looks at it now. The law: Charter 41, 47; LED 4(4).')).toBeVisible()
    await page.getByRole('button', { name: 'Sign out', exact: true }).click()

    await desk.signIn('bruno')
    const needed = page.getByRole('table', { name: /you today/ })
    await expect(needed.getByRole('row').filter({ hasText: reference })).toContainText('contested')
    await desk.open(reference)
    await expect(page.getByText('The person contests the closing')).toBeVisible()
    await expect(page.getByText('It is as dark as before.')).toBeVisible()
    await page.getByRole('button', { name: 'Take this report' }).click()
    await expect(page.getByText('The report is yours now.')).toBeVisible()
  })
})

test('a report that was taken back cannot be answered, and is held only on a legal ground', async ({
  town,
  desk,
  page,
}) => {
  const sent = await town.reports()
  await opens(town, 'bruno', sent.receipt.reference)
  await withdrawReport(await town.device(), sent.keys)
  await desk.signIn('anna')
  await desk.open(sent.receipt.reference)
  await expect(page.getByText('The person has withdrawn this report')).toBeVisible()
  await expect(page.getByLabel('Your answer')).toHaveCount(0)
  await desk.more()
  await page.getByRole('button', { name: 'Hold it on a legal ground' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Hold it', exact: true }).click()
  await expect(dialog).toContainText('Choose the ground.')
  await dialog.getByRole('radio', { name: 'A court ordered it' }).check()
  await dialog.getByLabel('Last day of the hold').fill(addDays(civilToday(), 900))
  await dialog.getByRole('button', { name: 'Hold it', exact: true }).click()
  await expect(dialog).toContainText('Choose a day from today to')
  await dialog.getByLabel('Last day of the hold').fill(addDays(civilToday(), 30))
  await dialog.getByRole('button', { name: 'Hold it', exact: true }).click()
  await expect(page.getByText('The report is held.')).toBeVisible()
})
