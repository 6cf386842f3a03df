// How long until a person on a three-year-old phone with a slow connection can give the first answer, and how long the page ever
// holds up a finger: the app as it is built, from the server as it runs, beside a bare page of as many bytes.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { phrases } from '../../apps/citizen/testing/phrases.ts'
import { answerAll, keepWords, noise, startReport } from '../../apps/citizen/testing/report-walk.ts'
import { createTown } from '../../testing/town.ts'
import { serveBare } from '../browser/bare-page.ts'
import { firstAnswer, launchPhone, onSlowPhone, slower, type Tasks, tasksOf } from '../browser/slow-phone.ts'
import { figures } from '../load/closed-loop.ts'
import { atMost, type Line, type Row } from './row.ts'
import type { Stage } from './stage.ts'

const rounds = 5
const dist = join(import.meta.dirname, '../../apps/citizen/dist')
const pilots = join(import.meta.dirname, '../../pilots')

export async function browserStart({ options, say }: Pick<Stage, 'options' | 'say'>): Promise<Row> {
  if (!existsSync(join(dist, 'index.html'))) throw new Error('the app is not built: npm run build')
  await using ends = new AsyncDisposableStack()
  const town = ends.adopt(
    await createTown({
      suite: options.suite,
      instance: readFileSync(join(pilots, 'default'), 'utf8').trim(),
      citizen: dist,
      pilots,
    }),
    (one) => one.close(),
  )
  const running = ends.adopt(await launchPhone(), (one) => one.close())
  const bytes = await onSlowPhone(running, (page) => weigh(page, town.origin))
  const bare = ends.adopt(await serveBare(bytes), (one) => one.close())
  const [ours, floor, tasks]: [number[], number[], number[]] = [[], [], []]
  for (let round = 1; round <= rounds; round++) {
    say(`a phone that opens the app, round ${round} of ${rounds}`)
    await onSlowPhone(running, async (page) => {
      ours.push(await firstAnswer(page, town.origin))
      tasks.push((await tasksOf(page)).longest)
    })
    floor.push(await onSlowPhone(running, (page) => firstAnswer(page, bare.origin)))
  }
  say('a phone on which a report is written and sent')
  const journey = await onSlowPhone(running, (page) => sendOne(page, town.origin))
  const lines = [line('first answer', ours), line('a bare page of as many bytes', floor)]
  return {
    name: 'browser-start',
    title: `a browser, ${slower}× slower, on slow 4G: until the first answer can be given`,
    lines: lines.map((one) => ({ ...one, bytes })),
    aims: [
      atMost('first answer, median', lines[0]?.figures.p50 ?? Number.NaN, 1500, 'ms'),
      atMost('longest task until then, of all rounds', Math.max(...tasks), 200, 'ms'),
      atMost('longest task of the page until a report is sealed', journey.longest, 200, 'ms'),
    ],
    notes: [
      'nothing is kept from a visit before; 1.6 Mbit/s down, 0.75 up, 150 ms; the door is pressed as soon as it is there',
      'the Worker’s tasks are not in it: they hold up no finger; bytes are those of everything before the first answer',
    ],
  }
}

const line = (what: string, times: number[]): Line => ({
  what,
  figures: figures([{ times, errors: 0, seconds: times.reduce((sum, one) => sum + one, 0) / 1000 }]),
})

/** What goes over the wire until the first answer. */
async function weigh(page: Page, origin: string): Promise<number> {
  let bytes = 0
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Network.enable')
  devtools.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength
  })
  await firstAnswer(page, origin)
  return Math.round(bytes)
}

async function sendOne(page: Page, origin: string): Promise<Tasks> {
  await page.goto(origin)
  await startReport(page, phrases('en'))
  await answerAll(page, noise)
  await keepWords(page)
  return tasksOf(page)
}
