import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, extname, join } from 'node:path'
import { expect, type Locator, type Page, test } from '@playwright/test'
import { build } from 'vite'
import { seeInGrey, toldApart } from '../testing/in-grey.ts'
import { rightForEverybody } from '../testing/looks-right.ts'
import { expectReachable, unfit } from '../testing/unfit.ts'

const parts = globSync('*.svelte', { cwd: join(import.meta.dirname, '..') }).map((file) => basename(file, '.svelte'))
const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }
const folder = mkdtempSync(join(tmpdir(), 'citycop-gallery-'))
const origin = 'http://gallery.example'

test.beforeAll(() =>
  build({ configFile: join(import.meta.dirname, 'vite.config.ts'), logLevel: 'warn', build: { outDir: folder } }),
)
test.afterAll(() => rmSync(folder, { recursive: true }))
test.use({ viewport: { width: 360, height: 640 }, trace: 'off' })

async function open(page: Page): Promise<void> {
  await page.route(`${origin}/**`, (route) => {
    const path = new URL(route.request().url()).pathname
    const file = join(folder, path === '/' ? 'index.html' : path)
    return route.fulfill({ body: readFileSync(file), contentType: types[extname(file)] ?? 'text/plain' })
  })
  await page.goto(origin)
  await page.getByRole('heading', { level: 1 }).waitFor()
}

/** All parts in all states on one sheet for docs/pictures: CITYCOP_PICTURES=1. Otherwise nothing happens. */
async function takeSheet(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  if (process.env.CITYCOP_PICTURES !== '1') return
  const before = page.viewportSize() ?? { width: 360, height: 640 }
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.emulateMedia({ colorScheme })
  const style = await page.addStyleTag({
    content:
      ':root { --measure: 88rem } main { display: block !important; columns: 4 } main > * { break-inside: avoid }',
  })
  const png = (await page.screenshot({ fullPage: true })).toString('base64')
  await style.evaluate((one: Element) => one.remove())
  await page.setViewportSize(before)
  const webp = await page.evaluate(async (png) => {
    const bytes = Uint8Array.from(atob(png), (one) => one.charCodeAt(0))
    const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const canvas = new OffscreenCanvas(picture.width, picture.height)
    canvas.getContext('2d')?.drawImage(picture, 0, 0)
    const made = await canvas.convertToBlob({ type: 'image/webp', quality: 0.55 })
    return [...new Uint8Array(await made.arrayBuffer())]
  }, png)
  writeFileSync(join(import.meta.dirname, `../../docs/pictures/parts-${colorScheme}.webp`), Uint8Array.from(webp))
}

test('words that are cut off, broken, over the side or over others are found, and what is meant to be unseen is not', async ({
  page,
}) => {
  await page.setContent(`<main style="margin: 0; font: 16px monospace">
    <p style="position: absolute; left: 340px; white-space: nowrap">beyond</p>
    <p style="inline-size: 40px; overflow: hidden; white-space: nowrap">hidden words</p>
    <p style="inline-size: 30px; overflow-wrap: anywhere">parted</p>
    <p style="margin-block-end: -30px">below</p><p>above</p>
    <p style="clip-path: inset(50%); position: absolute; left: 900px">unseen</p>
    <div style="overflow-x: auto; inline-size: 50px"><p style="white-space: nowrap">what can be scrolled to</p></div>
  </main>`)
  const found = (await unfit(page)).join('\n')
  for (const fault of ['over the side: beyond', 'cut off: hidden', 'broken: parted', 'lies over'])
    expect(found).toContain(fault)
  expect(found).not.toMatch(/unseen|scrolled/)
})

test('every part of ui is on the page in all its states, and in each room and colour it is right for everybody', async ({
  page,
}) => {
  await open(page)
  const shown = await page
    .locator('[data-part]')
    .evaluateAll((all) => all.filter((one) => one.clientHeight > 0).map((one) => one.getAttribute('data-part')))
  expect(shown.sort()).toEqual(parts.sort())
  for (const colorScheme of ['light', 'dark'] as const) await takeSheet(page, colorScheme)
  await rightForEverybody(page, 'the parts')
  await expectReachable(page, 'the parts')
  for (const name of ['Open a dialog', 'Open a dialog with acts']) {
    await page.getByRole('button', { name, exact: true }).click()
    await rightForEverybody(page, name)
    await expectReachable(page, name)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
})

/** These look one way only, or say in words what they are. */
const ofOneState =
  'BackButton Card DemoBanner Dialog Empty FingerprintPicture Icon LanguageSwitch Loading Said Select Shell Title'

/** The pairs of states that somebody who sees no hue takes for one another. */
async function alike(page: Page, part: Locator): Promise<string[]> {
  const names = await part.locator('[data-state]').evaluateAll((all) => all.map((one) => one.dataset.state ?? ''))
  const seen: { name: string; picture: Buffer }[] = []
  for (const name of names) {
    // Each alone in the same place: half a pixel lower the same words would be another picture.
    await part.evaluate((part, name) => {
      for (const one of part.querySelectorAll<HTMLElement>('[data-state]')) one.hidden = one.dataset.state !== name
    }, name)
    seen.push({ name, picture: await part.screenshot() })
  }
  const found: string[] = []
  for (const [at, one] of seen.entries())
    for (const other of seen.slice(at + 1))
      if (!(await toldApart(page, [one.picture, other.picture]))) found.push(`${one.name} and ${other.name}`)
  return found
}

test('whoever sees no hue can tell the states of every part from one another', async ({ page }) => {
  await open(page)
  await seeInGrey(page)
  const [over] = await page.locator('[data-state=over] label').all()
  await over?.dispatchEvent('dragenter')
  const apart = await page.locator('[data-apart]').all()
  const names = await Promise.all(apart.map((one) => one.getAttribute('data-apart')))
  expect([...names, ...ofOneState.split(' ')].sort()).toEqual([...parts].sort())
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    for (const [at, part] of apart.entries())
      expect.soft(await alike(page, part), `${names[at]}, ${colorScheme}`).toEqual([])
  }
})
