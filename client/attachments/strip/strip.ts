// Takes out of a file what tells about its making (place, time, device), and leaves every pixel and every sound as it is. What kind of
// file it is, its first bytes say, never its name. What cannot be read to the end is not touched and not said to be clean.
import { type Bytes, concat } from '@citycop/protocol/contract/bytes.ts'
import { applied, type Changes } from './changes.ts'
import { type FileKind, kindOf } from './first-bytes.ts'
import { stripHeif } from './heif.ts'
import { type Pieces, stripJpeg } from './jpeg.ts'
import { stripMp4 } from './mp4.ts'
import { Unreadable } from './numbers.ts'
import { stripPng } from './png.ts'
import { summed, type Tale } from './tales.ts'
import { stripWebm } from './webm.ts'
import { stripWebp } from './webp.ts'

/** `found`: what was taken out; nothing, when there was nothing. */
export type Stripped = { readonly bytes: Bytes; readonly found: readonly Tale[] }

/** Uses up the bytes it is given: a film is changed where it lies. Undefined: nothing can be taken out, and nothing was touched. */
export function strip(bytes: Bytes): Stripped | undefined {
  const kind = kindOf(bytes)
  if (kind === undefined) return undefined
  try {
    return strippers[kind](bytes)
  } catch (thrown) {
    if (thrown instanceof Unreadable) return undefined
    throw thrown
  }
}

const fromPieces = ({ pieces, tells }: Pieces): Stripped => ({ bytes: concat(...pieces), found: summed(tells) })
const inPlace = (bytes: Bytes, changes: Changes): Stripped => ({
  bytes: applied(bytes, changes),
  found: summed(changes.tells),
})

const strippers: Record<FileKind, (bytes: Bytes) => Stripped> = {
  jpeg: (bytes) => fromPieces(stripJpeg(bytes)),
  png: (bytes) => fromPieces(stripPng(bytes)),
  webp: (bytes) => fromPieces(stripWebp(bytes)),
  mp4: (bytes) => inPlace(bytes, stripMp4(bytes)),
  webm: (bytes) => inPlace(bytes, stripWebm(bytes)),
  heif: (bytes) => inPlace(bytes, stripHeif(bytes)),
}
