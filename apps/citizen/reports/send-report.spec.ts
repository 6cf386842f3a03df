import { strip } from '@citycop/client/attachments/strip/strip.ts'
import { chooseRadio, pressOn, typeInto } from '@citycop/ui/testing/keyboard.ts'
import type { Page } from '@playwright/test'
import { tellingJpeg, tellingPng, tellingWebp, traces } from '../../../client/attachments/testing/telling-pictures.ts'
import { atDesk } from '../testing/officer.ts'
import { phrases } from '../testing/phrases.ts'
import { answerAll, button, noise, sendReport, startReport, title } from '../testing/report-walk.ts'
import { expect, test } from '../testing/visit.ts'

const say = phrases('en')

/** From the words on the screen to the receipt. */
async function typeWordsBack(page: Page): Promise<void> {
  await expect(page.locator('ol .word')).toHaveCount(12)
  const words = await page.locator('ol .word').allTextContents()
  await pressOn(page, button(page, say('passphrase.kept')))
  for (const [index, word] of words.entries()) {
    const field = page.getByLabel(say('passphrase.word', { number: index + 1 }), { exact: true })
    if (await field.count()) await typeInto(page, field, word)
  }
  await page.keyboard.press('Enter')
  await expect(title(page)).toHaveText(say('submit.sent'))
}

test('a person without a pointer sends a report from a small phone, and the unit reads every word of it', async ({
  visited: page,
  town,
}) => {
  const address = page.url()
  const next = () => pressOn(page, button(page, say('submit.next')))
  await pressOn(page, page.getByRole('button', { name: say('start.report') }))
  const categories = page.getByRole('radio')
  await chooseRadio(page, categories.first(), page.getByRole('radio', { name: say('reports.category.noise') }))
  await next()
  await typeInto(page, page.getByLabel(say('submit.what-label')), noise.what)
  await next()
  await typeInto(page, page.getByLabel(say('submit.where-label')), noise.where ?? '')
  await next()
  await chooseRadio(page, categories.first(), page.getByRole('radio', { name: say('submit.moment.again') }))
  await typeInto(page, page.getByLabel(say('submit.when-label')), 'from eleven to three')
  await next()
  await pressOn(page, button(page, say('submit.files-none')))
  await next()
  await pressOn(page, button(page, say('submit.check-next')))
  await typeWordsBack(page)
  expect(page.url()).toBe(address)
  expect(await page.evaluate(() => history.length)).toBeLessThanOrEqual(2)

  const reference = (await page.locator('.reference').textContent()) ?? ''
  const { opened } = await atDesk(town, 'anna', reference)
  const [message] = opened.messages
  expect(opened.category).toBe('noise')
  expect(message?.text).toBe(noise.what)
  expect(message?.fields?.where).toBe(noise.where)
  expect(message?.fields?.when).toBe(`${say('submit.moment.again')} – from eleven to three`)
  expect(message?.fields?.name).toBeUndefined()
})

test('a report with photos in Italian: they arrive without place and time, but the one that was to keep them', async ({
  visited: page,
  town,
}) => {
  const italian = phrases('it')
  await page.getByRole('combobox', { name: say('ui.language') }).selectOption('it')
  await expect(page.locator('html')).toHaveAttribute('lang', 'it')
  const photo = (name: string) => ({ name, mimeType: 'image/jpeg', buffer: Buffer.from(tellingJpeg()) })
  const paper = { name: 'lettera.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 and so on') }
  const files = [photo('molo di notte.jpg'), photo('IMG_20250601_120000.jpg'), paper]
  await sendReport(page, { ...noise, files, contact: '055 1234' }, italian, async (screen) => {
    if (screen !== 'files') return
    const told = page.getByRole('listitem')
    await expect(told.nth(0)).toContainText('Tolti: luogo, ora e dispositivo.')
    await expect(told.nth(2)).toContainText(italian('files.unremovable'))
    await expect(told.nth(2).getByRole('checkbox')).toHaveCount(0)
    await told.nth(1).getByLabel(italian('files.keep')).check()
    await expect(told.nth(1)).toContainText(italian('files.kept'))
  })
  const download = page.waitForEvent('download')
  await button(page, italian('submit.save-receipt')).click()
  const reference = (await page.locator('.reference').textContent()) ?? ''
  expect((await download).suggestedFilename()).toBe(`receipt-${reference}.json`)
  const { opened, read } = await atDesk(town, 'bruno', reference)
  expect(opened.language).toBe('it')
  expect(opened.messages[0]?.fields?.contact).toBe('055 1234')
  expect(opened.messages[0]?.files.map((file) => [file.name, file.metadata])).toEqual([
    ['molo di notte.jpg', 'removed'],
    ['IMG_20250601_120000.jpg', 'kept'],
    ['lettera.pdf', 'unremovable'],
  ])
  const [cleaned, kept] = [await read(0), await read(1)]
  expect(traces.filter((one) => cleaned.includes(one))).toEqual([])
  expect(kept.equals(Buffer.from(tellingJpeg()))).toBe(true)
})

test('a cleaned picture is the same picture, dot for dot', async ({ visited: page }) => {
  for (const picture of [tellingJpeg(6), tellingPng(6), tellingWebp(1)]) {
    const clean = strip(picture.slice())?.bytes
    const [before, after] = await page.evaluate(
      (both) =>
        Promise.all(
          both.map(async (bytes) => {
            const image = await createImageBitmap(new Blob([new Uint8Array(bytes)]))
            const canvas = new OffscreenCanvas(image.width, image.height)
            const context = canvas.getContext('2d')
            context?.drawImage(image, 0, 0)
            return [image.width, image.height, ...(context?.getImageData(0, 0, image.width, image.height).data ?? [])]
          }),
        ),
      [[...picture], [...(clean ?? [])]],
    )
    expect(before?.length).toBeGreaterThan(4)
    expect(after).toEqual(before)
  }
})

test('a sound recorded on the phone tells nothing but itself; a microphone that is not allowed is said calmly', async ({
  visited: page,
  town,
}) => {
  // The far side of the browser: a room with one even tone in it, and at first nobody who allows to listen.
  await page.evaluate(() => {
    let refusals = 1
    navigator.mediaDevices.getUserMedia = async () => {
      if (refusals-- > 0) throw new DOMException('', 'NotAllowedError')
      const room = new AudioContext()
      const tone = new OscillatorNode(room)
      const ear = room.createMediaStreamDestination()
      tone.connect(ear)
      tone.start()
      return ear.stream
    }
  })
  await sendReport(page, { ...noise, files: [] }, say, async (screen) => {
    if (screen !== 'files') return
    await button(page, say('files.record')).click()
    await expect(page.getByText(say('files.record-refused'))).toBeVisible()
    await button(page, say('files.record')).click()
    await expect(button(page, say('files.stop'))).toBeFocused()
    await expect(button(page, say('submit.files-none'))).toHaveCount(0) // not to be lost by going on
    await expect(page.getByText(say('files.recording', { time: '0:01' }))).toBeVisible()
    await button(page, say('files.stop')).click()
    await expect(page.getByRole('listitem')).toContainText('recording-1.webm')
    await expect(page.getByRole('listitem')).toContainText(say('files.nothing'))
  })
  const reference = (await page.locator('.reference').textContent()) ?? ''
  const { opened, read } = await atDesk(town, 'anna', reference)
  expect(opened.messages[0]?.files.map((file) => [file.name, file.metadata])).toEqual([['recording-1.webm', 'removed']])
  const sound = await read(0)
  expect(sound.length).toBeGreaterThan(2000)
  for (const trace of ['Chrom', 'Lavf', '2026']) expect(sound.includes(trace)).toBe(false)
  const heard = await page.evaluate(
    async (bytes) => {
      const room = new OfflineAudioContext(1, 48_000, 48_000)
      const { duration, numberOfChannels } = await room.decodeAudioData(new Uint8Array(bytes).buffer)
      return { duration, numberOfChannels }
    },
    [...sound],
  )
  expect(heard.duration).toBeGreaterThan(0.5)
})

test('a threat stops at 112 and asks who is watching before it asks anything else', async ({ visited: page }) => {
  await page.getByRole('button', { name: say('start.report') }).click()
  await page.getByRole('radio', { name: say('reports.category.violence-home') }).check()
  await button(page, say('submit.next')).click()
  await expect(title(page)).toHaveText(say('submit.danger'))
  await expect(page.getByRole('link', { name: say('start.call') })).toHaveAttribute('href', 'tel:112')
  await expect(page.getByText(say('submit.watched-means'))).toBeVisible()
})

test('violence at home goes to its own unit, and the other unit has nothing of it', async ({ visited: page, town }) => {
  await sendReport(page, { category: 'reports.category.violence-home', what: 'I am afraid of my husband.' })
  const reference = (await page.locator('.reference').textContent()) ?? ''
  await expect(atDesk(town, 'anna', reference)).rejects.toThrow('no report')
  expect((await atDesk(town, 'carla', reference)).opened.category).toBe('violence-home')
})

test('a question, which is no crime: by keyboard alone, asked neither where nor when, and answered for', async ({
  visited: page,
  town,
}) => {
  const next = () => pressOn(page, button(page, say('submit.next')))
  await pressOn(page, page.getByRole('button', { name: say('start.ask') }))
  await expect(title(page)).toHaveText(say('submit.ask'))
  await expect(page.getByText(say('ui.step', { at: 2, of: 7 }))).toBeVisible()
  await typeInto(page, page.getByLabel(say('submit.ask-label')), 'May I sell lemonade on the pier?')
  await pressOn(page, button(page, say('submit.back')))
  await expect(page.getByRole('radio', { name: say('reports.category.question') })).toBeChecked()
  await next()
  await expect(page.getByLabel(say('submit.ask-label'))).toHaveValue('May I sell lemonade on the pier?')
  await expect(page.getByLabel(say('submit.whom-label'))).toHaveCount(0)
  await next()
  await pressOn(page, button(page, say('submit.files-none')))
  await next()
  await pressOn(page, button(page, say('submit.check-next')))
  await typeWordsBack(page)
  const reference = (await page.locator('.reference').textContent()) ?? ''
  const { opened } = await atDesk(town, 'anna', reference)
  expect(opened.group).toBe('question')
  expect(opened.messages[0]?.text).toBe('May I sell lemonade on the pier?')
  expect(opened.messages[0]?.fields?.where).toBe('')
})

test('back through every screen and into another language loses nothing, and every step says where it is', async ({
  visited: page,
}) => {
  const back = () => button(page, say('submit.back')).click()
  const isStep = (at: number) => expect(page.getByText(say('ui.step', { at, of: 9 }))).toBeVisible()
  const photo = { name: 'molo.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(1000, 1) }
  await startReport(page, say)
  await answerAll(page, { ...noise, files: [photo], contact: '055 1234' })
  await isStep(7)
  await back()
  await expect(page.getByLabel(say('submit.contact'))).toHaveValue('055 1234')
  await isStep(6)
  await back()
  await expect(page.getByText(photo.name)).toBeVisible()
  await isStep(5)
  await back()
  await expect(page.getByRole('radio', { name: say('submit.moment.again') })).toBeChecked()
  await isStep(4)
  await back()
  await expect(page.getByLabel(say('submit.where-label'))).toHaveValue(noise.where ?? '')
  await isStep(3)
  await back()
  await expect(page.getByLabel(say('submit.what-label'))).toHaveValue(noise.what)
  await isStep(2)
  await back()
  await expect(page.getByRole('radio', { name: say('reports.category.noise') })).toBeChecked()
  await isStep(1)
  await back()
  await page.getByRole('combobox', { name: say('ui.language') }).selectOption('it')
  const italian = phrases('it')
  await page.getByRole('button', { name: italian('start.go-on') }).click()
  await button(page, italian('submit.next')).click()
  await expect(page.getByLabel(italian('submit.what-label'))).toHaveValue(noise.what)
})
