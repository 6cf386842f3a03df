// Every screen of the two ways of a person, as looks-right.ts asks; and what a screen reader finds on each, in files.
import { looksRight } from '@citycop/ui/testing/looks-right.ts'
import { expectTree } from '@citycop/ui/testing/tree.ts'
import type { Page } from '@playwright/test'
import { tellingJpeg } from '../../client/attachments/testing/telling-pictures.ts'
import { atDesk } from './testing/officer.ts'
import { phrases } from './testing/phrases.ts'
import { answerAll, button, keepWords, noise, readReport, startReport, title } from './testing/report-walk.ts'
import { test } from './testing/visit.ts'

const say = phrases('en')
const photo = { name: 'molo.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(tellingJpeg()) }
const components: Readonly<Record<string, string>> = {
  category: 'citizen/reports/CategoryStep',
  danger: 'citizen/reports/DangerStep',
  what: 'citizen/reports/WhatStep',
  where: 'citizen/reports/WhereStep',
  when: 'citizen/reports/WhenStep',
  files: 'citizen/reports/FilesStep',
  who: 'citizen/reports/WhoStep',
  check: 'citizen/reports/CheckStep',
  words: 'citizen/passphrase/Words',
  'words-back': 'citizen/passphrase/WordsBack',
}

/** With what a screen folds away opened first. */
async function unfold(page: Page, screen: string): Promise<void> {
  if (screen === 'where') {
    await page.getByText(say('submit.where-help')).click()
    await page.getByText(say('place.picture')).click()
  }
  if (screen === 'words') {
    await page.getByText(say('passphrase.qr'), { exact: true }).click()
    await page.getByRole('img', { name: say('passphrase.qr-label') }).waitFor()
  }
}

async function look(page: Page, screen: string, state = ''): Promise<void> {
  await looksRight(page, screen, state)
  const name = screen.slice(screen.lastIndexOf('/') + 1)
  const whole = name === 'Start' // the bar is the same on each
  await expectTree(page, [name, ...(state ? [state.replaceAll(' ', '-')] : [])].join('-'), whole)
}

const logLookedAt = (page: Page) => page.locator('[aria-busy=false]').waitFor()

test.use({ trace: 'off', colorScheme: 'light', excused: [/Failed to load resource/] })

test('every screen of a report is right for everybody', async ({ visited: page, context }) => {
  test.slow() // axe looks at each of them twice
  await look(page, 'citizen/start/Start')
  await page.getByRole('button', { name: say('start.find') }).click()
  await page.getByText(say('place.picture')).click()
  await page.getByRole('radio').first().check()
  await look(page, 'citizen/place/FindUnit')
  await button(page, say('submit.back')).click()
  await context.route('**/assets/About*.js', (route) => route.abort())
  await page.getByRole('button', { name: say('start.about') }).click()
  await button(page, say('problems.again')).waitFor()
  await look(page, 'citizen/App', 'a screen does not come')
  await context.unroute('**/assets/About*.js')
  await page.reload() // a browser remembers that a module did not come
  await page.getByRole('button', { name: say('start.about') }).click()
  await page.getByText('Harbour').or(page.getByText('Porto')).first().waitFor()
  await look(page, 'citizen/start/About')
  await button(page, say('submit.back')).click()
  await startReport(page, say)
  await button(page, say('submit.next')).click()
  await look(page, 'citizen/reports/CategoryStep', 'missing')
  const looks = async (screen: string) => {
    await unfold(page, screen)
    await look(page, components[screen] ?? screen)
  }
  await answerAll(page, { ...noise, category: 'reports.category.threat', files: [photo], contact: '055 1' }, say, looks)
  await context.route('**/submit', (route) => route.abort())
  await keepWords(page, say, looks)
  await button(page, say('passphrase.send')).click()
  await title(page).getByText(say('submit.not-sent')).waitFor()
  await look(page, 'citizen/reports/SendStep', 'not sent')
  await context.unroute('**/submit')
  await button(page, say('problems.again')).click()
  await title(page).getByText(say('submit.sent')).waitFor()
  await look(page, 'citizen/reports/Sent')
})

test('every screen of My report is right for everybody', async ({ visited: page, town }) => {
  test.slow()
  const sent = await town.reports()
  const anna = await atDesk(town, 'anna', sent.receipt.reference)
  await page.getByRole('button', { name: say('start.mailbox') }).click()
  await look(page, 'citizen/mailbox/EnterWords')
  await button(page, say('mailbox.read')).click()
  await page.locator('[aria-invalid=true]').waitFor()
  await look(page, 'citizen/mailbox/EnterWords', 'wrong')
  await page.getByLabel(say('mailbox.words')).fill(`${'abandon '.repeat(11)}about`)
  await button(page, say('mailbox.read')).click()
  await title(page).getByText(say('mailbox.nothing')).waitFor()
  await look(page, 'citizen/mailbox/NothingHere')
  await button(page, say('mailbox.close')).click()
  await readReport(page, sent.words.split(' '), say)
  await title(page).getByText(say('mailbox.heading')).waitFor()
  await logLookedAt(page)
  await look(page, 'citizen/mailbox/MailboxScreen', 'taken')
  await anna.answer('Somebody comes tomorrow.')
  await anna.close('It shines again.')
  await button(page, say('mailbox.again')).click()
  await page.getByText('It shines again.').waitFor()
  await logLookedAt(page)
  await look(page, 'citizen/mailbox/MailboxScreen', 'closed')
  await button(page, say('mailbox.write')).click()
  await look(page, 'citizen/mailbox/WriteScreen')
  await button(page, say('submit.back')).click()
  await button(page, say('mailbox.contest')).click()
  await look(page, 'citizen/mailbox/ContestScreen')
  await button(page, say('submit.back')).click()
  await button(page, say('mailbox.withdraw')).click()
  await look(page, 'citizen/mailbox/WithdrawScreen')
  await button(page, say('mailbox.withdraw-yes')).click()
  await page.getByRole('heading', { name: say('mailbox.status.withdrawn') }).waitFor()
  await logLookedAt(page)
  await look(page, 'citizen/mailbox/MailboxScreen', 'withdrawn')
})
