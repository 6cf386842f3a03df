// Signing in, and locking: whoever sits down at an abandoned desk finds nothing.
import { lamp } from '../../testing/town.ts'
import { expect, test } from './testing/desk-test.ts'

const minutes = (count: number) => count * 60_000

test('a wrong passphrase is said calmly, and the right one opens', async ({ town, desk, page }) => {
  await desk.arrive()
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText('Choose your keyfile first.')).toBeVisible()
  const buffer = Buffer.from(await town.keyfile('anna'))
  await page.getByLabel('Choose a keyfile').setInputFiles({ name: 'anna.age', mimeType: '', buffer })
  await page.getByLabel('Passphrase of the keyfile').fill('something else')
  await page.keyboard.press('Enter')
  await expect(page.getByText('This passphrase does not open this keyfile.')).toBeVisible()
  await desk.unlock()
})

test('a file that is no keyfile is told apart from a wrong passphrase', async ({ desk, page }) => {
  await desk.arrive()
  const buffer = Buffer.from('a shopping list')
  await page.getByLabel('Choose a keyfile').setInputFiles({ name: 'list.txt', mimeType: 'text/plain', buffer })
  await page.getByLabel('Passphrase of the keyfile').fill('anything')
  await page.keyboard.press('Enter')
  await expect(page.getByText('This file is not a keyfile of this city.')).toBeVisible()
})

test('after ten idle minutes the desk covers everything, and the passphrase brings back what was unsent', async ({
  town,
  desk,
  page,
}) => {
  const { receipt } = await town.reports()
  await page.clock.install()
  await desk.signIn('anna')
  await desk.open(receipt.reference)
  await page.getByLabel('Your answer').fill('Half a sentence that nobody')
  await page.clock.fastForward(minutes(9) + 10_000)
  await expect(page.getByText('This desk locks in less than a minute.')).toBeVisible()
  await page.clock.fastForward(minutes(1))

  await expect(page.getByRole('heading', { level: 1, name: 'Locked' })).toBeVisible()
  await expect(page.getByText(lamp.what)).toHaveCount(0)
  expect(await page.content()).not.toContain('Half a sentence')
  await expect.poll(() => page.workers().length).toBe(1) // a new one; the one with the keys has ended

  await desk.unlock()
  await expect(page.getByRole('heading', { level: 1, name: `Report ${receipt.reference}` })).toBeVisible()
  await expect(page.getByText(lamp.what)).toBeVisible()
  await expect(page.getByLabel('Your answer')).toHaveValue('Half a sentence that nobody')
  await page.getByLabel('Your answer').fill('Half a sentence that somebody finished.')
  await page.getByRole('button', { name: 'Seal and send' }).click()
  await expect(page.getByText('Sent. The person reads it')).toBeVisible()
})

test('a desk in use does not lock', async ({ desk, page }) => {
  await page.clock.install()
  await desk.signIn('anna')
  for (let times = 0; times < 3; times++) {
    await page.clock.fastForward(minutes(6))
    await page.mouse.move(100 + times, 100)
  }
  await expect(page.getByRole('heading', { level: 1, name: 'Reports' })).toBeVisible()
})

test('what anna left open is gone when a colleague signs in at the same machine', async ({ town, desk, page }) => {
  const { receipt } = await town.reports()
  await desk.signIn('anna')
  await desk.open(receipt.reference)
  await page.getByRole('button', { name: 'Lock', exact: true }).click()
  await page.getByRole('button', { name: 'Sign out and drop what was open' }).click()
  await desk.signIn('bruno')
  await expect(page.getByRole('row').filter({ hasText: receipt.reference })).not.toContainText('Street')
})

test.describe('when the service is gone', () => {
  test.use({ forgiven: [/Failed to load resource/] })

  test('the list says so, keeps what it showed, and comes back', async ({ town, desk, page }) => {
    const { receipt } = await town.reports()
    await desk.signIn('anna')
    await expect(page.getByText(receipt.reference)).toBeVisible()
    await page.route('**/desk/**', (route) => route.abort())
    await page.getByRole('button', { name: 'Refresh' }).click()
    await expect(page.getByText('The list could not be fetched')).toBeVisible()
    await expect(page.getByText(receipt.reference)).toBeVisible()
    await page.unrouteAll()
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(page.getByText('The list could not be fetched')).toBeHidden()
  })

  test('a session that ended while the list was looked at locks the desk', async ({ desk, page }) => {
    await desk.signIn('anna')
    await expect(page.getByText('As of')).toBeVisible()
    const ended = { type: 'urn:citycop:problem:not-signed-in', title: '', status: 401 }
    await page.route('**/desk/reports', (route) => route.fulfill({ status: 401, json: ended }))
    await page.getByRole('button', { name: 'Refresh' }).click()
    await expect(page.getByText('Your session ended.')).toBeVisible()
    await page.unrouteAll()
  })

  test('a session that ended asks for the passphrase and goes on in the same place', async ({ town, desk, page }) => {
    const { receipt } = await town.reports()
    await desk.signIn('anna')
    await desk.open(receipt.reference)
    await page.getByLabel('Your answer').fill('Not lost')
    const ended = { type: 'urn:citycop:problem:not-signed-in', title: '', status: 401 }
    await page.route('**/desk/answer', (route) => route.fulfill({ status: 401, json: ended }))
    await page.getByRole('button', { name: 'Seal and send' }).click()
    await expect(page.getByText('Your session ended.')).toBeVisible()
    await page.unrouteAll()
    await desk.unlock()
    await expect(page.getByLabel('Your answer')).toHaveValue('Not lost')
  })
})
