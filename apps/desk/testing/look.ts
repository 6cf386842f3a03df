// Pictures to look at while a screen is made (CITYCOP_LOOK=FOLDER): wide and narrow, light and dark. Otherwise nothing happens.
import { join } from 'node:path'
import type { Page } from '@playwright/test'

const narrow = { width: 390, height: 844 }

export async function look(page: Page, name: string): Promise<void> {
  const folder = process.env.CITYCOP_LOOK
  if (!folder) return
  const wide = page.viewportSize() ?? { width: 1280, height: 800 }
  for (const [size, viewport] of Object.entries({ wide, narrow })) {
    await page.setViewportSize(viewport)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      const height = await page.evaluate(() => document.documentElement.scrollHeight)
      const fullPage = height < 2400 && (await page.locator('dialog[open]').count()) === 0
      await page.screenshot({ path: join(folder, `${name}-${size}-${colorScheme}.png`), fullPage })
    }
  }
  await page.setViewportSize(wide)
  await page.emulateMedia({ colorScheme: 'light' })
}
