import type { Page, Request } from '@playwright/test'
import { atDesk } from '../testing/officer.ts'
import { phrases } from '../testing/phrases.ts'
import { button, keepWords, title } from '../testing/report-walk.ts'
import { expect, test } from '../testing/visit.ts'

const say = phrases('en')
const here = { latitude: 42.491273, longitude: 10.130248, accuracy: 12 }

/** From the question of where to the receipt, with everything else left as it is. */
async function sendFromWhere(page: Page): Promise<string> {
  await button(page, say('submit.next')).click()
  await page.getByRole('radio', { name: say('submit.moment.now') }).check()
  await button(page, say('submit.next')).click()
  await button(page, say('submit.files-none')).click()
  await button(page, say('submit.next')).click()
  await keepWords(page, say)
  await button(page, say('passphrase.send')).click()
  await title(page).getByText(say('submit.sent')).waitFor()
  return (await page.locator('.reference').textContent()) ?? ''
}

async function sayWhat(page: Page, door: string): Promise<void> {
  await page.getByRole('button', { name: door }).click()
  await page.getByRole('radio', { name: say('reports.category.noise') }).check()
  await button(page, say('submit.next')).click()
  await page.getByLabel(say('submit.what-label')).fill('A drill, since six.')
  await page.getByLabel(say('submit.whom-label')).fill('Two people in yellow jackets.')
  await button(page, say('submit.next')).click()
}

test('with the position denied a district is found by its name, and the whole way goes on', async ({
  visited: page,
  context,
  town,
}) => {
  await context.clearPermissions()
  await page.getByRole('button', { name: say('start.find') }).click()
  await button(page, say('place.use')).click()
  await expect(page.getByText(say('place.denied'))).toBeVisible()
  await page.getByLabel(say('place.search')).fill('citta VECCHIA')
  await expect(page.getByText(say('place.found', { count: 1 }))).toBeVisible()
  await page.getByRole('radio', { name: 'Old town' }).check()
  const outcome = page.getByRole('region', { name: say('place.reads-district', { district: 'Old town' }) })
  await expect(outcome).toContainText('Every day from 7 to 23.')
  await sayWhat(page, say('start.report'))
  await expect(page.getByLabel(say('submit.where-label'))).toHaveValue('Old town')
  const { opened } = await atDesk(town, 'anna', await sendFromWhere(page))
  expect(opened.messages[0]?.fields?.where).toBe('Old town')
  expect(opened.messages[0]?.fields?.position).toBeUndefined()
  expect(opened.messages[0]?.text).toBe('A drill, since six.\n\nTwo people in yellow jackets.')
})

test('a position is in no request in the clear, is worked with on the phone alone, and reaches the unit as it was shown', async ({
  visited: page,
  context,
  town,
}) => {
  const told: string[] = []
  const hear = (request: Request) =>
    told.push(`${request.url()} ${JSON.stringify(request.headers())} ${request.postData() ?? ''}`)
  await context.grantPermissions(['geolocation'], { origin: town.origin })
  await context.setGeolocation(here)
  await sayWhat(page, say('start.report'))
  await page.getByText(say('submit.where-help')).click()
  const ask = button(page, say('place.use'))
  await ask.waitFor()
  context.on('request', hear)
  await ask.click()
  await expect(page.getByText(say('place.in-district', { district: 'Harbour' }))).toBeVisible()
  await expect(page.getByLabel(say('submit.where-label'))).toHaveValue('Harbour')
  await page.getByText(say('place.picture')).click()
  await page.locator('text[data-district=lighthouse]').click()
  await expect(page.getByRole('radio', { name: 'Lighthouse' })).toBeChecked()
  await expect(page.getByLabel(say('submit.where-label'))).toHaveValue('Lighthouse')
  await page.getByRole('radio', { name: say('place.add-exact') }).check()
  await expect(page.getByText(say('submit.where-position', { position: '42.4913, 10.1302 (± 12 m)' }))).toBeVisible()
  const reference = await sendFromWhere(page)
  expect(told.some((one) => one.includes('/submit '))).toBe(true)
  for (const digits of ['42.49', '10.13', 'geo:', 'ighthouse'])
    expect(told.filter((one) => one.includes(digits))).toEqual([])
  const { opened } = await atDesk(town, 'bruno', reference)
  expect(opened.messages[0]?.fields?.position).toBe('geo:42.4913,10.1302;u=12')
})

test('outside the city that is said with where to turn, and one may write all the same', async ({
  visited: page,
  context,
  town,
}) => {
  await context.grantPermissions(['geolocation'], { origin: town.origin })
  await context.setGeolocation({ latitude: 53.35, longitude: -6.26, accuracy: 12 })
  await page.getByRole('button', { name: say('start.find') }).click()
  await button(page, say('place.use')).click()
  await expect(page.getByText(say('place.outside', { city: 'Portolume' }))).toBeVisible()
  await expect(page.getByRole('link', { name: say('pilot.call', { number: '112' }) })).toBeVisible()
  await button(page, say('start.report')).click()
  await expect(title(page)).toHaveText(say('submit.category'))
})
