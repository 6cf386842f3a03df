// A phone that has checked a build keeps it, whatever the city sends, until another one stands in the public log.
import { createHash } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { type App, createApp } from '../../../server/app.ts'
import { createTown, type Town } from '../../../testing/town.ts'
import { writeManifest } from '../../../tools/build-manifest.ts'
import { type CityDoor, openDoor } from '../testing/city-door.ts'
import { phrases } from '../testing/phrases.ts'
import { founding } from '../testing/visit.ts'

const say = phrases('en')
const app = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'citycop-builds-'))
const refused = say('start.build-refused')
let town: Town
let door: CityDoor
let running: App

/** The built app under another title; its hash. */
function variant(title: string): { dist: string; hash: string } {
  const dist = join(folder, title)
  cpSync(join(app, 'dist'), dist, { recursive: true })
  const page = join(dist, 'index.html')
  writeFileSync(page, readFileSync(page, 'utf8').replace('<title>CITYCoP</title>', `<title>${title}</title>`))
  writeManifest(dist, app)
  return {
    dist,
    hash: createHash('sha256')
      .update(readFileSync(join(dist, 'build.json')))
      .digest('hex'),
  }
}

async function serve(dist: string): Promise<void> {
  await running.close()
  running = await createApp(town.database, { data: town.data, limits: false, citizen: dist })
  door.city = await running.citizen.listen({ host: '127.0.0.1', port: 0 })
}

const inForce = (page: Page) =>
  page.evaluate(async () => {
    const kept = await caches.match('/kept', { cacheName: 'citycop' })
    return kept ? (await kept.json()).inForce : undefined
  })

async function visit(page: Page, title: string): Promise<void> {
  await page.goto(door.origin)
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(await page.title()).toBe(title)
}

/** A later visit: the worker looks at most once a minute. */
async function visitLater(page: Page, title: string): Promise<void> {
  const [worker] = page.context().serviceWorkers()
  await worker?.evaluate(() => {
    const now = Date.now
    Date.now = () => now() + 61_000
  })
  await visit(page, title)
}

async function firstVisit(page: Page, title: string, hash: string): Promise<void> {
  await visit(page, title)
  await expect.poll(() => inForce(page), { timeout: 30_000 }).toBe(hash) // every file of it is fetched meanwhile
}

const one = variant('One')
const two = variant('Two')
const unlogged = variant('Unlogged')

test.describe.configure({ mode: 'serial' })
test.use({ viewport: { width: 360, height: 640 } })
test.beforeAll(async () => {
  test.setTimeout(founding.timeout)
  town = await createTown({ witnesses: true, citizen: one.dist })
  running = town.app
  await running.context.publisher.tick()
  door = await openDoor()
  door.city = town.origin
})
test.afterAll(async () => {
  await door.close()
  await running.close()
  await town.witnesses?.close()
  await town.database.drop()
  for (const one of [folder, town.data]) rmSync(one, { recursive: true, force: true })
})
test.afterEach(() => {
  door.instead.clear()
})

test('a build that is not in the log is not run, and the page says so until the city takes it back', async ({
  page,
}) => {
  await firstVisit(page, 'One', one.hash)
  for (const file of ['index.html', 'build.json'])
    door.instead.set(file === 'index.html' ? '/' : `/${file}`, readFileSync(join(unlogged.dist, file)))
  await visitLater(page, 'One')
  await expect(page.getByText(refused)).toBeVisible()
  await visit(page, 'One')
  await expect(page.getByText(refused)).toBeVisible() // within the same minute, too
  expect(await inForce(page)).toBe(one.hash)
  door.instead.clear()
  await visitLater(page, 'One')
  await expect(page.getByText(refused)).toHaveCount(0)
})

test('other pins than the first are refused', async ({ page }) => {
  await firstVisit(page, 'One', one.hash)
  const { witnessPolicy: _, ...pins } = town.pins
  door.instead.set('/pins.json', Buffer.from(JSON.stringify(pins)))
  await visitLater(page, 'One')
  await expect(page.getByText(say('start.pins-refused'))).toBeVisible()
})

test('a logged build waits for the witnesses, is not run with one changed file, and is run once it is whole', async ({
  page,
}) => {
  await firstVisit(page, 'One', one.hash)
  await serve(two.dist)
  await visitLater(page, 'One')
  await expect.poll(() => inForce(page)).toBe(one.hash) // not published: nothing to refuse
  await expect(page.getByText(refused)).toHaveCount(0)
  await running.context.publisher.tick()
  door.instead.set('/icon.svg', readFileSync(join(two.dist, 'icon.svg')).fill(32, 0, 1))
  await visitLater(page, 'One')
  await expect(page.getByText(refused)).toBeVisible()
  expect(await inForce(page)).toBe(one.hash)
  door.instead.clear()
  await visitLater(page, 'One')
  await expect.poll(() => inForce(page)).toBe(two.hash)
  await expect(page.getByText(refused)).toHaveCount(0)
  await visitLater(page, 'Two')
  await expect.poll(() => page.evaluate(() => caches.keys())).toEqual(['citycop', `build-${two.hash}`])
})

test('without a connection the app is there; nothing is kept but the build and the pins', async ({ page }) => {
  await firstVisit(page, 'Two', two.hash)
  await visit(page, 'Two')
  door.city = undefined
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('start.title'))
  const stored = await page.evaluate(async () => {
    const requests = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()))
    return requests.flat().map(({ url }) => new URL(url).pathname)
  })
  const { files } = JSON.parse(readFileSync(join(two.dist, 'build.json'), 'utf8'))
  const named = Object.keys(files).map((file) => (file === 'index.html' ? '/' : `/${file}`))
  expect(stored.sort()).toEqual(['/kept', ...named].sort())
})
