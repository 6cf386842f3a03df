// What the desk must not do, whatever the server or a stranger's text tries.

import { readFileSync } from 'node:fs'
import { looksRight } from '@citycop/ui/testing/looks-right.ts'
import type { Page } from '@playwright/test'
import { lamp } from '../../testing/town.ts'
import { expect, passphrase, test } from './testing/desk-test.ts'

const changeReply = (page: Page, path: string, change: (reply: Record<string, unknown>) => void) =>
  page.route(`**${path}`, async (route) => {
    const response = await route.fetch()
    const reply = await response.json()
    change(reply)
    await route.fulfill({ response, json: reply })
  })

test('an opening whose proof does not fit locks the report and gives evidence', async ({ town, desk, page }) => {
  const { receipt } = await town.reports()
  await desk.signIn('anna')
  await changeReply(page, '/desk/open', (reply) => {
    reply.proof = String(reply.proof).replace(/index \d+/, 'index 0')
  })
  await desk.open(receipt.reference)
  await expect(page.getByRole('heading', { level: 1, name: 'Do not trust this opening' })).toBeVisible()
  await expect(page.getByText(lamp.what)).toHaveCount(0)
  await looksRight(page, 'desk/reports/TamperedPage')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save the evidence file' }).click()
  const evidence = JSON.parse(readFileSync(await (await download).path(), 'utf8'))
  expect(evidence).toMatchObject({ kind: 'citycop-evidence', request: expect.anything(), released: expect.anything() })

  await page.unrouteAll()
  await page.getByRole('button', { name: 'Back to the list' }).click()
  await expect(page.getByText('Locked: its opening did not check out')).toBeVisible()
  await desk.choose(receipt.reference)
  await expect(page.getByRole('heading', { level: 1, name: 'Do not trust this opening' })).toBeVisible()
})

test('a report logged under another key than its own is not shown', async ({ town, desk, page }) => {
  const { receipt } = await town.reports()
  await desk.signIn('anna')
  await changeReply(page, '/desk/open', (reply) => {
    reply.tagKey = Buffer.alloc(32, 7).toString('base64')
  })
  await desk.open(receipt.reference)
  await expect(page.getByRole('heading', { level: 1, name: 'Do not trust this opening' })).toBeVisible()
})

test.describe('under attack', () => {
  test.use({
    forgiven: [/Content Security Policy|TrustedScript|Trusted Type|Failed to load|violates|requires 'Trusted/i],
  })

  test('a page that was broken into runs no script, loads nothing and tells nobody', async ({ desk, page }) => {
    const strangers: string[] = []
    await page.route('https://stranger.example/**', (route) => {
      strangers.push(route.request().url())
      return route.fulfill({ status: 200 })
    })
    await desk.signIn('anna')
    // In a timer: what a test evaluates directly is exempt from the page's policy.
    const held = await page.evaluate(
      () =>
        new Promise<Record<string, boolean>>((resolve) => {
          const refuses = (act: () => unknown) => {
            try {
              act()
              return false
            } catch {
              return true
            }
          }
          setTimeout(async () => {
            const policies = Reflect.get(globalThis, 'trustedTypes') as {
              createPolicy(name: string, rules: object): unknown
            }
            const script = document.createElement('script')
            const markup = refuses(() => Reflect.set(document.body, 'innerHTML', '<img src=x onerror=alert(1)>'))
            const inline = refuses(() => Reflect.set(script, 'textContent', 'window.broken = true'))
            const code = refuses(() => new Function('window.broken = true')())
            const worker = refuses(() => new Worker('/assets/other.js'))
            const another = refuses(() => policies.createPolicy('another', {}))
            const again = refuses(() => policies.createPolicy('citycop-worker', {}))
            const sent = await fetch('https://stranger.example/').then(
              () => false,
              () => true,
            )
            const image = new Image()
            const loaded = new Promise<boolean>((seen) => {
              image.onload = () => seen(false)
              image.onerror = () => seen(true)
            })
            image.src = 'https://stranger.example/pixel.png'
            const broken = !('broken' in window)
            resolve({ markup, inline, code, worker, another, again, sent, image: await loaded, broken })
          })
        }),
    )
    expect(Object.entries(held).filter(([, refused]) => !refused)).toEqual([])
    expect(strangers).toEqual([])
  })
})

test('a stranger’s words are words: markup in a report is shown as it was typed', async ({ town, desk, page }) => {
  const what = '<img src=x onerror="window.broken=1"> {days} <b>bold</b> \u202etxt.exe'
  const { receipt } = await town.reports({ ...lamp, what, name: '<script>1</script>' })
  await desk.signIn('anna')
  await desk.open(receipt.reference)
  await expect(page.getByText(what)).toBeVisible()
  await expect(page.getByText('<script>1</script>')).toBeVisible()
  expect(await page.evaluate(() => 'broken' in window)).toBe(false)
})

test('nothing of a report or an officer stays: no cookie, no id in an address, nothing stored', async ({
  town,
  desk,
  page,
  context,
}) => {
  const { receipt } = await town.reports()
  const addresses: string[] = []
  page.on('request', (request) => addresses.push(request.url()))
  await desk.signIn('anna')
  await desk.open(receipt.reference)
  await expect(page.getByText(/Opened as entry/)).toBeVisible()
  expect(page.url()).toBe(`${town.deskOrigin}/`)
  expect(addresses.filter((address) => !address.startsWith(town.deskOrigin))).toEqual([])
  expect(addresses.filter((address) => /[?#]|[0-9a-f]{32}/.test(new URL(address).pathname))).toEqual([])
  const { cookies, origins } = await context.storageState({ indexedDB: true })
  expect(cookies).toEqual([])
  const stored = JSON.stringify(origins)
  for (const secret of [receipt.reference, 'anna', passphrase, 'AGE-SECRET']) expect(stored).not.toContain(secret)
  const token = /"token"/ // a session lives in the Worker's memory only
  expect(stored).not.toMatch(token)
})

test('the Worker alone may compile WebAssembly', async ({ town, page }) => {
  const policies = new Map<string, string>()
  page.on('response', async (response) => {
    const { pathname } = new URL(response.url())
    policies.set(pathname, (await response.allHeaders())['content-security-policy'] ?? '')
  })
  await page.goto(town.deskOrigin)
  await expect(page.getByLabel('Passphrase of the keyfile')).toBeVisible()
  const may = [...policies].filter(([, policy]) => policy.includes('wasm-unsafe-eval')).map(([path]) => path)
  expect(may).toHaveLength(1)
  expect(may[0]).toMatch(/^\/assets\/desk-worker-[\w-]+\.js$/)
})
