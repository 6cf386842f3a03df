// What a phone with a poor connection must fetch before its person can answer, and before they can send.
import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { phrases } from './testing/phrases.ts'
import { answerAll, button, noise, startReport, title } from './testing/report-walk.ts'
import { expect, test } from './testing/visit.ts'

const say = phrases('en')
const kB = 1000
// The service worker fetches every file once more, beside the page and after it.
test.use({ serviceWorkers: 'block', excused: [/ServiceWorker|service worker/i] })

test('the first answer needs at most 60 kB of JavaScript in two rounds, sending a report at most 130 kB', async ({
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
  // What only a script names is asked for a round trip later: after the page and its two scripts, the words alone.
  const html = await (await page.request.get(page.url())).text()
  const named = (url: string) => html.includes(basename(url))
  const later = [...sizes.keys()].filter((url) => !named(url)).map((url) => basename(url).replace(/-[^-]*$/, ''))
  const rest = sizes.size - later.length
  letWorkerCome()
  await button(page, say('submit.back')).click()
  await answerAll(page, noise, say)
  const all = total()
  console.log(`JavaScript, gzipped: ${first} bytes before the first answer, ${all} before sending`)
  expect([rest, later]).toEqual([2, ['_messages_en']])
  expect(first).toBeLessThanOrEqual(60 * kB)
  expect(all).toBeLessThanOrEqual(130 * kB)
  expect(all - first).toBeGreaterThan(50 * kB) // the Worker was counted
})

// A finger waits for whatever runs on the page's own thread. What takes long there is weighed in page-tasks.spec.ts.
test('what seals, signs and derives keys is in the Worker’s scripts alone, and never holds up the screen', () => {
  const dist = join(import.meta.dirname, 'dist/assets')
  const scripts = globSync('*.js', { cwd: dist }).map((name) => readFileSync(join(dist, name), 'utf8'))
  const isWorkers = (script: string) => script.includes('citycopParts')
  for (const mark of ['age-encryption.org', 'AGE-SECRET-KEY', 'citycop/v1/']) {
    expect(scripts.some((script) => isWorkers(script) && script.includes(mark))).toBe(true)
    expect(scripts.filter((script) => !isWorkers(script) && script.includes(mark))).toEqual([])
  }
})
