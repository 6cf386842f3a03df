// The whole way of a report at the desk, with the person's side read through the client: what one writes, the other reads.
import { readFileSync } from 'node:fs'
import { prepareFile } from '@citycop/client/attachments/prepare-file.ts'
import { sendMessage } from '@citycop/client/conversation/send-message.ts'
import { type Mailbox, readMailbox } from '@citycop/client/reports/read-mailbox.ts'
import { pressOn, typeInto } from '@citycop/ui/testing/keyboard.ts'
import { tellingJpeg } from '../../client/attachments/testing/telling-pictures.ts'
import { lamp, type Sent, type Town } from '../../testing/town.ts'
import { expect, test } from './testing/desk-test.ts'
import { streetPhoto } from './testing/street-photo.ts'

const bytes = new TextEncoder().encode('%PDF-1.7 and so on')
const chosen = [
  { name: 'Lamp at night.PNG', type: 'image/png', bytes: streetPhoto(), keep: false },
  { name: 'letter.pdf', type: 'application/pdf', bytes, keep: false },
  { name: 'Scene.jpg', type: 'image/jpeg', bytes: tellingJpeg(), keep: true },
]
const files = chosen.map((file, index) => prepareFile(file, index + 1).file)

async function mailboxOf(town: Town, sent: Sent): Promise<Mailbox> {
  const mailbox = await readMailbox(await town.device(), sent.keys)
  if (!mailbox || 'erased' in mailbox) throw new Error('the mailbox is empty')
  return mailbox
}

test('anna opens a report for a purpose, asks, answers and closes it, and the person reads each word', async ({
  town,
  desk,
  page,
}) => {
  const sent = await town.reports({ ...lamp, name: 'Teresa', files })
  const { reference } = sent.receipt
  await desk.signIn('anna')
  const line = page.getByRole('row').filter({ hasText: reference })
  await expect(line).toContainText('Concern')
  await expect(line).toContainText('3 files')
  await expect(line).not.toContainText('Street') // the category is sealed until somebody opens it

  await desk.choose(reference)
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('logged before it happens, and the person who reported will see it')
  await dialog.getByRole('button', { name: 'Log and open' }).click()
  await expect(dialog).toContainText('Choose what you open it for.')
  await dialog.getByRole('radio', { name: 'To deal with the concern' }).check()
  await dialog.getByLabel('Case number').fill('2026/1177')
  await dialog.getByRole('button', { name: 'Log and open' }).click()

  await expect(page.getByRole('heading', { level: 1, name: `Report ${reference}` })).toBeFocused()
  await expect(page.getByText(/Opened as entry \d+ of the log/)).toBeVisible()
  await expect(page.getByText(lamp.what)).toBeVisible()
  await expect(page.getByText(lamp.where)).toBeVisible()
  await expect(page.getByText('Teresa')).toBeVisible()

  await test.step('the picture is painted, the paper can only be saved', async () => {
    await page.getByRole('button', { name: 'Show letter.pdf' }).click()
    await expect(page.getByText(/letter\.pdf is a PDF\. The desk does not show PDF files/)).toBeVisible()
    await page.getByRole('button', { name: 'Show Lamp at night.PNG' }).click()
    const canvas = page.getByRole('img', { name: 'Picture Lamp at night.PNG' }).locator('canvas')
    await expect(canvas).toHaveAttribute('width', '480')
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save letter.pdf' }).click()
    expect((await download).suggestedFilename()).toBe('letter.pdf')
  })

  await test.step('of each file it is said whether it still tells its place and time, and an original is one', async () => {
    const of = (name: string) => page.getByRole('listitem').filter({ hasText: name })
    await expect(of('Lamp at night.PNG')).toContainText('Sent without place, time and device.')
    await expect(of('letter.pdf')).toContainText('It may still tell place, time and device')
    await expect(of('Scene.jpg')).toContainText('The original: the person kept its place and time.')
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save Scene.jpg' }).click()
    expect(readFileSync(await (await download).path()).equals(Buffer.from(tellingJpeg()))).toBe(true)
  })

  await page.getByRole('button', { name: 'Take this report' }).click()
  await expect(page.getByText('The report is yours now.')).toBeVisible()
  await page.getByRole('button', { name: 'Answer the person' }).click()
  await expect(page.getByLabel('Your answer')).toBeFocused()
  await page.getByLabel('Your answer').fill('Is it dark on both sides of the street?')
  await page.getByLabel('Ask and wait').check()
  await page.getByRole('button', { name: 'Seal and send' }).click()
  await expect(page.getByText('Sent. The person reads it')).toBeVisible()
  await expect(page.getByRole('definition').filter({ hasText: 'Waiting' })).toBeVisible()

  const asked = await mailboxOf(town, sent)
  expect(asked.status).toBe('waiting')
  expect(asked.messages.at(-1)?.text).toBe('Is it dark on both sides of the street?')
  expect(asked.acts.some((act) => act.action === 'report:open' && act.purpose === 'handle_concern')).toBe(true)

  await test.step('what the person writes then is sealed until it is opened anew', async () => {
    await sendMessage(await town.device(), sent.keys, 'Only on the side of the sea.')
    await page.getByRole('button', { name: 'Back to the list' }).click()
    await desk.choose(reference)
    await expect(page.getByText('1 message came in since you opened it')).toBeVisible()
    await page.getByRole('button', { name: 'Open what is new' }).click()
    await expect(dialog.getByLabel('Why now?')).toHaveValue('new-message')
    await dialog.getByRole('radio', { name: 'To deal with the concern' }).check()
    await dialog.getByRole('button', { name: 'Log and open' }).click()
    await expect(page.getByText('Only on the side of the sea.')).toBeVisible()
  })

  await page.getByLabel('Your answer').fill('Thank you. It will be mended tomorrow.')
  await page.getByRole('button', { name: 'Seal and send' }).click()
  await expect(page.getByText('Sent. The person reads it')).toBeVisible()
  await page.getByRole('button', { name: 'Close this report' }).click()
  await dialog.getByRole('radio', { name: 'Resolved' }).check()
  await dialog.getByLabel('Your words to the person').fill('The lamp burns again.')
  await dialog.getByRole('button', { name: 'Seal and close' }).click()
  await expect(page.getByText('This report is closed')).toBeVisible()
  await expect(page.getByLabel('Your answer')).toHaveCount(0)

  const closed = await mailboxOf(town, sent)
  expect([closed.status, closed.reason]).toEqual(['closed', 'resolved'])
  expect(closed.messages.filter((one) => one.from === 'unit').map((one) => one.text)).toEqual([
    'Is it dark on both sides of the street?',
    'Thank you. It will be mended tomorrow.',
    'The lamp burns again.',
  ])
})

test('a report of another unit is not in the list', async ({ town, desk, page }) => {
  const home = await town.reports({ ...lamp, category: 'violence-home' })
  const street = await town.reports()
  await desk.signIn('anna')
  await expect(page.getByText(street.receipt.reference)).toBeVisible()
  await expect(page.getByText(home.receipt.reference)).toHaveCount(0)
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await desk.signIn('carla')
  await expect(page.getByText(home.receipt.reference)).toBeVisible()
  await expect(page.getByText(street.receipt.reference)).toHaveCount(0)
})

test('by keyboard alone: from the list into a report, an answer, and back', async ({ town, desk, page }) => {
  const { receipt } = await town.reports()
  await desk.signIn('bruno')
  const line = page.getByRole('button', { name: receipt.reference, exact: true })
  await expect(line).toBeVisible()
  for (let presses = 0; presses < 50; presses++) {
    await page.keyboard.press('j')
    if (await line.evaluate((button) => button === document.activeElement)) break
  }
  await expect(line).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Space') // the first purpose has the focus
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: `Report ${receipt.reference}` })).toBeFocused()
  await typeInto(page, page.getByLabel('Your answer'), 'It is mended tomorrow.')
  await pressOn(page, page.getByRole('button', { name: 'Seal and send' }))
  await expect(page.getByText('Sent. The person reads it')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(line).toBeFocused()
  await expect(page.getByRole('row').filter({ hasText: receipt.reference })).toContainText('Street')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible()
  await page.getByLabel('Single keys are on').uncheck()
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeHidden()
})
