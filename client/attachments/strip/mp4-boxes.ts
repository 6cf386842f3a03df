// The boxes of MP4 and QuickTime: a length, four letters, a content that may hold boxes again.
import { big, big64, letters, Unreadable, within } from './numbers.ts'

export type Box = {
  readonly type: string
  readonly from: number
  /** Where its content begins, and where it ends. */
  readonly inner: number
  readonly to: number
}

export const mostBoxes = 100_000

export function boxAt(file: Uint8Array, from: number, end: number): Box {
  const short = big(file, from, 4)
  const [head, length] = short === 1 ? [16, big64(file, from + 8)] : [8, short === 0 ? end - from : short] // 0: as far as there is anything
  if (length < head || from + length > end) throw new Unreadable('a box larger than what holds it')
  return { type: letters(file, from + 4, 4), from, inner: from + head, to: from + length }
}

export function* boxesIn(file: Uint8Array, from: number, end: number): Generator<Box> {
  within(file, from, end - from)
  for (let at = from; at < end; ) {
    // QuickTime ends some lists with four zeros.
    if (end - at < 8 && !file.subarray(at, end).some((byte) => byte !== 0)) return
    const box = boxAt(file, at, end)
    yield box
    at = box.to
  }
}

/** The box at the end of this path, each inside the one before. */
export function findBox(file: Uint8Array, inside: Box, ...path: readonly string[]): Box | undefined {
  const [type, ...further] = path
  if (type === undefined) return inside
  for (const box of boxesIn(file, inside.inner, inside.to)) if (box.type === type) return findBox(file, box, ...further)
  return undefined
}

/** Makers hang notes behind the last box, which are no box: they end the file. One cut short is another thing. @throws Unreadable */
export function topBoxes(file: Uint8Array, needed: readonly string[]): Box[] {
  const found: Box[] = []
  const isWhole = (): boolean => needed.every((type) => found.some((box) => box.type === type))
  for (let at = 0; at < file.length; at = found.at(-1)?.to ?? 0) {
    try {
      found.push(boxAt(file, at, file.length))
    } catch (thrown) {
      if (!(thrown instanceof Unreadable && isWhole())) throw thrown
      return found
    }
    if (found.length > mostBoxes) throw new Unreadable('too many boxes')
  }
  return found
}
