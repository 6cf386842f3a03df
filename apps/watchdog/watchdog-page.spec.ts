import { readFileSync } from 'node:fs'
import { looksRight } from '@citycop/ui/testing/looks-right.ts'
import { expectTree } from '@citycop/ui/testing/tree.ts'
import type { Page } from '@playwright/test'
import * as made from '../../cli/log/testing/made-log.ts'
import { phrases } from '../citizen/testing/phrases.ts'
import { expect, test } from './testing/visit.ts'

const say = phrases('en')
const screen = 'watchdog/App'

async function choose(page: Page, name: string, content: string | object) {
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  const buffer = Buffer.from(text)
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/json', buffer })
  await expect(page.getByRole('status').getByText(name)).toBeVisible()
}
const status = (page: Page) => page.getByRole('status')

test('a log that signed two histories is shown to have, with both notes and a file that proves it', async ({
  visited: page,
  watching,
}) => {
  await watching.shows([...made.entries(900), ...made.entries(2000, 900, 'two')])
  await page.reload()
  await expect(page.getByText(say('watchdog.state.contradiction'))).toBeVisible()
  await expect(page.getByText(say('watchdog.contradiction-growth'))).toBeVisible()
  await expect(page.locator('pre').nth(0)).toContainText('\n1824\n')
  await expect(page.locator('pre').nth(1)).toContainText('\n2000\n')
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: say('watchdog.save') }).click(),
  ])
  const saved = readFileSync(await file.path(), 'utf8')
  await looksRight(page, screen, 'two histories')
  await choose(page, 'saved.json', saved)
  await expect(status(page).getByText(say('watchdog-check.contradiction-good'))).toBeVisible()
  await choose(page, 'changed.json', saved.replace('\\n2000\\n', '\\n2001\\n'))
  await expect(status(page).getByText(say('watchdog-check.contradiction-bad'))).toBeVisible()
})

test('a log that does not answer is shown so, with what was kept of it', async ({ visited: page, watching }) => {
  await watching.vanishes()
  await page.reload()
  await expect(page.getByText(say('watchdog.state.problem'))).toBeVisible()
  await expect(page.getByText(say('watchdog.problem.unreachable'))).toBeVisible()
  await expect(page.getByText('1,824 entries').first()).toBeVisible()
  await looksRight(page, screen, 'no answer')
})

test('a changed receipt or evidence is refused, and what was changed is named', async ({ visited: page, watching }) => {
  const { evidence, receipt } = watching.files
  const [first, second] = evidence.acts
  const files: [string, object | string, string][] = [
    ['unit.json', { ...receipt, unit: 'home-safety' }, say('watchdog-check.content')],
    ['index.json', { ...receipt, index: 3 }, say('watchdog-check.in-log', { index: 3 })],
    ['left-out.json', { ...evidence, acts: [second] }, say('watchdog-check.act-content', { n: 2 })],
    ['opening.json', { ...evidence, acts: [{ ...first, opening: second?.opening }, second] }, 'Act 1: the proof'],
    ['elsewhere.json', { ...evidence, policy: 'quorum none\n' }, say('watchdog-check.other-log')],
    ['hello.txt', 'hello', say('watchdog-check.unknown')],
  ]
  for (const [name, content, words] of files) {
    await choose(page, name, content)
    await expect(status(page).getByText(words).first(), name).toBeVisible()
    if (name !== 'hello.txt')
      await expect(status(page).getByText(say('watchdog-check.fails')).first(), name).toBeVisible()
  }
})

test('a receipt and evidence are checked without the network, and it is said what they do not show', async ({
  visited: page,
  context,
  watching,
}) => {
  await page.waitForLoadState('networkidle')
  await context.setOffline(true)
  const { evidence, receipt } = watching.files
  const { reference, unit, day } = receipt
  await choose(page, 'receipt.json', receipt)
  await expect(status(page).getByText(say('watchdog-check.receipt-good', { reference, unit, day }))).toBeVisible()
  await expect(status(page).getByText(say('watchdog-check.log-alone'))).toBeVisible()
  await expect(status(page).getByText('“–”')).toHaveCount(0)
  await choose(page, 'evidence.json', evidence)
  await expect(status(page).getByText(say('watchdog-check.evidence-good', { reference, count: 2 }))).toBeVisible()
  await context.setOffline(false)
  await looksRight(page, screen, 'checked files')
})

test('a file can be dropped on its place; beside it, it does nothing and the page stays', async ({
  visited: page,
  watching,
}) => {
  const dropped = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer()
    transfer.items.add(new File([text], 'dropped.json', { type: 'application/json' }))
    return transfer
  }, JSON.stringify(watching.files.evidence))
  await page.dispatchEvent('h1', 'drop', { dataTransfer: dropped })
  await expect(page.getByText('dropped.json')).toHaveCount(0)
  await page.dispatchEvent('label.zone', 'drop', { dataTransfer: dropped })
  await expect(status(page).getByText('dropped.json')).toBeVisible()
  await expect(status(page).getByText(say('watchdog-check.holds'))).toHaveCount(3)
})

test('in one sentence: how large, confirmed by whom, how long ago, and that it fits', async ({ visited: page }) => {
  const sentence =
    /grown to 1,824 entries\. It was confirmed 2 minutes ago by the watchdog, peer-1 and peer-2\. We rebuilt its root/
  await expect(page.getByText(sentence)).toBeVisible()
  await expect(page.getByRole('heading', { name: 'The log of Portolume' })).toBeVisible()
  await expect(page.getByText(say('watchdog.fewer', { below: 5 }))).toBeVisible()
  await looksRight(page, screen, 'all is well')
  await expectTree(page, 'App', true)
})

for (const language of ['en', 'it'] as const)
  test(`where all parts run on one machine it is said that this proves nothing, in ${language}`, async ({
    visited: page,
  }) => {
    await page.getByRole('combobox').selectOption(language)
    const words = phrases(language)
    const notice = page.locator('.notice.warn').filter({ hasText: words('watchdog.one-machine') })
    await expect(notice).toContainText(words('watchdog.one-machine-means'))
    await expect(page.locator('.notice.info').filter({ hasText: words('watchdog.state.good') })).toBeVisible()
    await expect(page.locator('.notice.success')).toHaveCount(0)
    await page.setViewportSize({ width: 1280, height: 900 })
    await looksRight(page, screen, `one machine, ${language}, on a desktop`)
  })

test('everything can be reached with the keyboard, in Italian too', async ({ visited: page }) => {
  await page.getByRole('combobox').selectOption('it')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(phrases('it')('watchdog.title'))
  const reached: string[] = []
  for (let i = 0; i < 12; i++) {
    await page.keyboard.press('Tab')
    reached.push(
      await page.evaluate(
        () => `${document.activeElement?.tagName} ${(document.activeElement as HTMLInputElement).type ?? ''}`,
      ),
    )
  }
  expect(reached).toContain('INPUT file')
  expect(reached).toContain('SUMMARY ')
})

test('the page runs its own scripts only, and no text becomes code', async ({ visited: page, watching }) => {
  const policy = (await page.request.get(watching.origin)).headers()['content-security-policy'] ?? ''
  for (const rule of [
    "default-src 'none'",
    "script-src 'self'",
    "connect-src 'self'",
    "require-trusted-types-for 'script'",
  ])
    expect(policy).toContain(rule)
  expect(policy).not.toContain('unsafe')
})

test.describe('when the watchdog itself is silent', () => {
  test.use({ excused: [/Failed to load resource/] })
  test('it is said, and what it last said stays', async ({ visited: page, context }) => {
    await context.route('**/status.json', (route) => route.abort())
    await page.reload()
    await expect(page.getByText(say('watchdog.failed'))).toBeVisible()
    await looksRight(page, screen, 'silent')
    await context.unroute('**/status.json')
    await page.getByRole('button', { name: say('watchdog.again') }).click()
    await expect(page.getByText(say('watchdog.state.good'), { exact: true })).toBeVisible()
  })
})
