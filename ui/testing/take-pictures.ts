// For whoever wants to look at every screen at once: CITYCOP_LOOK=FOLDER, and CITYCOP_LOOK_LANGUAGES=it,ga for more than the
// language that is spoken. Otherwise nothing happens.
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { seeInGrey } from './in-grey.ts'

const sizes = { phone: { width: 360, height: 640 }, desk: { width: 1280, height: 800 } } as const
const looks = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  forced: { forcedColors: 'active' },
} as const
const plain = { colorScheme: 'light', forcedColors: 'none' } as const

/** As whoever uses the switch does it, and behind a dialog too. */
async function speak(page: Page, language: string): Promise<void> {
  const options = page.locator(`option[lang=${language}]`)
  if ((await options.count()) === 0) return
  await options.first().evaluate((option) => {
    const list = option.parentElement
    if (!(list instanceof HTMLSelectElement) || !(option instanceof HTMLOptionElement)) return
    list.value = option.value
    list.dispatchEvent(new Event('change', { bubbles: true }))
  })
  await page.locator(`html[lang=${language}]`).waitFor({ state: 'attached' })
}

export async function takePictures(page: Page, screen: string): Promise<void> {
  const folder = process.env.CITYCOP_LOOK
  if (!folder) return
  const fullPage = (await page.locator('dialog[open]').count()) === 0
  const before = page.viewportSize() ?? sizes.desk
  const take = (state: string) =>
    page.screenshot({ path: join(folder, `${screen} ${state}.png`.replaceAll(/[ ,/]+/g, '-')), fullPage })
  const spoken = (await page.locator('html').getAttribute('lang')) ?? 'en'
  const languages = (process.env.CITYCOP_LOOK_LANGUAGES ?? '').split(',').filter((one) => one && one !== spoken)
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport)
    for (const [look, media] of Object.entries(looks)) {
      await page.emulateMedia({ ...plain, ...media })
      await take(`${size} ${look}`)
    }
    await page.emulateMedia(plain)
    const inColour = await seeInGrey(page)
    await take(`${size} grey`)
    await inColour()
    for (const language of languages) {
      await speak(page, language)
      await take(`${size} ${language}`)
    }
    if (languages.length > 0) await speak(page, spoken)
  }
  await page.setViewportSize(before)
}
