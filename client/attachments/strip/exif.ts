// Exif as cameras write it: a small TIFF. Read for what it tells and for which way up the picture is; written with nothing but that.
import { bytes, concat, equal } from '@citycop/protocol/contract/bytes.ts'
import { beginsWith, big, little } from './numbers.ts'
import type { Tale } from './tales.ts'

export type Exif = { readonly orientation: number; readonly tells: readonly Tale[] }

const upright = 1
const mostEntries = 512
const orientationTag = 0x0112
const exifPointer = 0x8769
const tellers: Readonly<Record<number, Tale>> = {
  34853: 'place', // the pointer to the GPS directory
  306: 'time',
  36867: 'time',
  36868: 'time',
  271: 'device',
  272: 'device',
  305: 'device',
  37500: 'device', // what the maker writes for itself
  42032: 'device',
  42033: 'device',
  42036: 'device',
}

type Tiff = { readonly bytes: Uint8Array; readonly read: (at: number, length: 2 | 4) => number }

/** Never fails: an Exif we cannot read is taken out all the same. */
export function readExif(tiff: Uint8Array): Exif {
  const tells = new Set<Tale>()
  let orientation = upright
  const see = (tag: number, value: () => number): void => {
    const tale = tellers[tag]
    if (tale) tells.add(tale)
    if (tag === orientationTag) orientation = value()
  }
  try {
    const file = opened(tiff)
    const inner = eachEntry(file, file.read(4, 4), see)
    if (inner !== undefined) eachEntry(file, inner, see)
  } catch {
    // as far as it goes
  }
  if (orientation < upright || orientation > 8) orientation = upright
  if (tells.size === 0 && !equal(tiff, freshExif(orientation))) tells.add('other')
  return { orientation, tells: [...tells] }
}

function opened(tiff: Uint8Array): Tiff {
  const isBig = beginsWith(tiff, 0, 'MM')
  return { bytes: tiff, read: (at, length) => (isBig ? big(tiff, at, length) : little(tiff, at, length)) }
}

/** Where the directory with the camera's own entries lies, if it names one. */
function eachEntry({ read }: Tiff, at: number, see: (tag: number, value: () => number) => void): number | undefined {
  const count = Math.min(read(at, 2), mostEntries)
  let inner: number | undefined
  for (let i = 0; i < count; i++) {
    const entry = at + 2 + 12 * i
    const tag = read(entry, 2)
    see(tag, () => read(entry + 8, 2))
    if (tag === exifPointer) inner = read(entry + 8, 4)
  }
  return inner
}

/** A TIFF that says which way up and nothing else; empty when that needs no saying. */
export const freshExif = (orientation: number): Uint8Array =>
  orientation === upright
    ? new Uint8Array(0)
    : concat(
        bytes('MM\0*'),
        Uint8Array.of(0, 0, 0, 8, 0, 1), // the directory begins after this head and has one entry
        Uint8Array.of(0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0),
        new Uint8Array(4), // and no other directory follows
      )
