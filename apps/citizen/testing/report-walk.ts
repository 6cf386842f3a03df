// A person at the screen: walks through a report as far as a spec asks, and stops at each screen to let it look.

import type { MessageKey } from '@citycop/ui/message-key.ts'
import type { Locator, Page } from '@playwright/test'
import { phrases, type Say } from './phrases.ts'

export type Report = {
  category: MessageKey
  what: string
  where?: string
  files?: { name: string; mimeType: string; buffer: Buffer }[]
  contact?: string
  /** Locked away from the report. */
  identity?: { name: string; contact: string }
}
export type Look = (screen: string) => Promise<void>

export const noise: Report = {
  category: 'reports.category.noise',
  what: 'Every night until three a bar on the pier plays music so loud that my children cannot sleep.',
  where: 'Pier 3, Bar Aurora',
}

export const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true })
export const title = (page: Page): Locator => page.getByRole('heading', { level: 1 })
const never: Look = async () => {}

export async function startReport(page: Page, say: Say): Promise<void> {
  await page.getByRole('button', { name: say('start.report') }).click()
  await title(page).getByText(say('submit.category')).waitFor()
}

/** Up to the check, with every answer given. */
export async function answerAll(
  page: Page,
  report: Report,
  say: Say = phrases('en'),
  look: Look = never,
): Promise<void> {
  const next = () => button(page, say('submit.next')).click()
  const asks = report.category === 'reports.category.question'
  await look('category')
  await page.getByRole('radio', { name: say(report.category), exact: true }).check()
  await next()
  if (report.category === 'reports.category.threat' || report.category === 'reports.category.violence-home') {
    await look('danger')
    await button(page, say('submit.danger-no')).click()
  }
  await page.getByLabel(say(asks ? 'submit.ask-label' : 'submit.what-label')).fill(report.what)
  await look('what')
  await next()
  if (!asks) await answerWhereAndWhen(page, report, say, look)
  if (report.files?.length) await page.getByLabel(say('files.choose')).setInputFiles(report.files)
  await look('files')
  await button(page, say(report.files ? 'submit.next' : 'submit.files-none')).click()
  if (report.contact) {
    await page.getByRole('radio', { name: say('submit.who-named') }).check()
    await page.getByLabel(say('submit.contact')).fill(report.contact)
  }
  if (report.identity) {
    await page.getByRole('radio', { name: say('submit.who-sealed') }).check()
    await page.getByLabel(say('submit.name')).fill(report.identity.name)
    await page.getByLabel(say('submit.contact')).fill(report.identity.contact)
  }
  await look('who')
  await next()
  await page.getByText(say('submit.operator'), { exact: true }).waitFor()
  await look('check')
}

async function answerWhereAndWhen(page: Page, report: Report, say: Say, look: Look): Promise<void> {
  await page.getByLabel(say('submit.where-label')).fill(report.where ?? '')
  await look('where')
  await button(page, say('submit.next')).click()
  await page.getByRole('radio', { name: say('submit.moment.again') }).check()
  await look('when')
  await button(page, say('submit.next')).click()
}

/** From the check to the words, and back from memory; the next thing is sending. */
export async function keepWords(page: Page, say: Say = phrases('en'), look: Look = never): Promise<string[]> {
  await button(page, say('submit.check-next')).click()
  const list = page.locator('ol .word')
  await list.first().waitFor()
  const words = await list.allTextContents()
  await look('words')
  await button(page, say('passphrase.kept')).click()
  await title(page).getByText(say('passphrase.back-title')).waitFor()
  for (const [index, word] of words.entries()) {
    const field = page.getByLabel(say('passphrase.word', { number: index + 1 }), { exact: true })
    if (await field.count()) await field.fill(word)
  }
  await look('words-back')
  return words
}

/** The whole of it; the screen then says that it arrived. */
export async function sendReport(
  page: Page,
  report: Report,
  say: Say = phrases('en'),
  look: Look = never,
): Promise<string[]> {
  await startReport(page, say)
  await answerAll(page, report, say, look)
  const words = await keepWords(page, say, look)
  await button(page, say('passphrase.send')).click()
  await title(page).getByText(say('submit.sent')).waitFor()
  await look('sent')
  return words
}

/** From the start screen to what became of a report. */
export async function readReport(page: Page, words: readonly string[], say: Say = phrases('en')): Promise<void> {
  await page.getByRole('button', { name: say('start.mailbox') }).click()
  await page.getByLabel(say('mailbox.words')).fill(words.join(' '))
  await button(page, say('mailbox.read')).click()
}
