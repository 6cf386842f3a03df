import type { Page } from '@playwright/test'
import { settled } from '../testing/kept-on-phone.ts'
import { phrases } from '../testing/phrases.ts'
import { answerAll, button, keepWords, noise, sendReport, startReport, title } from '../testing/report-walk.ts'
import { expect, test } from '../testing/visit.ts'

const say = phrases('en')
test.use({ leaves: true })
const elsewhere = 'https://www.wikipedia.org/'

// The page that the exit goes to, without leaving the test: it is the one stranger a visit may ask for.
async function neutral(page: Page): Promise<void> {
  await page
    .context()
    .route(elsewhere, (route) => route.fulfill({ contentType: 'text/html', body: '<h1>An encyclopedia</h1>' }))
}

/** Everything this origin keeps on the device, as text. */
async function kept(page: Page, origin: string): Promise<string> {
  await page.goto(origin)
  return page.evaluate(async () => {
    const databases = (await indexedDB.databases?.()) ?? []
    const cached: Record<string, string[]> = {}
    for (const name of await caches.keys())
      cached[name] = (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname).sort()
    const state = await (await caches.match('/kept', { cacheName: 'citycop' }))?.json()
    const { cookie } = document
    return JSON.stringify({
      local: { ...localStorage },
      session: { ...sessionStorage },
      databases,
      cached,
      state,
      cookie,
    })
  })
}

/** What a visitor leaves who only reads the start screen. */
async function visitorLeaves(page: Page, origin: string): Promise<string> {
  await settled(page)
  return kept(page, origin)
}

test('after the exit in the middle of a report the device holds what any visitor leaves, and Back shows no report', async ({
  visited: page,
  town,
  browser,
}) => {
  await neutral(page)
  const visitor = await browser.newPage({ baseURL: town.origin })
  await visitor.goto(town.origin)
  await startReport(page, say)
  await answerAll(page, { ...noise, contact: '055 1234' }, say)
  const workers = page.workers().length
  expect(workers).toBe(1)
  await keepWords(page, say)
  await settled(page)
  const entries = (one: Page) => one.evaluate(() => history.length)
  expect(await entries(page)).toBe(await entries(visitor)) // a whole report is one entry, as a visit is
  await button(page, say('start.leave')).click()
  await expect(page).toHaveURL(elsewhere)
  expect(page.workers()).toEqual([])
  await page.goBack().catch(() => null) // the entry before ours is the browser's own empty page
  expect(await page.content()).not.toContain('Bar Aurora')
  expect(await kept(page, town.origin)).toBe(await visitorLeaves(visitor, town.origin))
  await expect(title(page)).toHaveText(say('start.title'))
  await expect(page.getByText(say('start.go-on'))).toHaveCount(0)
  await visitor.close()
})

test('after a sent report, too, nothing is left that a visitor would not leave', async ({
  visited: page,
  town,
  browser,
}) => {
  await neutral(page)
  const visitor = await browser.newPage()
  await visitor.goto(town.origin)
  const before = await visitorLeaves(visitor, town.origin)
  await settled(page)
  await sendReport(page, noise, say)
  await button(page, say('submit.to-mailbox')).click()
  await expect(title(page)).toHaveText(say('mailbox.heading'))
  await button(page, say('start.leave')).click()
  await expect(page).toHaveURL(elsewhere)
  expect(await kept(page, town.origin)).toBe(before)
  await visitor.close()
})

test('Shift three times covers the screen and empties it in the same moment, whatever the network does', async ({
  visited: page,
}) => {
  const covered: unknown[] = []
  // The other page comes only after the cover was seen.
  const seen = new Promise<void>((resolve) => {
    page.exposeFunction('note', (state: unknown) => {
      covered.push(state)
      resolve()
    })
  })
  await page.context().route(elsewhere, async (route) => {
    await seen
    await route.fulfill({ contentType: 'text/html', body: '<h1>An encyclopedia</h1>' })
  })
  await startReport(page, say)
  await page.evaluate(() => {
    const { note } = window as never as { note(state: unknown): void }
    const look = () => note([getComputedStyle(document.body).display, document.querySelectorAll('h1').length])
    new MutationObserver(look).observe(document.documentElement, { attributeFilter: ['class'] })
  })
  for (let presses = 0; presses < 3; presses++) await page.keyboard.press('Shift')
  await expect(page).toHaveURL(elsewhere)
  expect(covered).toEqual([['none', 0]])
})
