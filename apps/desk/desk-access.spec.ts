// Every screen of the desk under axe, in light and dark, wide and small; and nothing runs out of the window. Those about who reported
// and about the opening are looked at where they are reached: desk-identity.spec.ts, desk-pilot.spec.ts.
import { civilToday } from '../../testing/days-ahead.ts'
import { lamp } from '../../testing/town.ts'
import { expect, test } from './testing/desk-test.ts'
import { expectAccessible } from './testing/expect-accessible.ts'
import { streetPhoto } from './testing/street-photo.ts'

for (const { viewport, schemes } of [
  { viewport: { width: 1280, height: 800 }, schemes: ['light', 'dark'] },
  { viewport: { width: 320, height: 640 }, schemes: ['dark'] },
] as const) {
  test.describe(`${viewport.width} pixels wide`, () => {
    test.use({ viewport })

    test('every screen on which something is decided in law, or about the policy', async ({ town, desk, page }) => {
      test.slow()
      const { receipt } = await town.reports()
      await desk.signIn('anna')
      await page.getByRole('button', { name: new RegExp(`^Decide the law.*${receipt.reference}`) }).click()
      await page.getByRole('radio', { name: 'No crime' }).check()
      await page.getByRole('dialog').getByRole('button', { name: 'Decide', exact: true }).click()
      await expectAccessible(page, schemes)
      await page.getByRole('radio', { name: 'A matter to deal with' }).check()
      await page.getByRole('dialog').getByRole('button', { name: 'Decide', exact: true }).click()
      await expect(page.getByText('Decided.')).toBeVisible()
      await expectAccessible(page, schemes)
      await desk.open(receipt.reference)
      await page.getByRole('button', { name: 'Hold it on a legal ground' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Hold it', exact: true }).click()
      await expectAccessible(page, schemes)
      await page.getByRole('radio', { name: 'It is evidence' }).check()
      await page.getByLabel('Last day of the hold').fill(civilToday())
      await page.getByRole('dialog').getByRole('button', { name: 'Hold it', exact: true }).click()
      await expect(page.getByText('The report is held.')).toBeVisible()
      await expectAccessible(page, schemes)
      await page.getByRole('button', { name: 'Back to the list' }).click()
      await page.getByRole('button', { name: 'Erasure' }).click()
      await expect(page.getByText('In the next 90 days')).toBeVisible()
      await expectAccessible(page, schemes)
      await page.getByRole('button', { name: 'Policy', exact: true }).click()
      await page.getByText('Compare with another city').click()
      await expectAccessible(page, schemes)
      await page.getByRole('button', { name: 'Sign out', exact: true }).click()
      await desk.signIn('giulia')
      await page.getByRole('button', { name: 'Propose a version' }).click()
      await page.getByRole('button', { name: 'Check and propose' }).click()
      await expectAccessible(page, schemes)
    })

    test('every screen on the way of a report', async ({ town, desk, page }) => {
      test.slow()
      const photo = { name: 'lamp.png', type: 'image/png', bytes: streetPhoto() }
      const { receipt } = await town.reports({ ...lamp, files: [photo] })
      await desk.arrive()
      await page.getByText('What the two factors are').click()
      await expectAccessible(page, schemes)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await expectAccessible(page, schemes)
      await desk.signIn('anna')
      await expect(page.getByText(receipt.reference)).toBeVisible()
      await expectAccessible(page, schemes)
      await page.getByRole('button', { name: 'Keyboard' }).click()
      await expectAccessible(page, schemes)
      await page.keyboard.press('Escape')
      await page.getByLabel('Show', { exact: true }).selectOption('erased')
      await expect(page.getByText('No reports here')).toBeVisible()
      await expectAccessible(page, schemes)
      await page.getByLabel('Show', { exact: true }).selectOption('all')
      await desk.choose(receipt.reference)
      await page.getByRole('button', { name: 'Log and open' }).click()
      await expectAccessible(page, schemes)
      await page.getByRole('radio', { name: 'To talk with the person' }).check()
      await page.getByRole('button', { name: 'Log and open' }).click()
      await page.getByRole('button', { name: 'Show lamp.png' }).click()
      await expect(page.locator('canvas')).toBeVisible()
      await expectAccessible(page, schemes)
      await page.getByRole('button', { name: 'Seal and send' }).click()
      await page.getByRole('button', { name: 'Take this report' }).click()
      await page.getByRole('button', { name: 'Close this report' }).click()
      await page.getByRole('button', { name: 'Seal and close' }).click()
      await expectAccessible(page, schemes)
      await page.getByRole('radio', { name: 'Under investigation' }).check()
      await page.getByLabel('Your words to the person').fill('We look into it.')
      await page.getByRole('button', { name: 'Seal and close' }).click()
      await expect(page.getByText('This report is closed')).toBeVisible()
      await expectAccessible(page, schemes)
      await page.getByRole('button', { name: 'Lock', exact: true }).click()
      await expectAccessible(page, schemes)
    })
  })
}
