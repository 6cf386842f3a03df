import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { drawIcon, linesOf } from './draw-icon.ts'
import { asPng, icons, readShape } from './vite-icons.ts'

const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '../public/manifest.webmanifest'), 'utf8'))
const shape = readShape()
const dot = (dots: Uint8Array, size: number, x: number, y: number) => [
  ...dots.subarray((y * size + x) * 4, (y * size + x) * 4 + 4),
]

test('a path that we cannot draw is refused, not drawn wrongly', () => {
  assert.throws(() => linesOf('M1 1c1 1 2 2 3 3'))
  assert.deepEqual(linesOf('M1 2h3v4z'), [
    [1, 2, 4, 2],
    [4, 2, 4, 6],
    [4, 6, 1, 2],
  ])
})
test('the icon is white lines on the app’s own colour, with nothing around it unless the launcher cuts', () => {
  const [plain, bled] = [drawIcon(shape, 64, false), drawIcon(shape, 64, true)]
  assert.deepEqual(dot(plain, 64, 0, 0).at(3), 0)
  assert.deepEqual(dot(bled, 64, 0, 0), [...shape.ground, 255])
  for (const dots of [plain, bled]) {
    assert.deepEqual(dot(dots, 64, 32, 29), [255, 255, 255, 255])
    assert.deepEqual(dot(dots, 64, 32, 24), [...shape.ground, 255])
  }
})
test('what a launcher cuts away has no line in it: all stay within two fifths of the middle', () => {
  for (const [x1, y1, x2, y2] of shape.lines)
    for (const [x, y] of [
      [x1, y1],
      [x2, y2],
    ] as const)
      assert.ok(Math.hypot(x - 16, y - 16) + shape.pen / 2 <= 0.4 * shape.side)
})
test('the manifest names no city, only pictures that are made, and their very size', () => {
  assert.equal(manifest.name, 'CITYCoP')
  assert.equal(manifest.start_url, '/')
  for (const { src, sizes, type, purpose } of manifest.icons.slice(1)) {
    const made = icons[src.slice(1) as keyof typeof icons]
    assert.deepEqual([sizes, type], [`${made.size}x${made.size}`, 'image/png'])
    assert.equal(purpose === 'maskable', made.bleed)
    const png = asPng(new Uint8Array(made.size * made.size * 4), made.size)
    assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [made.size, made.size])
  }
})
