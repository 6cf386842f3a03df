// A visit to a real city on a small phone: the built app, served by the server that serves it to everybody. Every visit ends
// with the same questions: did the console complain, was anybody else asked for anything, is there a cookie?
import { join } from 'node:path'
import { test as base, expect, type Page } from '@playwright/test'
import { pilotsWithMap } from '../../../testing/basemap/pilots-with-map.ts'
import { createTown, type Town } from '../../../testing/town.ts'

type Visit = { visited: Page; excused: RegExp[]; leaves: boolean }

/** A whole town is founded before the first test, on a machine that may be busy. */
export const founding = { scope: 'worker', timeout: 180_000 } as const

/** A town that no other spec has; one that is shared is not given another policy. */
export async function ownTown(use: (town: Town) => Promise<void>, { vault = false } = {}): Promise<void> {
  const pilots = pilotsWithMap()
  const town = await createTown({
    suite: 'pq',
    instance: 'portolume',
    witnesses: true,
    vault,
    citizen: join(import.meta.dirname, '../dist'),
    pilots: pilots.folder,
  })
  await town.app.context.publisher.tick()
  await use(town)
  await town.close()
  pilots.drop()
}

export const test = base.extend<Visit, { town: Town }>({
  viewport: { width: 360, height: 640 },
  town: [({ browserName: _ }, use) => ownTown(use), founding],
  // What a spec that breaks something on purpose may make the console say.
  excused: [[], { option: true }],
  // The quick exit, and only it, goes to a page of somebody else.
  leaves: [false, { option: true }],
  visited: async ({ page, context, town, excused, leaves }, use) => {
    const complaints: string[] = []
    const strangers: string[] = []
    page.on('console', (message) => {
      if (message.type() !== 'log') complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(String(error)))
    context.on('request', (request) => {
      if (new URL(request.url()).origin !== town.origin) strangers.push(request.url())
    })
    await page.goto(town.origin)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await use(page)
    expect(complaints.filter((one) => !excused.some((allowed) => allowed.test(one)))).toEqual([])
    expect(strangers).toEqual(leaves ? ['https://www.wikipedia.org/'] : [])
    expect(await context.cookies()).toEqual([])
  },
})

export { expect }
