import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import decodeQR from 'qr/decode.js'
import { phrases } from '../testing/phrases.ts'
import { answerAll, button, keepWords, startReport, title } from '../testing/report-walk.ts'
import { expect, test } from '../testing/visit.ts'

const say = phrases('en')

/** Reads QR pictures as the browsers of phones do; the one on this machine has no reader. Its pixels go to a real decoder. */
async function haveReader(page: Page): Promise<void> {
  await page.exposeFunction('decodePixels', (width: number, height: number, pixels: string) =>
    decodeQR({ width, height, data: new Uint8Array(Buffer.from(pixels, 'base64')) }),
  )
  await page.addInitScript(() => {
    const { decodePixels } = globalThis as never as {
      decodePixels(width: number, height: number, pixels: string): Promise<string>
    }
    async function detect(picture: ImageBitmap) {
      const { width, height } = picture
      const canvas = new OffscreenCanvas(width, height)
      const brush = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D
      brush.drawImage(picture, 0, 0)
      const bytes = brush.getImageData(0, 0, width, height).data
      const pixels = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
      return [{ rawValue: await decodePixels(width, height, pixels) }]
    }
    Object.assign(globalThis, {
      BarcodeDetector: class {
        detect = detect
      },
    })
  })
}

async function readFrom(page: Page, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
  await page.getByRole('button', { name: say('start.mailbox') }).click()
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByText(say('mailbox.file-read')).waitFor()
}

test('words from another device: the saved file and a picture of the code each open the report, a wrong code does not', async ({
  visited: page,
}) => {
  test.slow()
  let file: Buffer = Buffer.alloc(0)
  let picture: Buffer = Buffer.alloc(0)
  let sheet = ''
  await startReport(page, say)
  await answerAll(page, { category: 'reports.category.question', what: 'May I sell lemonade on the pier?' }, say)
  await keepWords(page, say, async (screen) => {
    if (screen !== 'words') return
    const download = page.waitForEvent('download')
    await button(page, say('passphrase.save')).click()
    file = readFileSync(await (await download).path())
    await page.getByText(say('passphrase.qr'), { exact: true }).click()
    picture = await page.getByRole('img', { name: say('passphrase.qr-label') }).screenshot()
    await page.emulateMedia({ media: 'print' })
    sheet = await page.locator('main').innerText()
    await page.emulateMedia({ media: null })
  })
  const words = file.toString().trim()
  expect(words.split(' ')).toHaveLength(12)
  await button(page, say('passphrase.send')).click()
  await title(page).getByText(say('submit.sent')).waitFor()
  const reference = (await page.locator('.reference').textContent()) ?? ''

  for (const wanted of [...words.split(' '), reference, new URL(page.url()).host, say('passphrase.sheet')])
    expect(sheet).toContain(wanted)
  for (const kept of ['lemonade', say('passphrase.copy'), say('passphrase.kept'), say('submit.back'), 'Step '])
    expect(sheet).not.toContain(kept)

  await haveReader(page)
  await page.reload()
  await readFrom(page, { name: 'words.txt', mimeType: 'text/plain', buffer: file })
  await button(page, say('mailbox.read')).click()
  await title(page).getByText(say('mailbox.heading')).waitFor()
  await button(page, say('mailbox.close')).click()

  await readFrom(page, { name: 'qr.png', mimeType: 'image/png', buffer: picture })
  const field = page.getByLabel(say('mailbox.words'))
  const code = await field.inputValue()
  expect(code).toMatch(/^citycop1:[A-Z2-7]{32}$/)
  await field.fill(code.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')))
  await button(page, say('mailbox.read')).click()
  await expect(page.getByText(say('mailbox.words-code'))).toBeVisible()
  await field.fill(code)
  await button(page, say('mailbox.read')).click()
  await expect(title(page)).toHaveText(say('mailbox.heading'))
  await expect(page.getByText(reference)).toBeVisible()
})

test('a file without words and a picture without a reader are said, and what was typed stays', async ({
  visited: page,
}) => {
  await page.getByRole('button', { name: say('start.mailbox') }).click()
  await page.getByLabel(say('mailbox.words')).fill('harbor lantern')
  const chooser = page.locator('input[type=file]')
  await chooser.setInputFiles({ name: 'x.txt', mimeType: 'text/plain', buffer: Buffer.from('12\n') })
  await expect(page.getByText(say('mailbox.file-no-words'))).toBeVisible()
  await chooser.setInputFiles({ name: 'x.png', mimeType: 'image/png', buffer: Buffer.from('x') })
  await expect(page.getByText(say('mailbox.file-not-here'))).toBeVisible()
  await expect(page.getByLabel(say('mailbox.words'))).toHaveValue('harbor lantern')
})
