// A report is handed to another unit at one desk and read at the other.
import { looksRight } from '@citycop/ui/testing/looks-right.ts'
import { expect, test } from './testing/desk-test.ts'
import { look } from './testing/look.ts'

test('anna hands a report on: hers is without it at once, and carla reads all of it and where it came from', async ({
  town,
  desk,
  page,
}) => {
  const { receipt } = await town.reports()
  const tip = await town.reports({ category: 'question' })
  await desk.signIn('anna')

  await test.step('where the list does not name the unit, the person is asked first, in words', async () => {
    await desk.open(tip.receipt.reference)
    await desk.more()
    await page.getByRole('button', { name: 'Hand to another unit' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Hand it on' }).click()
    await expect(dialog).toContainText('Choose a unit')
    await dialog.getByRole('radio', { name: 'Safety at home unit' }).check()
    await dialog.getByRole('radio', { name: 'Somebody’s life may be in danger' }).check()
    await expect(dialog).toContainText('a second officer of your unit can hand it on')
    await dialog.getByRole('radio', { name: 'That unit deals with such things' }).check()
    await expect(dialog).toContainText('The person is asked first.')
    await look(page, 'transfer-asks')
    await looksRight(page, 'desk/transfer/TransferDialog')
    await dialog.getByRole('button', { name: 'Ask the person' }).click()
    await expect(dialog).toContainText('Write to the person what you ask and why')
    await dialog.getByLabel('Your words to the person').fill('May they have it?')
    await dialog.getByRole('button', { name: 'Ask the person' }).click()
    await expect(page.getByText('The report waits for their answer.')).toBeVisible()
    await page.getByRole('button', { name: 'Back to the list' }).click()
  })

  await desk.open(receipt.reference)
  await desk.more()
  await page.getByRole('button', { name: 'Hand to another unit' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: 'Safety at home unit' }).check()
  await dialog.getByRole('radio', { name: 'That unit deals with such things' }).check()
  await expect(dialog).toContainText('it happens at once')
  await dialog.getByRole('button', { name: 'Hand it on' }).click()
  await expect(page.getByText('The report is with the other unit now.')).toBeVisible()
  await expect(page.getByRole('button', { name: receipt.reference, exact: true })).toHaveCount(0)
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()

  await desk.signIn('carla')
  await desk.open(receipt.reference)
  await expect(page.getByText('Handed on by Harbour quarter team')).toBeVisible()
  await expect(page.getByText(/Why: that unit deals with such things\. All earlier/)).toBeVisible()
  await expect(page.getByText('The lamp at the corner')).toBeVisible()
  await look(page, 'transfer-came')
})
