// Whether two pictures can be told apart by somebody who sees no hue: another size, or a mark that contrasts with what stands in its
// place in the other picture as much as WCAG asks of a sign (3:1).
import type { Page } from '@playwright/test'

const enough = 24 // pixels: a mark of five by five

/** From here on the browser shows the page as somebody sees it who sees no colours; answers with the way back. */
export async function seeInGrey(page: Page): Promise<() => Promise<void>> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Emulation.setEmulatedVisionDeficiency', { type: 'achromatopsia' })
  return () => devtools.detach()
}

export const toldApart = (page: Page, pictures: readonly [Buffer, Buffer]): Promise<boolean> =>
  page.evaluate(
    async ({ pngs, enough }) => {
      const read = async (base64: string) => {
        const bytes = Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))
        const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
        const canvas = new OffscreenCanvas(picture.width, picture.height).getContext('2d')
        canvas?.drawImage(picture, 0, 0)
        return canvas?.getImageData(0, 0, picture.width, picture.height) ?? new ImageData(1, 1)
      }
      const [one, other] = await Promise.all([read(pngs[0]), read(pngs[1])])
      if (Math.abs(one.height - other.height) > 1 || Math.abs(one.width - other.width) > 1) return true
      const linear = (level: number) => (level <= 10 ? level / 3294 : ((level / 255 + 0.055) / 1.055) ** 2.4)
      const light = ({ data }: ImageData, at: number) =>
        0.2126 * linear(data[at] ?? 0) + 0.7152 * linear(data[at + 1] ?? 0) + 0.0722 * linear(data[at + 2] ?? 0) + 0.05
      let marks = 0
      for (let at = 0; at < one.data.length; at += 4) {
        const [a, b] = [light(one, at), light(other, at)]
        if (Math.max(a, b) / Math.min(a, b) >= 3) marks++
      }
      return marks >= enough
    },
    { pngs: [pictures[0].toString('base64'), pictures[1].toString('base64')] as const, enough },
  )
