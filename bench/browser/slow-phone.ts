// A three-year-old phone on a slow connection: Chromium, its processor six times slower and its network held back.
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test'
import { browser } from '../../tools/browser.ts'

export const slower = 6
const kilobits = (count: number) => (count * 1000) / 8
/** "Slow 4G", as browsers' own tools call it. */
export const network = {
  offline: false,
  latency: 150,
  downloadThroughput: kilobits(1600),
  uploadThroughput: kilobits(750),
}

export type Tasks = { readonly longest: number; readonly count: number }

export async function launchPhone(): Promise<Browser> {
  return chromium.launch(await browser())
}

/** Nothing is kept from a visit before. The service worker stays out: what it fetches, it fetches beside the page. */
export async function onSlowPhone<Made>(running: Browser, act: (page: Page) => Promise<Made>): Promise<Made> {
  const context: BrowserContext = await running.newContext({
    viewport: { width: 360, height: 640 },
    serviceWorkers: 'block',
    locale: 'en-GB',
  })
  try {
    const page = await context.newPage()
    const devtools = await context.newCDPSession(page)
    await devtools.send('Network.enable')
    await devtools.send('Network.emulateNetworkConditions', network)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower })
    await page.addInitScript({ content: noteTasks })
    return await act(page)
  } finally {
    await context.close()
  }
}

/** Runs in the page before anything of it: each task of more than 50 ms is noted. */
const noteTasks = `
globalThis.notedTasks = []
new PerformanceObserver((list) => notedTasks.push(...list.getEntries().map(({ duration }) => duration)))
  .observe({ type: 'longtask', buffered: true })`

/** Presses the first door as soon as it is there, and notes when there is something to choose. */
const pressAtOnce = `
new MutationObserver(() => {
  document.querySelector('.doors button.strong')?.click()
  if (document.querySelector('input[type=radio]')) globalThis.answerable ??= performance.now()
}).observe(document, { childList: true, subtree: true })`

export async function tasksOf(page: Page): Promise<Tasks> {
  const noted = await page.evaluate<number[]>('notedTasks')
  return { longest: Math.max(0, ...noted), count: noted.length }
}

/** How long until the first question can be answered, from the visit's beginning. */
export async function firstAnswer(page: Page, origin: string): Promise<number> {
  await page.addInitScript({ content: pressAtOnce })
  await page.goto(origin, { waitUntil: 'commit' })
  const answerable = await page.waitForFunction(() => (globalThis as { answerable?: number }).answerable)
  return (await answerable.jsonValue()) as number
}
