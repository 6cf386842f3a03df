import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, extname, join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { build } from 'vite'
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
