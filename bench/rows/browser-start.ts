// How long until a person on a three-year-old phone with a slow connection can give the first answer, and how long the page ever
// holds up a finger: the app as it is built, from the server as it runs, beside a bare page of as many bytes.
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { tasksWhile } from '../../apps/citizen/testing/page-tasks.ts'
import { phrases } from '../../apps/citizen/testing/phrases.ts'
import { answerAll, keepWords, noise, startReport } from '../../apps/citizen/testing/report-walk.ts'
import { createTown } from '../../testing/town.ts'
import { serveBare } from '../browser/bare-page.ts'
import { firstAnswer, launchPhone, onSlowPhone, slower } from '../browser/slow-phone.ts'
import { figures } from '../load/closed-loop.ts'
import type { Options } from '../options.ts'
import { type Aim, atMost, type Line, type Row } from './row.ts'
import type { Stage } from './stage.ts'

const rounds = 5
const pilots = join(import.meta.dirname, '../../pilots')
const built = join(import.meta.dirname, '../../apps/citizen/dist')
/** `answers`: until the first one can be given. `first`, `sealed`: the longest task until then, and until a report is sealed. */
type App = { what: string; origin: string; answers: number[]; first: number[]; sealed: number[] }

export async function browserStart({ options, say }: Pick<Stage, 'options' | 'say'>): Promise<Row> {
  await using ends = new AsyncDisposableStack()
  const now = await serveApp(ends, options, built, '')
  const apps = options.before ? [await serveApp(ends, options, resolve(options.before), ', before'), now] : [now]
  const running = ends.adopt(await launchPhone(), (one) => one.close())
  const bytes = await onSlowPhone(running, (page) => weigh(page, now.origin))
  const bare = ends.adopt(await serveBare(bytes), (one) => one.close())
  const floor: number[] = []
  for (let round = 1; round <= rounds; round++) {
    say(`a phone that opens the app, round ${round} of ${rounds}`)
    for (const app of apps) app.answers.push(await onSlowPhone(running, (page) => firstAnswer(page, app.origin)))
    for (const app of apps) await noteTasks(running, app)
    floor.push(await onSlowPhone(running, (page) => firstAnswer(page, bare.origin)))
  }
  const lines = apps.map(({ what, answers }) => line(`first answer${what}`, answers))
  return {
    name: 'browser-start',
    title: `a browser, ${slower}× slower, on slow 4G: until the first answer can be given`,
    lines: [...lines, line('a bare page of as many bytes', floor)].map((one) => ({ ...one, bytes })),
    aims: apps.flatMap(aimsOf),
    notes: [
      'nothing is kept from a visit before; 1.6 Mbit/s down, 0.75 up, 150 ms; the door is pressed as soon as it is there',
      'a task counts by the time its thread had of the processor, and in visits of its own; what drives the browser is not in it',
      ...apps.map(
        ({ what, first, sealed }) =>
          `the longest of all rounds${what}: ${most(first)}, and ${most(sealed)} until sealed`,
      ),
      'the Worker’s tasks are not in it: they hold up no finger; bytes are those of everything before the first answer',
    ],
  }
}

async function serveApp(ends: AsyncDisposableStack, { suite }: Options, citizen: string, what: string): Promise<App> {
  if (!existsSync(join(citizen, 'index.html'))) throw new Error('the app is not built: npm run build')
  const instance = readFileSync(join(pilots, 'default'), 'utf8').trim()
  const town = ends.adopt(await createTown({ suite, instance, citizen, pilots }), (one) => one.close())
  return { what, origin: town.origin, answers: [], first: [], sealed: [] }
}

/** Apart from the visits that are timed: a browser that writes down what it does is slower. */
async function noteTasks(running: Browser, app: App): Promise<void> {
  const longest = async (act: (page: Page) => Promise<unknown>): Promise<number> => {
    const { tasks } = await onSlowPhone(running, (page) => tasksWhile(running, page, () => act(page)))
    return tasks[0]?.cost ?? Number.NaN
  }
  app.first.push(await longest((page) => firstAnswer(page, app.origin)))
  app.sealed.push(await longest((page) => sealOne(page, app.origin)))
}

const aimsOf = ({ what, answers, first, sealed }: App): Aim[] => [
  atMost(`first answer${what}, median`, figuresOf(answers).p50, 1500, 'ms'),
  atMost(`longest task until then${what}, median of visits`, figuresOf(first).p50, 200, 'ms'),
  atMost(`longest task until a report is sealed${what}, median of visits`, figuresOf(sealed).p50, 200, 'ms'),
]

const figuresOf = (times: number[]) =>
  figures([{ times, errors: 0, seconds: times.reduce((sum, one) => sum + one, 0) / 1000 }])
const line = (what: string, times: number[]): Line => ({ what, figures: figuresOf(times) })
const most = (times: number[]): string => `${Math.max(...times).toFixed(0)} ms`

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

async function sealOne(page: Page, origin: string): Promise<void> {
  await page.goto(origin)
  await startReport(page, phrases('en'))
  await answerAll(page, noise)
  await keepWords(page)
}
