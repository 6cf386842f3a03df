// A screen in every room that people have for it: a small phone, a page at twice its size, text twice as large, a language from
// the right; and all of it in the longest words there are.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { type Language, languages } from '../languages.ts'
import * as asked from './on-the-page.ts'

const source = Object.values(asked).map(String).join('\n')
const ask = (page: Page, question: string) => page.evaluate<string[]>(`(() => {${source}; return ${question}()})()`)

export const unfit = (page: Page): Promise<string[]> => ask(page, 'unfitOnPage')

type Room = {
  readonly name: string
  readonly viewport?: { width: number; height: number }
  readonly text?: number
  readonly dir?: 'rtl'
}
// The narrow ones last: a page hears that its text is small again only when the window changes.
const rooms: readonly Room[] = [
  { name: 'as it is' },
  { name: 'from right to left', dir: 'rtl' },
  { name: 'text twice as large', text: 2 },
  { name: 'at twice the size', viewport: { width: 640, height: 400 } }, // what is left of 1280 × 800
  { name: '320 pixels wide', viewport: { width: 320, height: 640 } },
]

const folder = join(import.meta.dirname, '../messages')
const lengthOf = (language: Language): number =>
  readdirSync(join(folder, language))
    .flatMap((file) => Object.values<string>(JSON.parse(readFileSync(join(folder, language, file), 'utf8'))))
    .join('').length

export const longestLanguage = [...languages].sort((a, b) => lengthOf(b) - lengthOf(a))[0] as Language

/** By the page's own list, also where it lies under a dialog; the words of it that are on their way come first. */
async function speakOnScreen(page: Page, language: string): Promise<void> {
  await page.evaluate((wanted) => {
    const list = document.querySelector<HTMLSelectElement>('select:has(option[lang=ga])')
    if (!list) return
    list.value = wanted
    list.dispatchEvent(new Event('change', { bubbles: true }))
  }, language)
  await expect(page.locator('html')).toHaveAttribute('lang', language)
}

/** The size of text as people set it in their browser: lengths in rem follow, in questions about the window too. */
async function enlarge(page: Page, times: number): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Page.setFontSizes', { fontSizes: { standard: 16 * times, fixed: 13 * times } })
  await devtools.detach()
}

async function furnish(page: Page, room: Room): Promise<void> {
  await page.evaluate(async (dir) => {
    document.documentElement.dir = dir
    scrollTo(0, 0)
    await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)))
  }, room.dir ?? '')
}

/** Nothing wider than the window, nothing cut off, nothing over anything else, in any room. */
export async function expectFits(page: Page, screen: string): Promise<void> {
  const before = page.viewportSize() ?? { width: 1280, height: 800 }
  const spoken = await page.evaluate(() => document.documentElement.lang)
  await speakOnScreen(page, longestLanguage)
  const found: Record<string, string[]> = {}
  for (const room of rooms) {
    await page.setViewportSize(room.viewport ?? before)
    if (room.text) await enlarge(page, room.text)
    await furnish(page, room)
    const here = await unfit(page)
    if (here.length > 0) found[room.name] = [...new Set(here)]
    if (room.text) await enlarge(page, 1)
  }
  await page.setViewportSize(before)
  await furnish(page, { name: 'as it was' })
  await speakOnScreen(page, spoken)
  expect.soft(found, screen).toEqual({}) // all that a walk finds, not the first alone
}

/** The device's own colours in place of ours: what can be pressed still looks so. */
export async function expectEdges(page: Page, screen: string): Promise<void> {
  await page.emulateMedia({ forcedColors: 'active' })
  const flat = await ask(page, 'flatControls')
  await page.emulateMedia({ forcedColors: 'none' })
  expect.soft(flat, screen).toEqual([])
}

/** Large enough for a thumb, and seen when the keyboard comes to it. */
export async function expectReachable(page: Page, screen: string): Promise<void> {
  await page.keyboard.press('Tab') // from here on the browser shows the focus
  const found = [...(await ask(page, 'smallTargets')), ...(await ask(page, 'unmarkedFocus'))]
  expect.soft(found, screen).toEqual([])
}
