// What every screen of every app is asked: is it the one the test means, does axe find nothing in light, in dark and where it is
// narrow, does it fit, does it do without our colours?
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { capabilityOf } from '../vite-messages.ts'
import { screens } from './screens.ts'
import { takePictures } from './take-pictures.ts'
import { expectEdges, expectFits } from './unfit.ts'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
type Scheme = 'light' | 'dark'
const known = new Map(screens().map(({ name, keys }) => [name, keys]))

/** What a key can say in a language, whatever its values are. */
function sayings(key: string, language: string): RegExp {
  const file = join(import.meta.dirname, '../messages', language, `${capabilityOf(key)}.json`)
  const text = (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>)[key] ?? ''
  const fixed = text.split(/\{(?:[^{}]|\{[^{}]*\})*\}/).map((one) => one.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${fixed.join('.+')}$`)
}

async function expectTitleOf(page: Page, screen: string): Promise<void> {
  const keys = known.get(screen)
  if (!keys) throw new Error(`there is no screen ${screen}`)
  const dialogs = page.locator('dialog[open] h2')
  const title = (await dialogs.count()) > 0 ? dialogs.last() : page.getByRole('heading', { level: 1 })
  const language = (await page.locator('html').getAttribute('lang')) ?? 'en'
  const isSaid = async () => {
    const words = ((await title.textContent()) ?? '').trim()
    return keys.some((key) => sayings(key, language).test(words)) ? 'its title' : words
  }
  await expect.poll(isSaid, `${screen} says its title`).toBe('its title')
}

async function expectNothingOfAxe(page: Page, colorScheme: Scheme, screen: string): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  // Under the bar that stays, a target is covered only until it is scrolled to.
  await page.evaluate(() => scrollTo(0, 0))
  const { violations } = await new AxeBuilder({ page })
    .options({ runOnly: tags, resultTypes: ['violations'] })
    .analyze()
  const found = violations.map(({ id, nodes }) => [id, nodes.map((node) => [node.html, node.failureSummary])])
  expect.soft(found, `${screen}, ${colorScheme}`).toEqual([])
}

/** In light and in dark, as it is and narrow, without our colours, in every room. All that is found is said, not the first alone. */
export async function rightForEverybody(page: Page, screen: string): Promise<void> {
  expect.soft(await page.locator('h1').count(), `${screen}: one h1`).toBe(1)
  const before = page.viewportSize() ?? { width: 1280, height: 800 }
  await expectNothingOfAxe(page, 'light', screen)
  await page.setViewportSize({ width: 320, height: 640 })
  await expectNothingOfAxe(page, 'dark', `${screen}, 320 pixels wide`)
  await page.setViewportSize(before)
  await page.emulateMedia({ colorScheme: 'light' })
  await expectEdges(page, screen)
  await expectFits(page, screen)
  await takePictures(page, screen)
}

/** `screen` is the component's path in apps/, such as `citizen/reports/WhatStep`. */
export async function looksRight(page: Page, screen: string, state = ''): Promise<void> {
  await expectTitleOf(page, screen)
  await rightForEverybody(page, [screen, state].filter(Boolean).join(', '))
}
