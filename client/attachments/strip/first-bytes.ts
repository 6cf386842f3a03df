// Which of the kinds we can read a file is, by what it begins with: a name and a declared type are a stranger's word.
import { beginsWith, letters } from './numbers.ts'

export type FileKind = 'jpeg' | 'png' | 'webp' | 'mp4' | 'webm' | 'heif'

const olderFilms = ['moov', 'mdat', 'wide', 'pnot'] // QuickTime from before files said their kind
// Still pictures in the same boxes: what is `free` to a film is the picture itself to them.
const stillPictures = /^(heic|heix|heim|heis|hevc|hevx|hevm|hevs|mif1|mif2|msf1|miaf|avif|avis|avio)$/
const otherPictures = /^(crx |jxl |jp2 |jpx )$/

export function kindOf(bytes: Uint8Array): FileKind | undefined {
  if (beginsWith(bytes, 0, '\xff\xd8\xff')) return 'jpeg'
  if (beginsWith(bytes, 0, '\x89PNG\r\n\x1a\n')) return 'png'
  if (beginsWith(bytes, 0, 'RIFF') && beginsWith(bytes, 8, 'WEBP')) return 'webp'
  if (beginsWith(bytes, 0, '\x1aE\xdf\xa3')) return 'webm'
  if (olderFilms.includes(letters(bytes, 4, 4))) return 'mp4'
  if (!beginsWith(bytes, 4, 'ftyp')) return undefined
  const kinds = kindsSaid(bytes)
  if (kinds.some((one) => otherPictures.test(one))) return undefined
  return kinds.some((one) => stillPictures.test(one)) ? 'heif' : 'mp4'
}

function kindsSaid(bytes: Uint8Array): string[] {
  const [high, middle, low] = [bytes[1] ?? 0, bytes[2] ?? 0, bytes[3] ?? 0]
  const end = Math.min(high * 65_536 + middle * 256 + low, 1024, bytes.length)
  const said: string[] = []
  for (let at = 8; at + 4 <= end; at += 4) said.push(letters(bytes, at, 4))
  return said
}
