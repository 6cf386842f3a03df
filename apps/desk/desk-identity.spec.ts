// Who reported, at the desk: a custodian asks, a supervisor agrees, the custodian opens, somebody else reviews.

import {
  approveIdentity,
  type Cause,
  listIdentities,
  requestIdentity,
  revealIdentity,
} from '@citycop/client/identity/open-identity.ts'
import { looksRight } from '@citycop/ui/testing/looks-right.ts'
import type { Page } from '@playwright/test'
import { civilToday } from '../../testing/days-ahead.ts'
import { ownerOf } from '../../testing/hostile/row-counts.ts'
import { createTown, type Sent, type Town } from '../../testing/town.ts'
import { deskOf, dist, expect, test } from './testing/desk-test.ts'
import { look } from './testing/look.ts'

const known = { name: 'Ottavia <b>Quercioli</b>', contact: 'ottavia@example.org' }
const cause: Cause = { purpose: 'led_investigate', reason: 'witness-needed', caseRef: '2026/311' }
const emergency: Cause = { purpose: 'led_prevent', reason: 'danger-to-the-reporter' }
let town: Town
test.beforeAll(async () => {
  test.setTimeout(180_000) // a whole town is founded here, on a machine that may be busy
  town = await createTown({ suite: 'pq', desk: dist, vault: true })
})
test.afterAll(() => town.close())
test.use({ forgiven: [/Failed to load resource/] })

const told = (): Promise<Sent> => town.reports({ category: 'theft', identity: known })
const signOut = (page: Page) => page.getByRole('button', { name: 'Sign out', exact: true }).click()
const toIdentities = (page: Page) => page.getByRole('button', { name: 'Who reported', exact: true }).click()
const card = (page: Page, { receipt }: Sent) => page.getByRole('region', { name: `Report ${receipt.reference}` })

/** Asked by bruno and agreed to by anna, without a screen. */
async function agreed({ receipt }: Sent, why: Cause): Promise<string> {
  const bruno = await town.desk('bruno')
  const { id } = await requestIdentity(bruno, receipt.reference, why, civilToday())
  const anna = await town.desk('anna')
  const request = (await listIdentities(anna)).requests.find((one) => one.id === id)
  if (!request) throw new Error('there is no such request')
  await approveIdentity(anna, request)
  return id
}
async function change(statement: string): Promise<void> {
  const owner = await ownerOf(town)
  await owner.query(statement)
  await owner.end()
}

test('two persons open it for one case; it is shown as text until it is closed, and then it is nowhere', async ({
  page,
}) => {
  test.slow()
  const sent = await told()
  const desk = deskOf(page, town)
  await desk.signIn('bruno')
  await toIdentities(page)
  await page.getByRole('button', { name: 'Ask to see who reported' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Sign and ask' }).click()
  await expect(dialog).toContainText('Type the eight characters')
  await expect(dialog).toContainText('Choose whether there is a case.')
  await looksRight(page, 'desk/identity/AskDialog')
  await dialog.getByLabel('Number of the report').fill((await town.reports()).receipt.reference)
  await dialog.getByRole('radio', { name: 'The person is needed as a witness' }).check()
  await dialog.getByRole('radio', { name: 'To investigate a crime' }).check()
  await dialog.getByRole('radio', { name: 'Yes, it has a number' }).check()
  await dialog.getByLabel('Case number').fill('2026/311')
  await dialog.getByRole('button', { name: 'Sign and ask' }).click()
  await expect(dialog).toContainText('No name is locked away for a report of this number.')
  await dialog.getByLabel('Number of the report').fill(sent.receipt.reference.replace('-', '').toLowerCase())
  await look(page, 'identity-ask')
  await dialog.getByRole('button', { name: 'Sign and ask' }).click()
  await expect(page.getByText('Asked. A supervisor has to agree.')).toBeVisible()
  await expect(card(page, sent)).toContainText('Waits for a supervisor')
  const sign = (await page.getByText(/^Your sign is/).textContent())?.match(/[0-9A-F]{4}-[0-9A-F]{4}/)?.[0] ?? '?'
  await signOut(page)

  await desk.signIn('anna')
  await toIdentities(page)
  await card(page, sent).getByRole('button', { name: 'Look at this request' }).click()
  await expect(dialog).toContainText(`the custodian with the sign ${sign}`)
  await expect(dialog).toContainText('The person is needed as a witness')
  await dialog.getByLabel('Case number that the custodian told you').fill('2026/312')
  await dialog.getByRole('button', { name: 'Agree' }).click()
  await expect(dialog).toContainText('It is another number than the one that was asked for.')
  await looksRight(page, 'desk/identity/ApproveDialog')
  await look(page, 'identity-agree')
  await dialog.getByLabel('Case number that the custodian told you').fill('2026/311')
  await dialog.getByRole('button', { name: 'Agree' }).click()
  await expect(page.getByText('Agreed. The custodian can open it now.')).toBeVisible()
  await expect(page.getByRole('button', { name: /Open who reported/ })).toHaveCount(0)
  await signOut(page)

  await desk.signIn('bruno')
  await toIdentities(page)
  await card(page, sent).getByRole('button', { name: 'Open who reported' }).click()
  await dialog.getByLabel('Case number').fill('2026/312')
  await dialog.getByRole('button', { name: 'Log and open' }).click()
  await expect(dialog).toContainText('the case number is another than the one that was agreed to')
  await dialog.getByLabel('Case number').fill('2026/311')
  await dialog.getByRole('button', { name: 'Log and open' }).click()
  await expect(dialog).toContainText(known.name) // with its angle brackets: text, and nothing else
  await expect(dialog).toContainText(known.contact)
  await look(page, 'identity-known')
  await looksRight(page, 'desk/identity/RevealDialog')
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expect(page.getByText('Closed. Who reported is no longer on this screen.')).toBeVisible()
  await expect(card(page, sent)).toContainText('Opened')
  const kept = await page.evaluate(() => document.documentElement.outerHTML + JSON.stringify({ ...localStorage }))
  expect(kept).not.toMatch(/Ottavia|Quercioli/)
})

test('what was opened is gone when the desk locks, and does not come back', async ({ page }) => {
  const sent = await told()
  await agreed(sent, cause)
  const desk = deskOf(page, town)
  await desk.signIn('bruno')
  await toIdentities(page)
  await card(page, sent).getByRole('button', { name: 'Open who reported' }).click()
  await page.getByLabel('Case number').fill('2026/311')
  await page.getByRole('button', { name: 'Log and open' }).click()
  await expect(page.getByText(known.contact)).toBeVisible()
  await page.getByRole('button', { name: 'Lock', exact: true }).evaluate((lock: HTMLButtonElement) => lock.click())
  await expect(page.getByRole('heading', { level: 1, name: 'Locked' })).toBeVisible()
  await expect(page.getByText(known.contact)).toHaveCount(0)
  await desk.unlock()
  await toIdentities(page)
  await expect(card(page, sent)).toContainText('Opened')
  await expect(page.getByText(known.contact)).toHaveCount(0)
})

test('an approval whose day is over opens nothing, and another custodian is offered nothing', async ({ page }) => {
  const sent = await told()
  const id = await agreed(sent, cause)
  const desk = deskOf(page, town)
  await desk.signIn('dario')
  await toIdentities(page)
  await expect(card(page, sent)).toContainText('Only the custodian who asked can open this.')
  await expect(card(page, sent).getByRole('button')).toHaveCount(0)
  await signOut(page)
  await desk.signIn('bruno')
  await toIdentities(page)
  await card(page, sent).getByRole('button', { name: 'Open who reported' }).click()
  await page.getByLabel('Case number').fill('2026/311')
  await change(`update identity_request set until = current_date - 2 where id = '\\x${id}'`)
  await page.getByRole('button', { name: 'Log and open' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('its last day is over')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(card(page, sent)).toContainText('Ended without being opened')
})

test('an emergency that nobody reviewed in time is the last one, until somebody without a part in it reviews it', async ({
  page,
}) => {
  test.slow()
  const [first, second] = [await told(), await told()]
  const id = await agreed(first, emergency)
  const bruno = await town.desk('bruno')
  const request = (await listIdentities(bruno)).requests.find((one) => one.id === id)
  if (!request) throw new Error('there is no such request')
  await revealIdentity(bruno, request, emergency)
  await change(`update identity_request set review_by = current_date - 2 where id = '\\x${id}'`)
  const desk = deskOf(page, town)
  await desk.signIn('bruno')
  await toIdentities(page)
  await expect(page.getByText('An emergency of yours was not reviewed in time')).toBeVisible()
  await looksRight(page, 'desk/identity/IdentityPage')
  await page.getByRole('button', { name: 'Ask to see who reported' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Number of the report').fill(second.receipt.reference)
  await dialog.getByRole('radio', { name: 'Others are in danger' }).check()
  await dialog.getByRole('radio', { name: 'To prevent a crime' }).check()
  await dialog.getByRole('radio', { name: 'Not yet: it is an emergency' }).check()
  await expect(dialog).toContainText('must review it within 24 hours')
  await dialog.getByRole('button', { name: 'Sign and ask' }).click()
  await expect(dialog).toContainText('has not been reviewed in time. Have it reviewed first. The law: LED 25, 29.')
  await look(page, 'identity-emergency-refused')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await signOut(page)

  await desk.signIn('elena')
  await toIdentities(page)
  await card(page, first).getByRole('button', { name: 'Review this emergency' }).click()
  await dialog.getByRole('button', { name: 'Sign the review' }).click()
  await expect(dialog).toContainText('Choose what you decide.')
  await dialog.getByRole('radio', { name: 'It was not justified' }).check()
  await looksRight(page, 'desk/identity/ReviewIdentityDialog')
  await look(page, 'identity-review')
  await dialog.getByRole('button', { name: 'Sign the review' }).click()
  await expect(page.getByText('Reviewed. It is in the log.')).toBeVisible()
})
