import { looksRight } from '@citycop/ui/testing/looks-right.ts'
import { databases } from '../testing/kept-on-phone.ts'
import { phrases } from '../testing/phrases.ts'
import { answerAll, button, keepWords, noise, title } from '../testing/report-walk.ts'
import { expect, test } from '../testing/visit.ts'

const say = phrases('en')

test('practice is marked on every screen, and whatever is written in it goes nowhere', async ({
  visited: page,
  context,
}) => {
  const asked: string[] = []
  context.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`))
  const marked = async () => {
    await expect(page.getByText(say('practice.banner'))).toBeVisible()
  }
  await button(page, say('start.try')).click()
  await title(page).getByText(say('submit.category')).waitFor()
  const photo = { name: 'pier.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(10_000, 7) }
  await answerAll(page, { ...noise, files: [photo], contact: '055 1234' }, say, marked)
  const words = await keepWords(page, say, marked)
  expect(words.join(' ')).toBe(say('practice.words'))
  await button(page, say('passphrase.send')).click()
  await expect(title(page)).toHaveText(say('practice.done'))
  await looksRight(page, 'citizen/practice/PracticeReport')
  await marked()
  // Files of the app, and what every visitor's phone asks of the city. No question holds anything: none has a body.
  const everybodys =
    /^GET \/(assets\/[\w.-]+|(pins|pilot|build)\.json|build-proof|directory|log\/[\w./-]+|[\w-]+\.(svg|png|webmanifest)|sw\.js)?$/
  expect(asked.filter((one) => !everybodys.test(one))).toEqual([])
  expect(await databases(page)).toEqual([])
  await button(page, say('practice.end')).click()
  await expect(page.getByRole('button', { name: say('start.report') })).toBeVisible()
  expect(await page.content()).not.toContain('Bar Aurora')
})

test('a report begun before a practice is there after it, and nothing of the practice is in it', async ({
  visited: page,
}) => {
  await page.getByRole('button', { name: say('start.report') }).click()
  await page.getByRole('radio', { name: say('reports.category.noise') }).check()
  await button(page, say('submit.next')).click()
  await page.getByLabel(say('submit.what-label')).fill('half a sentence')
  for (let screens = 0; screens < 2; screens++) await button(page, say('submit.back')).click()
  await button(page, say('start.try')).click()
  await expect(page.getByRole('radio', { name: say('reports.category.noise') })).not.toBeChecked()
  await button(page, say('submit.back')).click()
  await page.getByRole('button', { name: say('start.go-on') }).click()
  await button(page, say('submit.next')).click()
  await expect(page.getByLabel(say('submit.what-label'))).toHaveValue('half a sentence')
})
