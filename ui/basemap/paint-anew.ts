// Paints out of sight, and shows it when it is whole: half a map would flicker.
import { inSlices } from './in-slices.ts'
import { paint, type Scene } from './paint.ts'

/** Begins it, and answers how to break it off. `done` is called when it is on the screen. */
export function paintAnew(shown: HTMLCanvasElement, scene: Scene, done: () => void): () => void {
  const spare = document.createElement('canvas')
  const [pen, onto] = [spare, shown].map((one) => one.getContext('2d', { alpha: false }))
  if (!pen || !onto) return () => {}
  spare.width = Math.round(scene.view.width * scene.sharp)
  spare.height = Math.round(scene.view.height * scene.sharp)
  return inSlices(paint(pen, scene), () => {
    if (shown.width !== spare.width || shown.height !== spare.height)
      [shown.width, shown.height] = [spare.width, spare.height]
    onto.drawImage(spare, 0, 0)
    shown.style.transform = 'none'
    done()
  })
}
