import { phrases } from './testing/phrases.ts'
import {
  answerAll,
  button,
  keepWords,
  noise,
  readReport,
  sendReport,
  startReport,
  title,
} from './testing/report-walk.ts'
import { expect, test } from './testing/visit.ts'

const say = phrases('en')
test.use({ excused: [/Failed to load resource/] })

test('where the picture of the districts does not come the place in words is enough; when the network breaks while sending nothing is lost, and the report leaves once it is back', async ({
  visited: page,
  context,
}) => {
  await context.route(/assets\/(PlaceAid|District)/, (route) => route.abort())
  await startReport(page, say)
  await answerAll(page, noise, say, async (screen) => {
    if (screen !== 'where') return
    await page.getByText(say('submit.where-help')).click()
    await expect(button(page, say('problems.again'))).toBeVisible()
    await expect(page.locator('svg[viewBox] .district')).toHaveCount(0)
  })
  await expect(page.getByText(noise.where ?? '')).toBeVisible()
  await context.route('**/submit', (route) => route.abort())
  await keepWords(page, say)
  await button(page, say('passphrase.send')).click()
  await expect(title(page)).toHaveText(say('submit.not-sent'))
  await expect(page.getByText(say('submit.nothing-lost'))).toBeVisible()
  await button(page, say('problems.again')).click()
  await expect(title(page)).toHaveText(say('submit.not-sent'))
  await button(page, say('submit.back-to-check')).click()
  await expect(page.getByText(noise.what)).toBeVisible()
  await context.unroute('**/submit')
  await keepWords(page, say)
  await button(page, say('passphrase.send')).click()
  await expect(title(page)).toHaveText(say('submit.sent'))
})

test('an answer lost on the way: trying again gets the receipt of the same report', async ({
  visited: page,
  context,
}) => {
  await startReport(page, say)
  await answerAll(page, noise, say)
  await context.route('**/submit', async (route) => {
    await route.fetch()
    await route.abort()
  })
  await keepWords(page, say)
  await button(page, say('passphrase.send')).click()
  await expect(title(page)).toHaveText(say('submit.not-sent'))
  await context.unroute('**/submit')
  await button(page, say('problems.again')).click()
  await expect(title(page)).toHaveText(say('submit.sent'))
})

test('an answer lost on the way, and then a change: the person learns that the first version had arrived', async ({
  visited: page,
  context,
}) => {
  await startReport(page, say)
  await answerAll(page, noise, say)
  await context.route('**/submit', async (route) => {
    await route.fetch()
    await route.abort()
  })
  await keepWords(page, say)
  await button(page, say('passphrase.send')).click()
  await button(page, say('submit.back-to-check')).click()
  await context.unroute('**/submit')
  await button(page, `${say('submit.change')} ${say('submit.row.what')}`).click()
  await page.getByLabel(say('submit.what-label')).fill('Something else now.')
  await button(page, say('submit.next')).click()
  await keepWords(page, say)
  await button(page, say('passphrase.send')).click()
  await expect(title(page)).toHaveText(say('submit.arrived-before'))
  await button(page, say('submit.to-mailbox')).click()
  await expect(title(page)).toHaveText(say('mailbox.heading'))
})

test('pins of another root are a red stop: nothing can be sent', async ({ visited: page, context, town }) => {
  await context.route('**/pins.json', (route) =>
    route.fulfill({ json: { ...town.pins, rootPk: Buffer.alloc(32, 9).toString('base64') } }),
  )
  await startReport(page, say)
  await page.getByRole('radio', { name: say('reports.category.question') }).check()
  await button(page, say('submit.next')).click()
  await page.getByLabel(say('submit.ask-label')).fill('Is anybody there?')
  for (const key of ['submit.next', 'submit.files-none', 'submit.next'] as const) await button(page, say(key)).click()
  await expect(page.getByRole('alert')).toContainText(say('problems.untrusted'))
  await expect(button(page, say('submit.check-next'))).toHaveCount(0)
  await expect(button(page, say('problems.again'))).toHaveCount(0)
})

test('a directory older than the one this device saw is a red stop', async ({ visited: page }) => {
  await page.waitForFunction(() => localStorage.length > 0)
  await page.evaluate(() => {
    const stored = JSON.parse(localStorage.getItem('citycop.city') ?? '')
    stored.seen.directory += 1
    localStorage.setItem('citycop.city', JSON.stringify(stored))
  })
  await page.reload()
  await page.getByRole('button', { name: say('start.about') }).click()
  await expect(page.getByRole('alert')).toContainText(say('problems.untrusted'))
})

test('a city that does not answer is said so, and found once it does', async ({ visited: page, context }) => {
  await context.route('**/directory', (route) => route.abort())
  await page.getByRole('button', { name: say('start.about') }).click()
  await expect(page.getByText(say('problems.no-city'))).toBeVisible()
  await context.unroute('**/directory')
  await button(page, say('problems.again')).click()
  await expect(page.getByText('Harbour quarter team')).toBeVisible()
})

test('words that are not twelve, not ours, or not together are each refused in their own words', async ({
  visited: page,
}) => {
  await readReport(page, ['one', 'two'], say)
  await expect(page.getByText(say('mailbox.words-count', { count: 2 }))).toBeVisible()
  const field = page.getByLabel(say('mailbox.words'))
  await expect(field).toBeFocused()
  await field.fill(`${'abandon '.repeat(4)}lampione ${'abandon '.repeat(7)}`)
  await button(page, say('mailbox.read')).click()
  await expect(page.getByText(say('mailbox.words-unknown', { number: 5, word: 'lampione' }))).toBeVisible()
  await field.fill('abandon '.repeat(12))
  await button(page, say('mailbox.read')).click()
  await expect(page.getByText(say('mailbox.words-checksum'))).toBeVisible()
})

test('real words under which nothing is kept lead to a calm page', async ({ visited: page }) => {
  await readReport(page, `${'abandon '.repeat(11)}about`.split(' '), say)
  await expect(title(page)).toHaveText(say('mailbox.nothing'))
  await button(page, say('mailbox.other-words')).click()
  await expect(page.getByLabel(say('mailbox.words'))).toBeVisible()
})

test('a follow-up that does not leave keeps its words', async ({ visited: page, context }) => {
  await sendReport(page, noise, say)
  await button(page, say('submit.to-mailbox')).click()
  await button(page, say('mailbox.write')).click()
  await page.getByLabel(say('mailbox.message')).fill('One more thing.')
  await context.route('**/message', (route) => route.abort())
  await button(page, say('mailbox.send')).click()
  await expect(page.getByRole('alert')).toContainText(say('submit.not-sent'))
  await expect(page.getByLabel(say('mailbox.message'))).toHaveValue('One more thing.')
  await context.unroute('**/message')
  await button(page, say('problems.again')).click()
  await expect(page.getByText(say('mailbox.written'))).toBeVisible()
})
