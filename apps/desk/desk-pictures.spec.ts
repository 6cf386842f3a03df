// A morning at the desk: what is late stands first. The same walk makes the README's pictures (CITYCOP_PICTURES=1).
import { join } from 'node:path'
import { takeReport, triageReport } from '@citycop/client/reports/change-report.ts'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import { openReport } from '@citycop/client/reports/open-report.ts'
import type { Page } from '@playwright/test'
import { createTown, type Town } from '../../testing/town.ts'
import { deskOf, dist, expect, test } from './testing/desk-test.ts'
import { streetPhoto } from './testing/street-photo.ts'

const folder = join(import.meta.dirname, '../../docs/pictures')
// The town's days pass forwards, from the real one: what is signed here must not be from the future there.
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000)
const morning = 6

async function picture(page: Page, name: string): Promise<void> {
  if (process.env.CITYCOP_PICTURES !== '1') return
  await page.mouse.move(0, 0)
  await page.screenshot({ path: join(folder, `desk-${name}.png`) })
}

const steps = {
  category: 'street',
  what: 'Two lamps in Rope Lane have been dark since Monday. Last night a woman fell on the steps down to the quay, and nobody sees the mopeds that ride along the pavement.',
  where: 'Rope Lane, between 12 and 16, on the side of the sea',
  when: 'Every night since Monday',
} as const
const told = [
  { ...steps, day: 1, taken: false },
  { category: 'theft', what: 'My bicycle was taken.', day: 1, taken: true },
  { category: 'threat', what: 'Someone shouts at the baker each morning.', day: 3, taken: false },
  { category: 'noise', what: 'Music until four.', day: 4, taken: false },
  { category: 'question', what: 'May I park a trailer on the quay?', day: 5, taken: false },
  { category: 'vandalism', what: 'The benches are painted over.', day: 6, taken: false },
] as const

/** Six days in the life of a unit, and the references of what it was told. */
async function week(): Promise<{ town: Town; references: string[] }> {
  let now = inDays(0)
  const town = await createTown({ suite: 'pq', desk: dist, now: () => now })
  const references: string[] = []
  for (const { day, taken, ...draft } of told) {
    now = inDays(day)
    const files =
      draft.category === 'street' ? [{ name: 'rope-lane.png', type: 'image/png', bytes: streetPhoto() }] : []
    const { receipt } = await town.reports({ ...draft, files })
    references.push(receipt.reference)
    if (taken) await take(town, receipt.reference)
  }
  now = inDays(morning)
  return { town, references }
}

async function take(town: Town, reference: string): Promise<void> {
  const anna = await town.desk('anna')
  const row = (await listReports(anna)).reports.find((one) => one.reference === reference)
  if (!row) throw new Error(`${reference} is not in anna's list`)
  await openReport(anna, row.ref, { purpose: 'led_investigate', reason: 'first-reading' })
  await takeReport(anna, row.ref)
  await triageReport(anna, row.ref, { regime: 'LED', retentionClass: 'crime_minor' })
}

test.use({ viewport: { width: 1280, height: 800 } })

test('what is late or due today stands above everything else', async ({ page }) => {
  const { town, references } = await week()
  const [late = '', taken = '', today = '', soon = ''] = references
  await page.clock.install({ time: inDays(morning) })
  const desk = deskOf(page, town)
  await desk.arrive()
  await expect(page.getByLabel('Passphrase of the keyfile')).toBeVisible()
  await picture(page, 'sign-in')
  await desk.signIn('anna')
  const needed = page.getByRole('table', { name: '2 reports need you today' })
  await expect(needed.getByRole('row').nth(1)).toContainText(late)
  await expect(needed.getByRole('row').nth(1)).toContainText('Acknowledgement 2 days late')
  await expect(needed.getByRole('row').nth(2)).toContainText(today)
  const others = page.getByRole('table', { name: '4 other reports' })
  await expect(others.getByRole('row').nth(1)).toContainText(soon)
  await expect(others.getByRole('row').filter({ hasText: taken })).toContainText('You')
  await picture(page, 'inbox')
  await desk.choose(late)
  await page.getByRole('radio', { name: 'To deal with the concern' }).check()
  await picture(page, 'open')
  await page.getByRole('button', { name: 'Log and open' }).click()
  await page.getByRole('button', { name: 'Show rope-lane.png' }).click()
  await expect(page.locator('canvas')).toHaveAttribute('width', '480')
  await page.evaluate(() => window.scrollTo(0, 0))
  await picture(page, 'report')
  await town.close()
})
