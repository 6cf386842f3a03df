// Small pictures for the demo's reports, drawn here: no photograph of a real place or person is in the product.
import { crc32, deflateSync } from 'node:zlib'

const width = 480
const height = 320
type Colour = readonly [number, number, number]
type Point = readonly [x: number, y: number]
type Pixels = Uint8Array

const paint = (pixels: Pixels, x: number, y: number, colour: Colour): void => {
  if (x >= 0 && y >= 0 && x < width && y < height) pixels.set(colour, 3 * (y * width + x))
}

function box(pixels: Pixels, left: number, top: number, wide: number, high: number, colour: Colour): void {
  for (let y = top; y < top + high; y++) for (let x = left; x < left + wide; x++) paint(pixels, x, y, colour)
}

function disc(pixels: Pixels, cx: number, cy: number, r: number, colour: Colour, hole = 0): void {
  for (let y = -r; y <= r; y++)
    for (let x = -r; x <= r; x++) {
      const far = x * x + y * y
      if (far <= r * r && far >= hole * hole) paint(pixels, cx + x, cy + y, colour)
    }
}

function sky(pixels: Pixels, top: Colour, bottom: Colour, ground: number): void {
  for (let y = 0; y < ground; y++) {
    const at = (i: 0 | 1 | 2) => Math.round(top[i] + ((bottom[i] - top[i]) * y) / ground)
    box(pixels, 0, y, width, 1, [at(0), at(1), at(2)])
  }
}

function line(pixels: Pixels, [x, y]: Point, [toX, toY]: Point, thick: number, colour: Colour): void {
  const steps = Math.max(Math.abs(toX - x), Math.abs(toY - y))
  for (let i = 0; i <= steps; i++)
    disc(pixels, Math.round(x + ((toX - x) * i) / steps), Math.round(y + ((toY - y) * i) / steps), thick, colour)
}

const scenes = {
  lamp: (pixels: Pixels) => {
    sky(pixels, [14, 18, 40], [52, 58, 96], 250)
    for (let house = 0; house < 6; house++) {
      const top = 104 + ((house * 7) % 4) * 18
      box(pixels, house * 84 - 8, top, 80, 250 - top, [24, 24, 40])
      for (let window = 0; window < 4; window++) {
        const lit = (house * 5 + window * 3) % 7 === 0
        box(
          pixels,
          house * 84 + 6 + (window % 2) * 34,
          top + 18 + (window >> 1) * 40,
          14,
          20,
          lit ? [232, 190, 96] : [44, 46, 66],
        )
      }
    }
    box(pixels, 0, 250, width, 70, [34, 34, 38])
    for (let step = 0; step < 5; step++) box(pixels, 290 + step * 18, 250 + step * 14, 190, 3, [62, 62, 66])
    line(pixels, [240, 292], [240, 66], 4, [104, 106, 112])
    line(pixels, [240, 66], [284, 60], 3, [104, 106, 112])
    disc(pixels, 290, 70, 13, [70, 70, 76])
    disc(pixels, 290, 74, 8, [18, 18, 22])
  },
  wall: (pixels: Pixels) => {
    sky(pixels, [150, 190, 226], [214, 226, 232], 70)
    box(pixels, 0, 70, width, 240, [112, 100, 92])
    for (let row = 0; row < 14; row++)
      for (let brick = -1; brick < 10; brick++)
        box(pixels, brick * 54 + (row % 2) * 27, 70 + row * 17, 51, 14, [164 - ((row * 5 + brick * 3) % 14), 92, 70])
    const tag: Point[] = [
      [70, 210],
      [104, 140],
      [138, 212],
      [170, 146],
      [214, 148],
      [176, 182],
      [220, 214],
      [262, 142],
      [262, 214],
      [316, 206],
      [352, 150],
      [402, 168],
    ]
    tag.slice(1).forEach((to, i) => void line(pixels, tag[i] ?? to, to, 9, [22, 84, 150]))
    tag.slice(1).forEach((to, i) => void line(pixels, tag[i] ?? to, to, 4, [120, 210, 226]))
    box(pixels, 0, 304, width, 16, [96, 96, 100])
  },
  quay: (pixels: Pixels) => {
    sky(pixels, [120, 176, 214], [236, 216, 190], 150)
    for (let wave = 0; wave < 80; wave++) box(pixels, 0, 150 + wave, width, 1, [36, 92 + (wave % 7) * 4, 120])
    for (const [x, tall] of [
      [70, 84],
      [220, 112],
      [370, 70],
    ] as const) {
      line(pixels, [x, 150], [x, 150 - tall], 2, [70, 54, 40])
      line(pixels, [x, 150 - tall], [x + 34, 144], 0, [90, 80, 70])
      for (let deck = 0; deck < 16; deck++) box(pixels, x - 40 + deck, 146 + deck, 88 - 2 * deck, 1, [226, 226, 230])
    }
    box(pixels, 0, 230, width, 90, [148, 142, 132])
    box(pixels, 0, 230, width, 5, [110, 104, 96])
    for (let bag = 0; bag < 7; bag++) {
      disc(pixels, 90 + bag * 46, 270 + (bag % 2) * 14, 21, [30 + bag * 3, 32, 36])
      disc(pixels, 90 + bag * 46, 249 + (bag % 2) * 14, 6, [30 + bag * 3, 32, 36])
    }
  },
  bicycle: (pixels: Pixels) => {
    sky(pixels, [206, 214, 218], [226, 226, 220], 220)
    box(pixels, 0, 220, width, 100, [138, 136, 132])
    const [rear, front, pedals, saddle, bars]: Point[] = [
      [150, 220],
      [330, 220],
      [226, 224],
      [196, 136],
      [304, 130],
    ]
    for (const wheel of [rear, front] as Point[]) disc(pixels, wheel[0], wheel[1], 58, [24, 24, 26], 53)
    for (const [from, to] of [
      [rear, pedals],
      [rear, saddle],
      [pedals, saddle],
      [pedals, bars],
      [saddle, bars],
      [bars, front],
    ] as [Point, Point][])
      line(pixels, from, to, 3, [168, 36, 42])
    box(pixels, 176, 128, 42, 8, [30, 30, 32])
    line(pixels, [304, 130], [328, 116], 3, [30, 30, 32])
    line(pixels, [60, 300], [60, 150], 5, [104, 106, 110])
    line(pixels, [60, 150], [120, 150], 5, [104, 106, 110])
    disc(pixels, 92, 286, 16, [214, 176, 44], 10)
  },
} as const

export type Scene = keyof typeof scenes

/** A PNG: signature, header, one compressed block of rows, end. */
export function picture(scene: Scene): Uint8Array<ArrayBuffer> {
  const pixels = new Uint8Array(3 * width * height)
  scenes[scene](pixels)
  const rows = Buffer.alloc(height * (1 + 3 * width)) // each row begins with its filter, 0: none
  for (let y = 0; y < height; y++)
    rows.set(pixels.subarray(3 * width * y, 3 * width * (y + 1)), y * (1 + 3 * width) + 1)
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8) // 8 bits, RGB
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])
  return Buffer.concat([
    signature,
    block('IHDR', header),
    block('IDAT', deflateSync(rows)),
    block('IEND', Buffer.alloc(0)),
  ])
}

function block(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(content.length)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, check])
}
