// Another service: the person is told where to turn, or asked whether a text may be handed over, and after a yes there is a file.

import { readFileSync } from 'node:fs'
import { recipientWords } from '@citycop/client/conversation/read-services.ts'
import { answerConsent } from '@citycop/client/conversation/send-message.ts'
import { readMailbox } from '@citycop/client/reports/read-mailbox.ts'
import { openWith } from '@citycop/client/sealing/age-file.ts'
import { newIdentity, recipientOf } from '@citycop/client/sealing/suite.ts'
import { looksRight } from '@citycop/ui/testing/looks-right.ts'
import type { Sent, Town } from '../../testing/town.ts'
import { expect, test } from './testing/desk-test.ts'
import { look } from './testing/look.ts'

const identity = newIdentity('pq')
const text = 'A woman needs a safe place for two nights. Call the number she gives you.'

async function mailboxOf(town: Town, sent: Sent) {
  const mailbox = await readMailbox(await town.device(), sent.keys)
  if (!mailbox || 'erased' in mailbox) throw new Error('no mailbox')
  return mailbox
}

test('a person is told where to turn; a text is handed over only after their yes, and the desk then has a file it cannot open; what was begun outlives a lock', async ({
  town,
  desk,
  page,
}) => {
  const recipient = await recipientOf(identity)
  const words = { what: { en: 'A safe place.' }, reach: '112 233' }
  const services = [
    { id: 'lamps', title: { en: 'Public works' }, ...words },
    { id: 'shelter', title: { en: 'Safe House' }, ...words, recipient },
  ]
  await page.route('**/services.json', (route) => route.fulfill({ json: { v: 1, services } }))
  const sent = await town.reports()
  await desk.signIn('anna')
  await desk.open(sent.receipt.reference)
  await page.getByRole('button', { name: 'Take this report' }).click()

  const dialog = page.getByRole('dialog')
  const begin = page.getByRole('button', { name: 'Another service' })
  await desk.more()
  await begin.click()
  await expect(dialog.getByText('This service has given no key')).toBeVisible()
  await expect(dialog.getByLabel('Your message to the person')).toHaveValue('Public works\nA safe place.\n112 233')
  await dialog.getByRole('button', { name: 'Seal and send' }).click()
  await expect(page.getByText('Sent. The person reads where to turn.')).toBeVisible()

  await begin.click()
  await dialog.getByLabel('Service', { exact: true }).selectOption('shelter')
  await dialog.getByRole('radio', { name: 'Hand over a text, if the person agrees' }).check()
  await dialog.getByLabel('The text for the service').fill(text)
  await page.getByRole('button', { name: 'Lock', exact: true }).dispatchEvent('click') // as when nobody has moved for ten minutes
  await expect(page.getByRole('heading', { level: 1, name: 'Locked' })).toBeVisible()
  expect(await page.content()).not.toContain('A woman needs')
  await desk.unlock()
  await desk.more()
  await begin.click()
  await expect(dialog.getByLabel('Service', { exact: true })).toHaveValue('shelter')
  await expect(dialog.getByLabel('The text for the service')).toHaveValue(text)
  await look(page, 'refer')
  await looksRight(page, 'desk/referral/ReferDialog')
  await dialog.getByRole('button', { name: 'Ask the person' }).click()
  await expect(page.getByText('No answer yet. Nothing has left.')).toBeVisible()
  await expect(page.getByText('The person is asked. Nothing leaves until they say yes.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Hand it over' })).toHaveCount(0)

  const asked = (await mailboxOf(town, sent)).messages.find((one) => one.consent?.is === 'asked')
  expect(asked?.consent).toMatchObject({ title: 'Safe House', text })
  await answerConsent(await town.device(), sent.keys, { of: asked?.id ?? '', answer: 'yes', text: 'Yes.' })
  await page.getByRole('button', { name: 'Back to the list' }).click()
  await desk.choose(sent.receipt.reference)
  await page.getByRole('button', { name: 'Open what is new' }).click()
  await dialog.getByRole('radio', { name: 'To deal with the concern' }).check()
  await dialog.getByRole('button', { name: 'Log and open' }).click()
  await page.getByRole('button', { name: 'Hand it over' }).click()
  await expect(dialog.getByText(await recipientWords(recipient))).toBeVisible()
  await dialog.getByRole('button', { name: 'Hand it over' }).click()
  await expect(dialog.getByText('Compare the six words first.')).toBeVisible()
  await dialog.getByLabel('I compared the words, and they are the same').check()
  await look(page, 'hand-over')
  await looksRight(page, 'desk/referral/HandOverDialog')
  const download = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Hand it over' }).click()
  await expect(dialog.getByText('The file is saved')).toBeVisible()
  const plain = await openWith(identity, readFileSync(await (await download).path()))
  const referral = JSON.parse(Buffer.from(plain ?? []).toString())
  expect(referral.text).toBe(text)
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByText('It was handed over.').first()).toBeVisible()
  await look(page, 'handed-over')
  expect((await mailboxOf(town, sent)).messages.at(-1)?.consent).toMatchObject({ is: 'done', number: referral.number })
})
