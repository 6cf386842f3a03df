// Every screen on the way of a report and about the policy, as looks-right.ts asks; and what a screen reader finds on that way, in
// files. Screens that are reached elsewhere are looked at there: who reported, the opening of a city, a surge, a search.
import { looksRight } from '@citycop/ui/testing/looks-right.ts'
import { expectTree } from '@citycop/ui/testing/tree.ts'
import type { Page } from '@playwright/test'
import { civilToday } from '../../testing/days-ahead.ts'
import { createTown, lamp, type Town } from '../../testing/town.ts'
import { dist, expect, test as fromDesk } from './testing/desk-test.ts'
import { streetPhoto } from './testing/street-photo.ts'

// A town of its own: what others sent would stand in the files too.
const test = fromDesk.extend<object, { town: Town }>({
  town: [
    async ({}, use) => {
      const town = await createTown({ suite: 'pq', desk: dist })
      await use(town)
      await town.close()
    },
    { scope: 'worker', timeout: 180_000 }, // a whole town is founded here, on a machine that may be busy
  ],
})
test.use({ viewport: { width: 1280, height: 800 }, trace: 'off' })

async function look(page: Page, screen: string, state = ''): Promise<void> {
  await looksRight(page, screen, state)
  const name = screen.slice(screen.lastIndexOf('/') + 1)
  await expectTree(page, [name, ...(state ? [state.replaceAll(' ', '-')] : [])].join('-'), name === 'SignIn')
}

test('every screen on the way of a report', async ({ town, desk, page }) => {
  test.slow()
  const photo = { name: 'lamp.png', type: 'image/png', bytes: streetPhoto() }
  const { receipt } = await town.reports({ ...lamp, files: [photo] })
  await page.route('**/directory', (route) => route.abort())
  await desk.arrive()
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible()
  await look(page, 'desk/officers/Connecting')
  await page.unroute('**/directory')
  await desk.arrive()
  await page.getByText('What the two factors are').click()
  await page.getByRole('button', { name: 'Sign in' }).click()
  await look(page, 'desk/officers/SignIn', 'nothing chosen')
  await desk.signIn('anna')
  await expect(page.getByText(receipt.reference)).toBeVisible()
  await look(page, 'desk/reports/Inbox')
  await page.getByRole('button', { name: 'Keyboard' }).click()
  await look(page, 'desk/reports/SingleKeys')
  await page.keyboard.press('Escape')
  await page.getByLabel('Show', { exact: true }).selectOption('erased')
  await expect(page.getByText('No reports here')).toBeVisible()
  await look(page, 'desk/reports/Inbox', 'empty')
  await page.getByLabel('Show', { exact: true }).selectOption('all')
  await desk.choose(receipt.reference)
  await page.getByRole('button', { name: 'Log and open' }).click()
  await look(page, 'desk/reports/OpenDialog', 'nothing chosen')
  await page.getByRole('radio', { name: 'To talk with the person' }).check()
  await page.getByRole('button', { name: 'Log and open' }).click()
  await page.getByRole('button', { name: 'Show lamp.png' }).click()
  await expect(page.locator('canvas')).toBeVisible()
  await page.getByRole('button', { name: 'Seal and send' }).click()
  await look(page, 'desk/reports/ReportPage')
  await page.getByRole('button', { name: 'Take this report' }).click()
  await page.getByRole('button', { name: 'Close this report' }).click()
  await page.getByRole('button', { name: 'Seal and close' }).click()
  await look(page, 'desk/reports/CloseDialog', 'nothing chosen')
  await page.getByRole('radio', { name: 'Under investigation' }).check()
  await page.getByLabel('Your words to the person').fill('We look into it.')
  await page.getByRole('button', { name: 'Seal and close' }).click()
  await expect(page.getByText('This report is closed')).toBeVisible()
  await look(page, 'desk/reports/ReportPage', 'closed')
  await page.getByRole('button', { name: 'Lock', exact: true }).click()
  await look(page, 'desk/officers/SignIn', 'locked')
})

test('every screen on which something is decided in law, or about the policy', async ({ town, desk, page }) => {
  test.slow()
  const { receipt } = await town.reports()
  await desk.signIn('anna')
  await page.getByRole('button', { name: new RegExp(`^Decide the law.*${receipt.reference}`) }).click()
  await page.getByRole('radio', { name: 'No crime' }).check()
  await page.getByRole('dialog').getByRole('button', { name: 'Decide', exact: true }).click()
  await look(page, 'desk/decisions/LawDialog')
  await page.getByRole('radio', { name: 'A matter to deal with' }).check()
  await page.getByRole('dialog').getByRole('button', { name: 'Decide', exact: true }).click()
  await expect(page.getByText('Decided.')).toBeVisible()
  await looksRight(page, 'desk/reports/Inbox', 'decided')
  await desk.open(receipt.reference)
  await desk.more()
  await page.getByRole('button', { name: 'Hold it on a legal ground' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Hold it', exact: true }).click()
  await look(page, 'desk/decisions/HoldDialog')
  await page.getByRole('radio', { name: 'It is evidence' }).check()
  await page.getByLabel('Last day of the hold').fill(civilToday())
  await page.getByRole('dialog').getByRole('button', { name: 'Hold it', exact: true }).click()
  await expect(page.getByText('The report is held.')).toBeVisible()
  await page.getByRole('button', { name: 'End the hold' }).click()
  await look(page, 'desk/decisions/ReleaseDialog')
  await page.keyboard.press('Escape')
  await looksRight(page, 'desk/reports/ReportPage', 'held')
  await page.getByRole('button', { name: 'Back to the list' }).click()
  await page.setViewportSize({ width: 360, height: 640 })
  await expect(page.getByRole('button', { name: 'Erasure' })).toBeHidden() // eight places are one menu where it is narrow
  await page.getByRole('button', { name: 'Menu: Reports' }).click()
  await page.getByRole('button', { name: 'Erasure' }).click()
  await expect(page.getByRole('button', { name: 'Policy', exact: true })).toBeHidden()
  await page.setViewportSize({ width: 1280, height: 800 })
  await expect(page.getByText('In the next 90 days')).toBeVisible()
  await looksRight(page, 'desk/retention/RetentionPage')
  await page.getByRole('button', { name: 'Policy', exact: true }).click()
  await page.getByText('Compare with another city').click()
  await looksRight(page, 'desk/policy/PolicyPage')
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await desk.signIn('giulia')
  await page.getByRole('button', { name: 'Propose a version' }).click()
  await page.getByRole('button', { name: 'Check and propose' }).click()
  await look(page, 'desk/policy/ProposePage')
})
