// What the browser is asked for in each language, and what it cannot say: Chromium knows no Irish. Node does, and is asked what is right.
import { phrases } from './testing/phrases.ts'
import { readReport, title } from './testing/report-walk.ts'
import { expect, test } from './testing/visit.ts'

const regional = { ga: 'ga-IE', it: 'it-IT', pt: 'pt-PT', ro: 'ro-RO', en: 'en-GB' }
const written = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const

test.use({ locale: 'ro-RO' })

test('a day reads as its language says it, Irish too, whose words only those fetch who choose it', async ({
  visited: page,
  town,
}) => {
  const sent = await town.reports()
  const day = new Date(town.app.context.clock.today())
  await readReport(page, sent.words.split(' '), phrases('ro'))
  await expect(title(page)).toHaveText(phrases('ro')('mailbox.heading'))
  const fetchedIrish = () =>
    page.evaluate(() => performance.getEntriesByType('resource').some(({ name }) => /irish[\w-]*\.js$/.test(name)))
  expect(await fetchedIrish()).toBe(false)
  for (const language of ['ro', 'pt', 'en', 'it', 'ga'] as const) {
    await page.getByRole('combobox').selectOption(language)
    await expect(title(page)).toHaveText(phrases(language)('mailbox.heading'))
    const said = new Intl.DateTimeFormat(regional[language], written).format(day)
    await expect(page.getByText(phrases(language)('mailbox.sent-on', { day: said }))).toBeVisible()
    await expect(page.locator('html')).toHaveAttribute('lang', language)
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(wider, `${language}: scrolls sideways`).toBe(0)
  }
  expect(await fetchedIrish()).toBe(true)
})

test('a sentence that the city has in another language only says so, for a voice that reads it aloud', async ({
  visited: page,
}) => {
  const marked = page.locator('main span[lang]')
  await expect(marked.first()).toHaveAttribute('lang', 'en')
  await page.getByRole('combobox').selectOption('it')
  await expect(page.locator('html')).toHaveAttribute('lang', 'it')
  await expect(marked).toHaveCount(0)
})
