// What a phone with a poor connection must fetch before its person can answer, and before they can send.
import { gzipSync } from 'node:zlib'
import { phrases } from './testing/phrases.ts'
import { answerAll, button, noise, startReport, title } from './testing/report-walk.ts'
import { expect, test } from './testing/visit.ts'

const say = phrases('en')
const kB = 1000
// The service worker fetches every file once more, beside the page and after it.
test.use({ serviceWorkers: 'block', excused: [/ServiceWorker|service worker/i] })

// The aim before sending is 130 kB; taking out what files tell and sending by itself have brought it above (docs/soundness.md).
test('the first answer needs at most 60 kB of JavaScript, sending a report at most 155 kB', async ({
  context,
  visited: page,
}) => {
  const sizes = new Map<string, number>()
  const total = () => [...sizes.values()].reduce((sum, one) => sum + one, 0)
  let letWorkerCome = () => {}
  const workerMayCome = new Promise<void>((resolve) => {
    letWorkerCome = resolve
  })
  await context.route('**/assets/*.js', async (route) => {
    if (route.request().url().includes('citizen-worker')) await workerMayCome
    const answer = await route.fetch()
    sizes.set(route.request().url(), gzipSync(await answer.body(), { level: 9 }).length)
    await route.fulfill({ response: answer })
  })
  await page.reload()
  await startReport(page, say)
  await page.getByRole('radio', { name: say(noise.category) }).check()
  await button(page, say('submit.next')).click()
  await expect(title(page)).toHaveText(say('submit.what'))
  const first = total()
  letWorkerCome()
  await button(page, say('submit.back')).click()
  await answerAll(page, noise, say)
  const all = total()
  console.log(`JavaScript, gzipped: ${first} bytes before the first answer, ${all} before sending`)
  expect(first).toBeLessThanOrEqual(60 * kB)
  expect(all).toBeLessThanOrEqual(155 * kB)
  expect(all - first).toBeGreaterThan(50 * kB) // the Worker was counted
})
