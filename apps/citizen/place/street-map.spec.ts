// The street map on a phone: nothing of it is asked for before a tap, it comes whole, and its middle can go into the report, sealed.
import { looksRight } from '@citycop/ui/testing/looks-right.ts'
import type { Request } from '@playwright/test'
import { phrases } from '../testing/phrases.ts'
import { button, startReport } from '../testing/report-walk.ts'
import { expect, test } from '../testing/visit.ts'

const say = phrases('en')

test('the street map comes whole after a tap and only if it is the one the city names; its middle goes into the report by keys alone', async ({
  visited: page,
  context,
  town,
}) => {
  // The app's own files are the same for everybody, and the service worker fetches them when it likes.
  const build = await (await page.request.get(`${town.origin}/build.json`)).json()
  const ofBuild = new Set(Object.keys(build.files))
  const asked: string[] = []
  const hear = (request: Request) => {
    const { pathname } = new URL(request.url())
    if (!request.serviceWorker() && !ofBuild.has(pathname.slice(1)))
      asked.push(`${request.method()} ${pathname} ${request.headers().range ?? 'whole'}`)
  }
  await startReport(page, say)
  await page.getByRole('radio', { name: say('reports.category.noise') }).check()
  await button(page, say('submit.next')).click()
  await page.getByLabel(say('submit.what-label')).fill('A drill, since six.')
  await button(page, say('submit.next')).click()
  await page.getByText(say('submit.where-help')).click()
  const { basemap } = await (await page.request.get(`${town.origin}/pilot.json`)).json()
  const address = `/basemap/${basemap.sha256}.pmtiles`
  const offer = page.getByRole('button', { name: /^Show the street map \(\d/ })
  await offer.waitFor()

  // Another map than the named one, of the same size, is thrown away.
  await context.route(`**${address}`, (route) => route.fulfill({ body: Buffer.alloc(basemap.bytes) }), { times: 1 })
  await offer.click()
  await expect(page.getByText(say('basemap.changed'))).toBeVisible()
  context.on('request', hear)
  await offer.click()
  const stage = page.getByRole('application', { name: say('basemap.stage') })
  await expect(stage).toBeFocused()
  await expect(stage).toHaveAttribute('aria-busy', 'false')
  await expect(page.getByText(say('basemap.by', { attribution: '© OpenStreetMap contributors' }))).toBeVisible()
  for (const key of ['+', '+', 'ArrowDown', '+', '+']) await page.keyboard.press(key)
  await button(page, say('basemap.east')).click()
  const middle = page.getByText(say('basemap.middle', { where: '' }))
  await expect(middle).toHaveText(/(Lane|Street|Road), Harbour$/)
  await looksRight(page, 'citizen/reports/WhereStep')
  await button(page, say('place.cross')).press('Enter')
  await expect(page.getByText(say('place.cross-done'))).toBeVisible()
  await expect(page.getByText(/Position in the report: 42\.4\d+, 10\.1\d+ \(± \d+ m\)/)).toBeVisible()
  await expect(page.getByLabel(say('submit.where-label'))).toHaveValue('Harbour')
  expect(asked).toEqual([`GET ${address} whole`])
  const kept = await page.evaluate(async (path) => (await caches.match(path)) === undefined, address)
  expect(kept).toBe(true)
})
