import AxeBuilder from '@axe-core/playwright'
import type { Language } from '@citycop/ui/languages.ts'
import type { Page } from '@playwright/test'
import { tellingJpeg } from '../../client/attachments/testing/telling-pictures.ts'
import { atDesk } from './testing/officer.ts'
import { phrases, type Say } from './testing/phrases.ts'
import {
  answerAll,
  button,
  keepWords,
  type Look,
  noise,
  readReport,
  startReport,
  title,
} from './testing/report-walk.ts'
import { expect, test } from './testing/visit.ts'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const photo = { name: 'molo.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(tellingJpeg()) }

/** No finding of axe, nothing wider than the screen, one h1. */
const looker =
  (page: Page, seen: string[]): Look =>
  async (screen) => {
    // What happens to be scrolled half under the sticky bar is no small target.
    await page.evaluate(() => window.scrollTo(0, 0))
    const { violations } = await new AxeBuilder({ page })
      .options({ runOnly: tags, resultTypes: ['violations'] })
      .analyze()
    expect(violations, screen).toEqual([])
    expect(await page.getByRole('heading', { level: 1 }).count(), `${screen}: one h1`).toBe(1)
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(wider, `${screen}: scrolls sideways`).toBe(0)
    seen.push(screen)
  }

/** With what a screen folds away opened first. */
const opened =
  (page: Page, look: Look, say: Say): Look =>
  async (screen) => {
    if (screen === 'where') {
      await page.getByText(say('submit.where-help')).click()
      await page.getByText(say('place.picture')).click()
    }
    if (screen === 'words') {
      await page.getByText(say('passphrase.qr'), { exact: true }).click()
      await page.getByRole('img', { name: say('passphrase.qr-label') }).waitFor()
    }
    await look(screen)
  }

test.use({ trace: 'off' })
const rooms: { language: Language; colorScheme: 'light' | 'dark'; locale: string; width: number }[] = [
  { language: 'en', colorScheme: 'light', locale: 'en-GB', width: 360 },
  { language: 'ga', colorScheme: 'dark', locale: 'ga-IE', width: 320 }, // the longest words
]
for (const { language, colorScheme, locale, width } of rooms)
  test.describe(`in ${language}, ${colorScheme}, ${width} pixels wide`, () => {
    test.use({
      colorScheme,
      locale,
      viewport: { width, height: 640 },
      excused: [/Failed to load resource/],
    })
    test.slow() // axe looks at two dozen screens
    const say = phrases(language)

    test('every screen of a report has no accessibility mistake', async ({ visited: page, context }) => {
      const seen: string[] = []
      const look = opened(page, looker(page, seen), say)
      await look('start')
      await page.getByRole('button', { name: say('start.find') }).click()
      await page.getByText(say('place.picture')).click()
      await page.getByRole('radio').first().check()
      await look('find my unit')
      await button(page, say('submit.back')).click()
      await page.getByRole('button', { name: say('start.about') }).click()
      await page.getByText('Harbour').or(page.getByText('Porto')).first().waitFor()
      await look('about')
      await button(page, say('submit.back')).click()
      await startReport(page, say)
      await button(page, say('submit.next')).click()
      await look('category missing')
      await answerAll(
        page,
        { ...noise, category: 'reports.category.threat', files: [photo], contact: '055 1' },
        say,
        look,
      )
      await context.route('**/submit', (route) => route.abort())
      await keepWords(page, say, look)
      await button(page, say('passphrase.send')).click()
      await title(page).getByText(say('submit.not-sent')).waitFor()
      await look('not sent')
      await context.unroute('**/submit')
      await button(page, say('problems.again')).click()
      await title(page).getByText(say('submit.sent')).waitFor()
      await look('sent')
      expect(seen).toHaveLength(16)
    })

    test('every screen of My report has no accessibility mistake', async ({ visited: page, town }) => {
      const seen: string[] = []
      const look = looker(page, seen)
      const sent = await town.reports()
      const anna = await atDesk(town, 'anna', sent.receipt.reference)
      await page.getByRole('button', { name: say('start.mailbox') }).click()
      await look('words')
      await button(page, say('mailbox.read')).click()
      await page.locator('[aria-invalid=true]').waitFor()
      await look('wrong words')
      await page.getByLabel(say('mailbox.words')).fill(`${'abandon '.repeat(11)}about`)
      await button(page, say('mailbox.read')).click()
      await title(page).getByText(say('mailbox.nothing')).waitFor()
      await look('nothing')
      await button(page, say('mailbox.close')).click()
      await readReport(page, sent.words.split(' '), say)
      await title(page).getByText(say('mailbox.heading')).waitFor()
      await look('taken')
      await anna.answer('Somebody comes tomorrow.')
      await anna.close('It shines again.')
      await button(page, say('mailbox.again')).click()
      await page.getByText('It shines again.').waitFor()
      await look('closed')
      await button(page, say('mailbox.write')).click()
      await look('write')
      await button(page, say('submit.back')).click()
      await button(page, say('mailbox.contest')).click()
      await look('contest')
      await button(page, say('submit.back')).click()
      await button(page, say('mailbox.withdraw')).click()
      await look('withdraw')
      await button(page, say('mailbox.withdraw-yes')).click()
      await page.getByRole('heading', { name: say('mailbox.status.withdrawn') }).waitFor()
      await look('withdrawn')
      expect(seen).toHaveLength(9)
    })
  })
