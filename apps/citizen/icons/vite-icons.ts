// The pictures of the icon that a phone asks for, made from icon.svg whenever the app is built.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import type { Plugin } from 'vite'
import { drawIcon, linesOf, type Shape } from './draw-icon.ts'

/** By file name; `bleed` is what a manifest calls maskable, and what an iPhone wants as well. */
export const icons = {
  'icon-180.png': { size: 180, bleed: true },
  'icon-192.png': { size: 192, bleed: false },
  'icon-512.png': { size: 512, bleed: false },
  'icon-512-maskable.png': { size: 512, bleed: true },
} as const

export function drawIcons(): Plugin {
  return {
    name: 'icons',
    apply: 'build',
    generateBundle() {
      for (const [fileName, { size, bleed }] of Object.entries(icons))
        this.emitFile({ type: 'asset', fileName, source: asPng(drawIcon(readShape(), size, bleed), size) })
    },
  }
}

export function readShape(): Shape {
  const svg = readFileSync(join(import.meta.dirname, '../public/icon.svg'), 'utf8')
  const [, colour = ''] = svg.match(/fill="#([0-9a-f]{6})"/) ?? []
  const [, pen = '', path = ''] = svg.match(/stroke-width="([\d.]+)".* d="([^"]+)"/) ?? []
  const ground = [0, 2, 4].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)) as [number, number, number]
  return { side: 32, inset: 2, round: 2, pen: Number(pen), lines: linesOf(path), ground }
}

/** PNG: 8 bits a colour and one for how solid it is, no filter. */
export function asPng(dots: Uint8Array, size: number): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(size, 0)
  head.writeUInt32BE(size, 4)
  head.set([8, 6], 8)
  const rows = Array.from({ length: size }, (_, row) =>
    Buffer.concat([Buffer.alloc(1), dots.subarray(row * size * 4, (row + 1) * size * 4)]),
  )
  const body = deflateSync(Buffer.concat(rows), { level: 9 })
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', body),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(body.length)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, check])
}
