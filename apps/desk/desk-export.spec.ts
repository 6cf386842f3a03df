// A supervisor hands a report to a court at the desk, and only the court can open what was saved.
import { readFileSync } from 'node:fs'
import { readMailbox } from '@citycop/client/reports/read-mailbox.ts'
import { openWith } from '@citycop/client/sealing/age-file.ts'
import { newIdentity, recipientOf } from '@citycop/client/sealing/suite.ts'
import { looksRight } from '@citycop/ui/testing/looks-right.ts'
import { expect, test } from './testing/desk-test.ts'
import { look } from './testing/look.ts'

test('a report is saved for a court that alone can open it, and is not offered to whoever may not hand it over', async ({
  town,
  desk,
  page,
}) => {
  const court = newIdentity('classic')
  const sent = await town.reports()
  await desk.signIn('bruno')
  await desk.open(sent.receipt.reference)
  await expect(page.getByRole('button', { name: 'Take this report' })).toBeVisible()
  await desk.more()
  await expect(page.getByRole('button', { name: 'Hand to a court' })).toHaveCount(0)
  await desk.signIn('anna')
  await desk.open(sent.receipt.reference)
  await desk.more()
  await page.getByRole('button', { name: 'Hand to a court' }).click()
  const dialog = page.getByRole('dialog')
  const handOver = dialog.getByRole('button', { name: 'Hand over' })
  await dialog.getByLabel('The court’s address').fill('court@example.org')
  await handOver.click()
  for (const words of ['This is not such an address.', 'Write the case number.', 'Choose on whose word.'])
    await expect(dialog).toContainText(words)
  await look(page, 'export')
  await looksRight(page, 'desk/reports/ExportDialog')
  await dialog.getByLabel('The court’s address').fill(await recipientOf(court))
  await dialog.getByLabel('The court’s case number').fill('2026/311')
  await dialog.getByRole('radio', { name: 'A court ordered it' }).check()
  await dialog.getByRole('button', { name: 'Only agree' }).click()
  await expect(dialog).toContainText('A second officer of your unit can now hand it over')
  const waits = page.getByText('Waits for a colleague: court file')
  await expect(waits).toBeVisible()
  const saved = page.waitForEvent('download')
  await handOver.click()
  await expect(dialog).toContainText('Waiting until the witnesses have confirmed it')
  // The words are there before the act is in the log.
  await expect(async () => {
    await town.app.context.publisher.tick()
    await expect(dialog).toContainText(town.pins.rootPk, { timeout: 1000 })
  }).toPass()
  const file = readFileSync(await (await saved).path())
  await look(page, 'exported')
  expect(await openWith(court, file)).toBeDefined()
  expect(await openWith(newIdentity('classic'), file)).toBeUndefined()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('button', { name: 'Hand to a court' })).toBeFocused()
  await expect(waits).toHaveCount(0)
  const mailbox = await readMailbox(await town.device(), sent.keys)
  if (!mailbox || 'erased' in mailbox) throw new Error('the mailbox is empty')
  expect(mailbox.acts.map(({ action }) => action).slice(-2)).toEqual(['report:agree-export', 'report:export'])
})
