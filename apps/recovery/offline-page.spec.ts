// The page that custodians use off the network, opened as a file, in a browser that may ask nobody for anything.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { call } from '@citycop/client/api/call.ts'
import { newOfficer } from '@citycop/client/keys/make-officer.ts'
import { makeKeyfile } from '@citycop/client/officers/keyfile.ts'
import { signIn } from '@citycop/client/officers/sign-in.ts'
import { fetchFile } from '@citycop/client/recovery/fetch-file.ts'
import { signHandedOver } from '@citycop/client/recovery/hand-over.ts'
import { wrapKeys } from '@citycop/protocol/keys/member-contract.ts'
import { looksRight } from '@citycop/ui/testing/looks-right.ts'
import { expect, type Page, test } from '@playwright/test'
import { askedFor, handIn, seedOf, takeIntoCustody } from '../../testing/custody.ts'
import { keyIdOfOfficer, letIn } from '../../testing/lead.ts'
import { createTown } from '../../testing/town.ts'
import { phrases } from '../citizen/testing/phrases.ts'

const say = phrases('en')
const address = pathToFileURL(join(import.meta.dirname, 'dist/index.html')).href

test.use({ viewport: { width: 360, height: 640 } })

const give = (page: Page, files: Readonly<Record<string, string | Uint8Array>>) =>
  page
    .locator('input[type=file]')
    .setInputFiles(
      Object.entries(files).map(([name, text]) => ({ name, mimeType: 'application/json', buffer: Buffer.from(text) })),
    )

test('three custodians open a unit’s keys in a file that can ask nobody, and a bad share is named', async ({
  page,
  context,
}) => {
  test.setTimeout(120_000)
  let behind = 3 * 60_000 // the page asks this machine's clock, so the wait has to lie in the past
  const town = await createTown({ witnesses: true, now: () => new Date(Date.now() - behind) })
  try {
    const { custodians, shares, sealed } = await takeIntoCustody(town)
    const eva = newOfficer(town.pins, 'eva')
    await letIn(town, eva)
    const hash = await handIn(town, await askedFor(town, custodians.slice(0, 3)))
    behind = 0
    await town.app.context.publisher.tick()
    const [rosa] = custodians
    const file = await fetchFile(await town.device(), hash, seedOf(rosa ?? eva), town.app.context.clock.now())

    const asked: string[] = []
    const complaints: string[] = []
    context.on('request', (request) => asked.push(request.url()))
    page.on('console', (message) => complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(String(error)))
    await context.setOffline(true)
    await page.goto(address)
    await looksRight(page, 'recovery/App')
    const [one, two] = shares.map((share) => JSON.stringify(share.envelope))
    const bad = JSON.stringify({ ...shares[3]?.envelope, signatures: shares[2]?.envelope.signatures })
    await give(page, {
      'keys.json': JSON.stringify(file),
      'rosa.share': one ?? '',
      'ugo.share': two ?? '',
      'bad.share': bad,
      'list.txt': 'x',
    })
    await expect(page.getByText(say('recovery.strange', { name: 'list.txt' }))).toBeVisible()
    await page.getByLabel(say('recovery.officer')).fill(keyIdOfOfficer(eva))
    await page.clock.setFixedTime(new Date(Date.parse(file.until) - 1000))
    await page.getByRole('button', { name: say('recovery.combine') }).click()
    await expect(page.getByText(say('recovery.why-waiting'))).toBeVisible()
    await looksRight(page, 'recovery/App', 'waiting')
    await page.clock.setFixedTime(new Date())
    await page.getByRole('button', { name: say('recovery.combine') }).click()
    await expect(page.getByText(say('recovery.why-too-few'))).toBeVisible()
    await expect(page.getByText(say('recovery.bad', { names: 'bad.share' }))).toBeVisible()
    const [, , ines = eva] = custodians
    await give(page, { 'ines.age': await makeKeyfile(ines, 'known to Ines alone') })
    const passphrase = page.getByLabel(say('recovery.keyfile', { name: 'ines.age' }))
    const open = async (typed: string) => {
      await passphrase.fill(typed)
      await page.getByRole('button', { name: say('recovery.open-share') }).click()
    }
    await open('known to Rosa alone')
    await expect(page.getByText(say('recovery.wrong-passphrase', { name: 'ines.age' }))).toBeVisible()
    await open('known to Ines alone')
    await expect(page.getByText(say('recovery.opens-none', { name: 'ines.age' }))).toBeVisible()
    await give(page, { 'share-3.age': sealed[2] ?? '' })
    await looksRight(page, 'recovery/App', 'sealed')
    await open('known to Ines alone')
    await expect(page.getByRole('listitem').filter({ hasText: 'share-3.age' })).toBeVisible()
    await expect(page.getByRole('heading', { name: say('recovery.files') })).toBeFocused()
    await page.getByRole('button', { name: say('recovery.combine') }).click()
    await expect(page.getByText(say('recovery.done'), { exact: true })).toBeVisible()
    await looksRight(page, 'recovery/App', 'done')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: say('recovery.save') }).click(),
    ])
    const saved = JSON.parse(readFileSync(await download.path(), 'utf8'))
    expect(asked.filter((url) => url !== address && !url.startsWith('blob:'))).toEqual([])
    await page.evaluate(() => fetch('http://127.0.0.1:9/').catch(() => {}))
    expect(complaints.length).toBeGreaterThan(0)
    expect(complaints.every((one) => /Content Security Policy|violates/.test(one))).toBe(true)

    const desk = await signIn(await town.device(), eva)
    const wraps = await signHandedOver(desk, eva.ageIdentity, saved)
    await call(desk.instance.server, wrapKeys, { wraps }, desk.token)
    expect((await signIn(await town.device(), eva)).epochs.size).toBe(1)
  } finally {
    await town.close()
  }
})
