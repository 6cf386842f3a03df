// The unit's own work: a table of what the list knows, a picture of what was opened in this session, and figures that single nobody out.
import { looksRight } from '@citycop/ui/testing/looks-right.ts'
import { pilotsWithMap } from '../../testing/basemap/pilots-with-map.ts'
import { createTown, lamp, type Town } from '../../testing/town.ts'
import { deskOf, dist, expect, test } from './testing/desk-test.ts'
import { look } from './testing/look.ts'

let city: Town
let pilots: ReturnType<typeof pilotsWithMap>
let now = new Date()
test.beforeAll(async () => {
  test.setTimeout(180_000) // a whole town is founded here, on a machine that may be busy
  pilots = pilotsWithMap()
  city = await createTown({ suite: 'pq', desk: dist, instance: 'portolume', pilots: pilots.folder, now: () => now })
})
test.afterAll(async () => {
  await city.close()
  pilots.drop()
})

test('a place is on the picture only after its report was opened; the table sorts, prints and holds everything; few is never told exactly', async ({
  page,
}) => {
  const position = 'geo:42.4921,10.1301;u=30'
  const sent = await city.reports({ ...lamp, where: 'Rope Lane, Harbour', position })
  for (let i = 0; i < 5; i++) await city.reports({ ...lamp, category: i < 4 ? 'street' : 'noise' })
  await city.reports({ ...lamp, category: 'question' })
  now = new Date(now.getTime() + 7 * 86_400_000)
  const desk = deskOf(page, city)
  const goOwn = () => page.getByRole('button', { name: 'Our work' }).click()
  await desk.signIn('anna')
  await goOwn()
  await expect(page.getByRole('heading', { level: 1, name: 'Our work' })).toBeFocused()
  const line = page.getByRole('row').filter({ hasText: sent.receipt.reference })
  await expect(line).toContainText('Not opened now')
  await expect(page.locator('svg .district')).toHaveCount(0)
  await expect(page.getByRole('row').filter({ hasText: 'Concern' }).filter({ hasText: '5 or a few more' })).toHaveCount(
    1,
  )
  await expect(page.getByRole('row').filter({ hasText: 'Question' }).filter({ hasText: 'fewer than 5' })).toHaveCount(1)

  await page.getByRole('button', { name: 'Reports', exact: true }).click()
  await desk.open(sent.receipt.reference)
  await expect(page.getByText('District: Harbour')).toBeVisible()
  const asked: string[] = []
  page.on('request', (request) =>
    asked.push(`${new URL(request.url()).pathname} ${request.headers().range ?? 'whole'}`),
  )
  const offer = page.getByRole('button', { name: /^Show the street map/ })
  const stage = page.getByRole('application', { name: 'Street map' })
  await offer.click()
  await expect(stage).toHaveAttribute('aria-busy', 'false')
  await expect(page.getByText(/^In the middle of the map: .*(Lane|Street|Road), Harbour$/)).toBeVisible()
  await look(page, 'place')
  await page.getByRole('button', { name: 'Back to the list' }).click()
  await goOwn()
  await expect(line).toContainText('Harbour')
  await expect(page.locator('svg .some')).toHaveCount(1)
  await offer.click()
  await expect(stage).toHaveAttribute('aria-busy', 'false')
  expect(asked.filter((one) => one.startsWith('/basemap/'))).toEqual([
    expect.stringMatching(/^\/basemap\/[0-9a-f]{64}\.pmtiles whole$/), // once, for both pages
  ])
  const first = page.getByRole('row').nth(1).getByRole('rowheader')
  const header = page.getByRole('columnheader', { name: 'Reference' })
  await header.getByRole('button').press('Enter')
  await expect(header).toHaveAttribute('aria-sort', 'ascending')
  const lowest = await first.textContent()
  await header.getByRole('button').press('Enter')
  await expect(first).not.toHaveText(lowest ?? '')
  await look(page, 'own')
  await looksRight(page, 'desk/own/OwnWorkPage')
})
