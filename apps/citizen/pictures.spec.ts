// The README's pictures, of the real screens. Words, numbers and days are made up in the picture, so that two runs give the
// same picture and no picture shows twelve words that somebody could use: CITYCOP_PICTURES=1 npx playwright test pictures
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { addDays } from '@citycop/protocol/contract/days.ts'
import { sayDay } from '@citycop/ui/dates.ts'
import type { Page } from '@playwright/test'
import { atDesk } from './testing/officer.ts'
import { phrases } from './testing/phrases.ts'
import { answerAll, button, keepWords, noise, readReport, startReport, title } from './testing/report-walk.ts'
import { expect, test } from './testing/visit.ts'

const folder = join(import.meta.dirname, '../../docs/pictures')
const say = phrases('en')
const words = 'harbor lantern copper violin meadow orbit kitchen river silver window garden planet'.split(' ')
const day = '2026-11-23'

test.skip(!process.env.CITYCOP_PICTURES, 'pictures are taken when they are asked for')
test.use({ viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, colorScheme: 'light', trace: 'off' })

async function take(page: Page, name: string, today: string, real: readonly string[] = []): Promise<void> {
  const made: [string, string][] = [
    ...real.map((word, index): [string, string] => [word, words[index] ?? '']),
    ...[0, 3, 10, 180].map((days): [string, string] => [
      sayDay(addDays(today, days), 'en'),
      sayDay(addDays(day, days), 'en'),
    ]),
  ]
  await page.evaluate((made) => {
    const all = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = all.nextNode(); node; node = all.nextNode()) {
      let text = node.textContent ?? ''
      const whole = made.find(([from]) => from === text.trim())
      if (whole) text = whole[1]
      else for (const [from, to] of made) if (from.includes(' ')) text = text.replaceAll(from, to)
      node.textContent = text
        .replace(/\b[0-9A-Z]{4}-[0-9A-Z]{4}\b/, 'K7QF-2M9X')
        .replace(/\b\d\d:\d\d\b/, '09:12')
        .replace(/(entry )\d+/, '$141')
    }
    for (const focused of [document.activeElement]) if (focused instanceof HTMLElement) focused.blur()
  }, made)
  await page.mouse.move(0, 0)
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' })
}

test('the pictures of the README', async ({ visited: page, town }) => {
  test.slow()
  mkdirSync(folder, { recursive: true })
  const today = town.app.context.clock.today()
  await take(page, 'start', today)
  await startReport(page, say)
  await page.getByRole('radio', { name: say('reports.category.noise') }).check()
  await page.evaluate(() => window.scrollTo(0, 0))
  await take(page, 'category', today)
  await answerAll(page, noise, say, async (screen) => {
    if (screen === 'check') await take(page, 'check', today)
  })
  await keepWords(page, say, async (screen) => {
    if (screen === 'words') await take(page, 'words', today, await page.locator('ol .word').allTextContents())
  })
  await button(page, say('passphrase.send')).click()
  await expect(title(page)).toHaveText(say('submit.sent'))
  await take(page, 'sent', today)
  await page.reload()
  const sent = await town.reports()
  await (await atDesk(town, 'anna', sent.receipt.reference)).ask('Thank you. Which lamp is it, the one on the corner?')
  await readReport(page, sent.words.split(' '), say)
  await expect(title(page)).toHaveText(say('mailbox.heading'))
  await take(page, 'my-report', today)
})
