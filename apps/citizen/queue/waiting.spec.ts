// A report that finds no network: kept only if the person asks, sent later by itself, and then nowhere on the phone.

import { join } from 'node:path'
import { looksRight } from '@citycop/ui/testing/looks-right.ts'
import { expect, type Page, test } from '@playwright/test'
import { freshKeys, sealed } from '../../../testing/hostile/sealed.ts'
import { createTown, type Town } from '../../../testing/town.ts'
import { type CityDoor, openDoor } from '../testing/city-door.ts'
import { databases, dumpDatabases, putOnPhone, settled } from '../testing/kept-on-phone.ts'
import { atDesk } from '../testing/officer.ts'
import { phrases } from '../testing/phrases.ts'
import { answerAll, button, keepWords, noise, startReport, title } from '../testing/report-walk.ts'
import { founding } from '../testing/visit.ts'

const say = phrases('en')
const strangersWords = 'legal winner thank year wave sausage worth useful legal winner thank yellow'
const elsewhere = 'https://www.wikipedia.org/'
let town: Town
let door: CityDoor

test.describe.configure({ mode: 'serial' })
test.use({ viewport: { width: 360, height: 640 } })
test.beforeAll(async () => {
  test.setTimeout(founding.timeout)
  town = await createTown({ witnesses: true, citizen: join(import.meta.dirname, '../dist') })
  await town.app.context.publisher.tick()
  door = await openDoor()
})
test.beforeEach(() => {
  door.city = town.origin
  door.passes = () => true
})
test.afterAll(async () => {
  await door.close()
  await town.close()
})

/** Opened, and settled: the city is known, and the checked build is there without a network. */
async function open(page: Page): Promise<void> {
  await page.goto(door.origin)
  await title(page).waitFor()
  await settled(page)
}
/** Until a visit asks the city for no file of the app: then it is certain that the device answers, and not only that it could. */
async function answersItself(page: Page): Promise<void> {
  const asked: string[] = []
  door.passes = (path) => asked.push(path) > 0
  await expect(async () => {
    asked.length = 0
    await page.reload()
    await title(page).waitFor()
    expect(asked.filter((path) => path === '/' || path.startsWith('/assets/'))).toEqual([])
  }).toPass()
}
const visible = (page: Page) =>
  page.evaluate(async () => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, await caches.keys()]))
const seal = async (...draft: Parameters<typeof sealed> extends [unknown, ...infer Rest] ? Rest : never) => {
  const device = await town.device()
  return { report: await sealed(device, ...draft), root: device.directory.rootEnvelope }
}

test('opened and written without a network: nothing is kept unless asked; kept, it is sealed, outlives the quick exit, is told to its words alone, and leaves when the app is next opened', async ({
  page,
  context,
}) => {
  await context.route(elsewhere, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<h1>An encyclopedia</h1>' }),
  )
  await open(page)
  await answersItself(page)
  const before = await visible(page)
  door.city = undefined
  await page.reload()
  await startReport(page, say)
  await answerAll(page, { ...noise, contact: '055 1234' }, say)
  const words = await keepWords(page, say)
  await button(page, say('passphrase.send')).click()
  await expect(title(page)).toHaveText(say('submit.not-sent'))
  expect(await databases(page)).toEqual([])
  await button(page, say('queue.nothing')).click()
  await button(page, say('queue.stay')).click()
  await button(page, say('queue.keep')).click()
  await expect(title(page)).toHaveText(say('queue.kept'))
  await looksRight(page, 'citizen/queue/KeptScreen')
  const how = page.getByText(say('queue.by-itself')).or(page.getByText(say('queue.when-opened')))
  await expect(how).toBeVisible()
  expect(await page.content()).not.toContain('Bar Aurora')
  const kept = await dumpDatabases(page)
  expect(kept).toContain('mailboxPk')
  for (const secret of [noise.what, 'Bar Aurora', '055 1234', words.join(' '), 'AGE-SECRET-KEY', 'signSeed'])
    expect(kept).not.toContain(secret)

  await button(page, say('start.leave')).click()
  await expect(page).toHaveURL(elsewhere)
  await page.goto(door.origin) // without a network, from what was checked
  await expect(page.getByRole('heading', { name: say('queue.waiting') })).toBeVisible()
  expect(await visible(page)).toBe(before)
  expect(await page.content()).not.toContain('Bar Aurora')

  // Whoever has its words is told where it is; other words tell nothing of it.
  const [mustLeave = ''] = say('queue.leave-by', { day: '|' }).split('|')
  const leaveBy = (await page.getByText(mustLeave).textContent()) ?? ''
  await page.getByRole('button', { name: say('start.mailbox') }).click()
  await page.getByLabel(say('mailbox.words')).fill(strangersWords)
  await button(page, say('mailbox.read')).click()
  await expect(page.getByText(say('problems.unreachable'))).toBeVisible()
  await page.getByLabel(say('mailbox.words')).fill(words.join(' '))
  await button(page, say('mailbox.read')).click()
  await expect(title(page)).toHaveText(say('mailbox.waits'))
  await expect(page.getByText(leaveBy)).toBeVisible()
  await looksRight(page, 'citizen/mailbox/WaitsHere')

  door.city = town.origin
  await button(page, say('queue.now')).click()
  await expect(page.getByRole('heading', { name: say('queue.sent') })).toBeVisible()
  await expect.poll(() => databases(page)).toEqual([])
  const said = (await page.getByText(/[0-9A-Z]{4}-[0-9A-Z]{4}/).textContent()) ?? ''
  const { opened } = await atDesk(town, 'anna', said.match(/[0-9A-Z]{4}-[0-9A-Z]{4}/)?.[0] ?? '')
  expect(opened.messages[0]?.text).toBe(noise.what)
  await button(page, say('mailbox.waits-look')).click()
  await expect(title(page)).toHaveText(say('mailbox.heading'))
  await page.reload()
  await expect(title(page)).toHaveText(say('start.title'))
  await expect(page.getByRole('heading', { name: say('queue.sent') })).toHaveCount(0)
})

test('a tab closed in the middle of an upload: the next opening sends the missing parts, and no other', async ({
  page,
  context,
}) => {
  await open(page)
  await startReport(page, say)
  const photo = { name: 'pier.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(2_500_000, 7) }
  await answerAll(page, { ...noise, files: [photo] }, say)
  await keepWords(page, say)
  let parts = 0
  door.passes = (path) => path !== '/upload/part' || ++parts <= 1 // then the line is dead, and does not say so
  await button(page, say('passphrase.send')).click()
  await expect(page.getByText(say('queue.parts', { part: 1, of: 3 }))).toBeVisible()
  await button(page, say('queue.keep-too')).click()
  await expect(page.getByText(say('queue.kept-too'))).toBeVisible()
  await page.close({ runBeforeUnload: false })
  const missing: string[] = []
  door.passes = (path) => missing.push(path) > 0
  const later = await context.newPage()
  await later.goto(door.origin)
  await expect(later.getByRole('heading', { name: say('queue.sent') })).toBeVisible()
  expect(missing.filter((path) => path === '/upload/part')).toHaveLength(2)
  await expect.poll(() => databases(later)).toEqual([])
})

test('a request changed while it waited is refused, and the person is told and rid of it', async ({ page }) => {
  await open(page)
  const { report, root } = await seal()
  await putOnPhone(page, report, root, { group: 'tip' })
  await page.reload()
  await expect(page.getByRole('heading', { name: say('queue.refused') })).toBeVisible()
  await expect(page.getByText(say('queue.refused-changed'))).toBeVisible()
  expect(await dumpDatabases(page)).not.toContain('mailboxPk')
  await button(page, say('queue.remove')).click()
  await expect.poll(() => databases(page)).toEqual([])
})

test('the browser wakes the service worker, and the report leaves without the app; its receipt is checked there too', async ({
  page,
  context,
}) => {
  await open(page)
  const keys = await freshKeys(await town.device())
  const { report, root } = await seal({}, keys)
  await putOnPhone(page, report, root)
  const devtools = await context.newCDPSession(page)
  const registered = new Promise<string>((resolve) =>
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const ours = registrations.find((one) => one.scopeURL.startsWith(door.origin))
      if (ours) resolve(ours.registrationId)
    }),
  )
  await devtools.send('ServiceWorker.enable')
  const registrationId = await registered
  await devtools.send('ServiceWorker.dispatchSyncEvent', {
    origin: door.origin,
    registrationId,
    tag: 'citycop-send',
    lastChance: false,
  })
  await expect.poll(() => dumpDatabases(page)).toContain(keys.reference)
  expect(await dumpDatabases(page)).not.toContain('mailboxPk')
  await page.reload()
  await expect(page.getByText(keys.reference)).toBeVisible()
})
