// A picture is decoded and painted, never loaded: no address of it exists, so `img-src 'self'` need not be widened.
import type { ImageType } from './image-kind.ts'

const most = 16_000_000 // pixels on the canvas; a picture of a hundred million would take the memory of the desk

export async function drawInto(
  canvas: HTMLCanvasElement,
  bytes: Uint8Array<ArrayBuffer>,
  type: ImageType,
): Promise<void> {
  const image = await createImageBitmap(new Blob([bytes], { type }))
  const scale = Math.min(1, Math.sqrt(most / (image.width * image.height)))
  canvas.width = Math.round(image.width * scale)
  canvas.height = Math.round(image.height * scale)
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  image.close()
}
