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
    return await act(page)
  } finally {
    await context.close()
  }
}

/** Presses the first door as soon as it is there, in a task of its own as a finger does, and notes when there is something to choose. */
const pressAtOnce = `
const { port1, port2 } = new MessageChannel()
port1.onmessage = () => document.querySelector('.doors button.strong')?.click()
new MutationObserver(() => {
  if (document.querySelector('.doors button.strong')) port2.postMessage(undefined)
  if (document.querySelector('input[type=radio]')) globalThis.answerable ??= performance.now()
}).observe(document, { childList: true, subtree: true })`

/** How long until the first question can be answered, from the visit's beginning. */
export async function firstAnswer(page: Page, origin: string): Promise<number> {
  await page.addInitScript({ content: pressAtOnce })
  await page.goto(origin, { waitUntil: 'commit' })
  const answerable = await page.waitForFunction(() => (globalThis as { answerable?: number }).answerable)
  return (await answerable.jsonValue()) as number
}
