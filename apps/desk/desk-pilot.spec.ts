// What a city lacks before it may open, at the desk: said to everybody, and shown with why, law and task to those who can do something.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addDays } from '@citycop/protocol/contract/days.ts'
import { looksRight } from '@citycop/ui/testing/looks-right.ts'
import { civilToday } from '../../testing/days-ahead.ts'
import { createTown, type Town } from '../../testing/town.ts'
import { deskOf, dist, expect, test } from './testing/desk-test.ts'
import { look } from './testing/look.ts'

const pilots = mkdtempSync(join(tmpdir(), 'citycop-desk-pilot-'))
const [closedTown, openTown] = ['closed', 'open']
let closed: Town
let open: Town

/** Two cities like the demo's: one without a contract whose assessment ends in a month, and one that lacks nothing. */
test.beforeAll(async () => {
  test.setTimeout(180_000) // a whole town is founded here, on a machine that may be busy
  for (const id of [closedTown, openTown])
    cpSync(join(import.meta.dirname, '../../pilots/portolume'), join(pilots, id), { recursive: true })
  const change = (file: string, by: (said: ReturnType<typeof JSON.parse>) => unknown) => {
    const path = join(pilots, closedTown, file)
    writeFileSync(path, JSON.stringify(by(JSON.parse(readFileSync(path, 'utf8')))))
  }
  change('papers.json', (papers) => ({
    ...papers,
    processorContract: null,
    legalBasis: { ...papers.legalBasis, hate: null },
    impactAssessment: { ...papers.impactAssessment, until: addDays(civilToday(), 30) },
  }))
  change('pilot.json', (pilot) => ({
    ...pilot,
    categories: pilot.categories.filter(({ id }: { id: string }) => id !== 'drugs'),
    elsewhere: [{ id: 'drugs', who: { en: 'The customs of Porto.', it: 'La dogana.' }, phone: '117' }],
  }))
  closed = await createTown({ suite: 'pq', desk: dist, instance: closedTown, pilots })
  open = await createTown({ suite: 'pq', desk: dist, instance: openTown, pilots, database: closed.database })
})
test.afterAll(async () => {
  await open.close()
  await closed.close()
  rmSync(pilots, { recursive: true })
})

test('while something is missing everybody is told, and whoever can mend it sees what, why and whose task it is', async ({
  page,
}) => {
  test.slow()
  const desk = deskOf(page, closed)
  await desk.signIn('bruno')
  await expect(page.getByText('2 things are missing.')).toBeVisible()
  await expect(page.getByText('Your supervisor or the data-protection officer can see')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Opening', exact: true })).toHaveCount(0)
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()

  await desk.signIn('anna')
  await page.getByRole('button', { name: 'See what is missing' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
  const contract = page.getByRole('region', { name: 'Contract with those who run the server' })
  await expect(contract).toContainText('Missing')
  await expect(contract).toContainText('GDPR 28(3); LED 22(3)')
  await expect(contract).toContainText('The chief and the operator')
  const basis = page.getByRole('region', { name: 'A law for each kind of report' })
  await expect(basis).toContainText('10 of 11 kinds of report')
  await expect(basis.getByRole('listitem')).toHaveText(['Hate or discrimination'])
  const ends = page.getByRole('region', { name: 'Impact assessment' })
  await expect(ends).toContainText('Ends soon')
  await expect(page.getByText('1 thing ends within 60 days')).toBeVisible()
  await expect(page.getByText('The papers shown here are made-up examples')).toBeVisible()
  await expect(page.getByRole('region', { name: 'What others receive' })).toContainText('The customs of Porto. 117')
  await look(page, 'pilot-closed')
  await page.getByLabel('Language', { exact: true }).selectOption('it') // the longer words
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Questa città può ricevere segnalazioni?')
  await looksRight(page, 'desk/pilot/PilotPage')
})

test('when nothing is missing it says so, with what there is of each, and nobody is told that it is closed', async ({
  page,
}) => {
  const desk = deskOf(page, open)
  await desk.signIn('elena')
  await expect(page.getByText('Not open yet')).toHaveCount(0)
  await page.getByRole('button', { name: 'Opening', exact: true }).click()
  await expect(page.getByText('Yes: nothing is missing')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Approved policy' })).toContainText('Data-protection officer and Chief')
  await expect(page.getByRole('region', { name: 'Two people with the keys' })).toContainText(
    'Harbour quarter team: 2 people hold its keys',
  )
  const theft = page.getByRole('row').filter({ hasText: 'Theft' })
  await expect(theft).toContainText('LED')
  await expect(theft).toContainText('of 2 Nov 2026')
  await expect(page.getByText('This city receives every kind.')).toBeVisible()
  await look(page, 'pilot-open')
})
