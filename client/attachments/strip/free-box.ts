// A box that goes: it keeps its place and its length, and says nothing any more.
import { bytes } from '@citycop/protocol/contract/bytes.ts'
import { type Changes, hasAny } from './changes.ts'
import type { Box } from './mp4-boxes.ts'
import { Unreadable } from './numbers.ts'
import { talesIn } from './tales.ts'

/** @throws Unreadable */
export function free(file: Uint8Array, box: Box, { changes, tells }: Changes): void {
  if (box.type === 'cmov') throw new Unreadable('a compressed table')
  if (!['free', 'skip', 'wide'].includes(box.type) || hasAny(file, box.inner, box.to))
    tells.push(...talesIn(file.subarray(box.from + 4, box.to)))
  changes.push({ from: box.from + 4, to: box.from + 8, put: bytes('free') }, { from: box.inner, to: box.to })
}
