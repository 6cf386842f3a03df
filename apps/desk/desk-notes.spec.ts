// A report's own page: notes for colleagues, their names, what was done before, reports that belong together, giving it on, pausing.

import { writeName } from '@citycop/client/keys/name-cards.ts'
import { addNote } from '@citycop/client/reports/add-note.ts'
import { linksOf } from '@citycop/client/reports/links.ts'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import { openReport } from '@citycop/client/reports/open-report.ts'
import { readMailbox } from '@citycop/client/reports/read-mailbox.ts'
import { addDays } from '@citycop/protocol/contract/days.ts'
import { looksRight } from '@citycop/ui/testing/looks-right.ts'
import { civilToday } from '../../testing/days-ahead.ts'
import type { Town } from '../../testing/town.ts'
import { expect, test } from './testing/desk-test.ts'
import { look } from './testing/look.ts'

async function opens(town: Town, reference: string) {
  const desk = await town.desk('bruno')
  const row = (await listReports(desk)).reports.find((one) => one.reference === reference)
  if (!row) throw new Error(`${reference} is not in the list of bruno`)
  return { desk, report: await openReport(desk, row.ref, { purpose: 'handle_concern', reason: 'first-reading' }) }
}

test.setTimeout(120_000)
test('an officer reads a colleague’s note under the colleague’s name, adds one, links two reports, and gives one on with its clock paused', async ({
  town,
  desk,
  page,
}) => {
  const [sent, other] = [await town.reports(), await town.reports()]
  const [one, two] = [sent.receipt.reference, other.receipt.reference]
  const bruno = await opens(town, one)
  await writeName(bruno.desk, 'Bruno Mole', civilToday())
  await addNote(bruno.desk, bruno.report, 'The office knows this lamp.')

  await desk.signIn('anna')
  await desk.open(two)
  await expect(page.getByText('Open another report of this unit as well')).toBeVisible()
  await page.getByRole('button', { name: 'Back to the list' }).click()
  await desk.open(one)
  await expect(page.getByText('The office knows this lamp.')).toBeVisible()
  const history = page.getByRole('listitem').filter({ hasText: 'To deal with the concern' })
  await expect(history).toContainText(/Bruno Mole, key [0-9a-f]{4}-[0-9a-f]{4}/)
  await expect(page.getByText('None is missing.')).toBeVisible()

  await page.getByRole('button', { name: 'Sign and add the note' }).click()
  await expect(page.getByText('Write the note first.')).toBeVisible()
  await page.getByLabel('New note').fill('I asked for the plan of the quay.')
  await page.getByRole('button', { name: 'Sign and add the note' }).click()
  await expect(page.getByText('Added. Your unit can read it.')).toBeVisible()
  await page.getByRole('button', { name: 'Change the name' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Anna Quay')
  await looksRight(page, 'desk/notes/NameButton')
  await page.getByRole('button', { name: 'Sign and save' }).click()
  await expect(page.getByText('Your colleagues see you as: Anna Quay')).toBeVisible()

  await page.getByRole('button', { name: 'Link the two' }).click()
  await expect(page.getByText('Choose a report.')).toBeVisible()
  await page.getByLabel('Another report you opened').selectOption({ label: `${two} · Street, lights, rubbish` })
  await page.getByRole('button', { name: 'Link the two' }).click()
  await expect(page.getByText('The two are linked.')).toBeVisible()

  await page.getByRole('button', { name: 'Take this report' }).click()
  await desk.more()
  await page.getByRole('button', { name: 'Pause the clock' }).click()
  await page.getByRole('button', { name: 'Sign and pause' }).click()
  await expect(page.getByRole('dialog')).toContainText('Choose a day after today')
  await page.getByLabel('Paused until').fill(addDays(civilToday(), 5))
  await look(page, 'notes-pause')
  await looksRight(page, 'desk/reports/PauseDialog')
  await page.getByRole('button', { name: 'Sign and pause' }).click()
  await expect(page.getByText('Paused. The person reads until when and why.')).toBeVisible()
  await page.getByRole('button', { name: 'Give it to a colleague' }).click()
  const whom = page.getByLabel('Who gets it?')
  const mole = whom.locator('option', { hasText: 'Bruno Mole, key' })
  await whom.selectOption((await mole.getAttribute('value')) ?? '')
  await looksRight(page, 'desk/reports/GiveDialog')
  await page.getByRole('button', { name: 'Sign and give it on' }).click()
  await expect(page.getByText('Your colleague has it now.')).toBeVisible()
  await look(page, 'notes-page')
  await looksRight(page, 'desk/reports/ReportPage', 'notes')

  await page.getByRole('button', { name: new RegExp(`^${two} ·`) }).click()
  await expect(page.getByRole('heading', { level: 1, name: `Report ${two}` })).toBeVisible()
  await expect(page.getByText(`Linked with ${one}`)).toBeVisible()
  await page.getByRole('button', { name: 'Back to the list' }).click()
  const line = page.getByRole('row').filter({ has: page.getByRole('button', { name: one, exact: true }) })
  await expect(line).toContainText('Street, lights, rubbish')
  await expect(line).toContainText(`with ${two}`)
  await expect(line).toContainText('Paused until')

  const seen = await opens(town, one)
  expect(seen.report.notes.map(({ text }) => text)).toEqual([
    'The office knows this lamp.',
    'I asked for the plan of the quay.',
    '',
  ])
  expect(linksOf(seen.report).map(({ reference }) => reference)).toEqual([two])
  const mailbox = await readMailbox(await town.device(), sent.keys)
  if (!mailbox || 'erased' in mailbox) throw new Error('the mailbox is empty')
  expect(mailbox.acts.filter(({ action }) => action === 'report:note')).toHaveLength(3)
  expect(JSON.stringify(mailbox)).not.toContain(two)
})
