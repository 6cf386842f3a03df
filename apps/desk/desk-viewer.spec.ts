// The viewer under attack: a stranger's files, and then a stranger who already runs in its frame.
import { looksRight } from '@citycop/ui/testing/looks-right.ts'
import type { Frame, Page } from '@playwright/test'
import { drawing, page as markup, notFilm, paper, tone } from './testing/bad-files-to-view.ts'
import { expect, test } from './testing/desk-test.ts'
import { look } from './testing/look.ts'

test.use({
  forgiven: [/Content Security Policy|sandbox|TrustedScript|Trusted Type|Failed to load|violates|insecure|Blocked/i],
})

/** A third of a second of a picture that moves, made by this very browser. */
async function film(page: Page) {
  const numbers = await page.evaluate(async () => {
    const canvas = document.createElement('canvas')
    const pen = canvas.getContext('2d')
    const recorder = new MediaRecorder(canvas.captureStream(30), { mimeType: 'video/webm' })
    const parts: Blob[] = []
    recorder.ondataavailable = ({ data }) => parts.push(data)
    const stopped = new Promise((resolve) => (recorder.onstop = resolve))
    recorder.start()
    await new Promise<void>((drawn) => {
      let left = 10
      const draw = () => {
        pen?.fillRect(left * 10, 0, 10, 100)
        left--
        if (left > 0) requestAnimationFrame(draw)
        else drawn()
      }
      draw()
    })
    recorder.stop()
    await stopped
    return [...new Uint8Array(await new Blob(parts).arrayBuffer())]
  })
  return { name: 'street.webm', type: 'video/webm', bytes: new Uint8Array(numbers) }
}

/** What whoever runs in the frame is refused. In a timer: what a test evaluates directly is exempt from the page's policy. */
const tryOut = (frame: Frame) =>
  frame.evaluate(
    () =>
      new Promise<Record<string, boolean>>((resolve) => {
        const refused = (act: () => unknown) => {
          try {
            return act() === null
          } catch {
            return true
          }
        }
        setTimeout(async () => {
          const gone = (what: Promise<unknown>) =>
            what.then(
              () => false,
              () => true,
            )
          const image = new Image()
          const pixel = new Promise<boolean>((seen) => {
            image.onload = () => seen(false)
            image.onerror = () => seen(true)
          })
          image.src = 'https://stranger.example/pixel'
          const script = document.createElement('script')
          resolve({
            origin: self.origin === 'null',
            desk: refused(() => parent.document),
            top: refused(() => Reflect.set(Reflect.get(top ?? self, 'location'), 'href', 'https://stranger.example/')),
            local: refused(() => localStorage),
            session: refused(() => sessionStorage),
            cookies: refused(() => document.cookie),
            database: await gone(
              new Promise((yes, no) => {
                const asked = indexedDB.open('x')
                asked.onsuccess = yes
                asked.onerror = no
              }),
            ),
            fetched: await gone(fetch('https://stranger.example/')),
            desks: await gone(fetch('/directory')),
            pixel: await pixel,
            code: refused(() => new Function('return 1')()),
            inline: refused(() => Reflect.set(script, 'textContent', '1')),
            worker: refused(() => new Worker('/assets/x.js')),
            window: refused(() => window.open('https://stranger.example/')),
          })
        })
      }),
  )

test('a page, a drawing with scripts and a paper run nothing, a sound and a film are played apart, and who breaks into the viewer gets nowhere', async ({
  town,
  desk,
  page,
}) => {
  const strangers: string[] = []
  await page.route('**stranger.example/**', (route) => {
    strangers.push(route.request().url())
    return route.fulfill({ status: 200 })
  })
  const { receipt } = await town.reports({ files: [markup, drawing, paper, notFilm, tone(), await film(page)] })
  await desk.signIn('anna')
  await desk.open(receipt.reference)
  const shows = (name: string) => page.getByRole('button', { name: `Show ${name}`, exact: true }).click()

  await shows('page.html')
  await expect(page.frameLocator('iframe[title="Text of page.html"]').getByText('<!doctype html>')).toBeVisible()
  await shows('drawing.svg')
  await expect(page.frameLocator('iframe[title="Text of drawing.svg"]').getByText('<svg xmlns')).toBeVisible()
  await shows('paper.pdf')
  await expect(page.getByText(/paper\.pdf is a PDF\. The desk does not show PDF files/)).toBeVisible()
  await shows('film.mp4')
  await expect(page.getByText(/This file is damaged, or of a kind/)).toBeVisible()
  await shows('voice.wav')
  const sound = page.frameLocator('iframe[title="Sound voice.wav"]').locator('audio')
  await expect(sound).toHaveJSProperty('duration', 0.5)
  await shows('street.webm')
  const shown = page.frameLocator('iframe[title="Film street.webm"]').locator('video')
  await expect.poll(() => shown.evaluate((video: HTMLVideoElement) => video.videoWidth)).toBeGreaterThan(0)
  await look(page, 'viewer')
  await looksRight(page, 'desk/reports/ReportPage', 'viewer')

  const frames = page.frames().filter((one) => one !== page.mainFrame())
  expect(frames.map((one) => new URL(one.url()).pathname)).toEqual([...Array(4).fill('/viewer.html')])
  const [frame] = frames
  if (!frame) throw new Error('no frame')
  const held = await tryOut(frame)
  expect(Object.entries(held).filter(([, refused]) => !refused)).toEqual([])
  expect(strangers).toEqual([])
  expect(await page.evaluate(() => 'broken' in window)).toBe(false)
  expect(page.url()).toBe(`${town.deskOrigin}/`)
})
