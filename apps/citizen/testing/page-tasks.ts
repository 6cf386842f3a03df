// What a page's own thread does at a stretch, while it hears no finger: from the browser's own trace, in the time that the thread had of
// the processor. It does not grow, as a clock's would, with what else a machine does.
import type { Browser, Page } from '@playwright/test'

/** `cost`: milliseconds of the thread. `at`: milliseconds since the first. `holds`: what took longest in it, for whoever mends it. */
export type Task = { readonly cost: number; readonly at: number; readonly holds: string }
/** `yardstick`: what the same thread took for a fixed piece of work. The costliest task comes first. */
export type Tasks = { readonly tasks: readonly Task[]; readonly yardstick: number }
export type Traced = {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  readonly ts: number
  readonly dur?: number
  readonly tdur?: number
  readonly args?: {
    readonly data?: { readonly url?: string }
    readonly chrome_mojo_event_info?: { readonly mojo_interface_tag?: string }
  }
}

const every = 'disabled-by-default-devtools.timeline' // tasks together with the promises that are kept at their end
const categories = ['-*', 'toplevel', 'mojom', 'devtools.timeline', every, 'v8', 'blink.user_timing']
const mark = 'yardstick'
const told = /^(FunctionCall|EvaluateScript|v8\.evaluateModule|UpdateLayoutTree|Layout|Paint|M\w+GC)$/
const microseconds = 1000
const least = 2 * microseconds // what is shorter is no matter here

/** The page's tasks while `act` runs; at its end the page is used up. */
export async function tasksWhile(browser: Browser, page: Page, act: () => Promise<unknown>): Promise<Tasks> {
  await browser.startTracing(page, { categories })
  try {
    await act()
    await page.evaluate(layYardstick)
  } catch (error) {
    await browser.stopTracing()
    throw error
  }
  return tasksIn(JSON.parse((await browser.stopTracing()).toString()).traceEvents)
}

/** Runs in the page: three hundred lines written and laid out one by one, as no screen of ours may do. */
const layYardstick = `new Promise((resolve) => setTimeout(() => {
  performance.mark('${mark}')
  let height = 0
  for (let n = 0; n < 300; n++) {
    const line = document.createElement('p')
    line.textContent = n + ' ' + height
    document.body.append(line)
    height += line.offsetHeight
  }
  setTimeout(resolve) // a task that has not ended stands in no trace
}))`

export function tasksIn(events: readonly Traced[]): Tasks {
  const laid = events.find(({ name }) => name === mark) // tells the page's thread from all others, too
  const its = events.filter(({ pid, tid, ph }) => ph === 'X' && pid === laid?.pid && tid === laid.tid)
  const all = its.filter(({ name, tdur = 0 }) => name === 'RunTask' && tdur >= least)
  const yardstick = all.find((one) => laid && one.ts <= laid.ts && laid.ts <= endOf(one))
  if (!yardstick) throw new Error('the trace has no yardstick')
  const began = Math.min(...its.map(({ ts }) => ts))
  const tasks = all
    .filter(({ ts }) => ts < yardstick.ts)
    .map((task) => {
      const inside = its.filter((one) => one !== task && one.ts >= task.ts && endOf(one) <= endOf(task))
      return { cost: costOf(task, inside) / microseconds, at: (task.ts - began) / microseconds, holds: spell(inside) }
    })
    .sort((a, b) => b.cost - a.cost)
  return { tasks, yardstick: (yardstick.tdur ?? 0) / microseconds }
}

const endOf = ({ ts, dur = 0 }: Traced): number => ts + dur

/** What drives the browser in a test asks its questions in the page's own thread. Of such a task only what our scripts do counts. */
function costOf(task: Traced, inside: readonly Traced[]): number {
  const isAsked = inside.some(({ args }) => args?.chrome_mojo_event_info?.mojo_interface_tag?.includes('DevTools'))
  if (!isAsked) return task.tdur ?? 0
  const ours = inside.filter(({ name, args }) => name === 'FunctionCall' && args?.data?.url?.includes('/assets/'))
  return Math.max(0, ...ours.map(({ tdur = 0 }) => tdur))
}

const spell = (inside: readonly Traced[]): string =>
  inside
    .filter(({ name, tdur = 0 }) => told.test(name) && tdur >= least)
    .sort((a, b) => (b.tdur ?? 0) - (a.tdur ?? 0))
    .slice(0, 4)
    .map(({ name, tdur = 0 }) => `${name} ${(tdur / microseconds).toFixed(1)}`)
    .join(', ')
