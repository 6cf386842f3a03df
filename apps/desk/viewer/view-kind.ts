// How a stranger's file may be looked at, by what it begins with. What it says of itself only tells a sound from a film in one box. A page, a
// drawing and anything else that could hold a script is text here, whatever it is called.
import { imageKind } from '../reports/image-kind.ts'

/** `painted`: by the desk itself. `picture`, `film`, `sound`, `text`: in the viewer. `pdf`, `other`: not here. */
export type ViewKind = 'painted' | 'picture' | 'film' | 'sound' | 'text' | 'pdf' | 'other'
export type Look = { readonly kind: ViewKind; readonly type: string }

const mostText = 2_000_000 // bytes: a longer one is saved, not laid out

const at = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, Math.min(to, bytes.length)))

export function lookOf(bytes: Uint8Array<ArrayBuffer>, declared: string): Look {
  const painted = imageKind(bytes)
  if (painted) return { kind: 'painted', type: painted }
  if (at(bytes, 0, 1024).includes('%PDF-')) return { kind: 'pdf', type: 'application/pdf' }
  return pictureOf(bytes) ?? mediaOf(bytes, declared) ?? textOf(bytes) ?? { kind: 'other', type: '' }
}

function pictureOf(bytes: Uint8Array): Look | undefined {
  const picture = (type: string): Look => ({ kind: 'picture', type })
  if (/^GIF8[79]a/.test(at(bytes, 0, 6))) return picture('image/gif')
  if (at(bytes, 0, 2) === 'BM' && at(bytes, 6, 10) === '\0\0\0\0') return picture('image/bmp')
  if (at(bytes, 4, 8) === 'ftyp' && /^avi[fs]$/.test(at(bytes, 8, 12))) return picture('image/avif')
  return undefined
}

function mediaOf(bytes: Uint8Array, declared: string): Look | undefined {
  const film = (type: string): Look =>
    declared.startsWith('audio/') ? { kind: 'sound', type: `audio/${type}` } : { kind: 'film', type: `video/${type}` }
  const sound = (type: string): Look => ({ kind: 'sound', type: `audio/${type}` })
  if (at(bytes, 4, 8) === 'ftyp') {
    const brand = at(bytes, 8, 12)
    if (/^(hei|hev|mif1|msf1)/.test(brand)) return undefined
    return /^M4[AB] /.test(brand) ? sound('mp4') : film('mp4')
  }
  if (at(bytes, 0, 4) === '\x1a\x45\xdf\xa3') return film('webm')
  if (at(bytes, 0, 4) === 'OggS') return film('ogg')
  if (at(bytes, 0, 4) === 'RIFF' && at(bytes, 8, 12) === 'WAVE') return sound('wav')
  if (at(bytes, 0, 4) === 'fLaC') return sound('flac')
  if (at(bytes, 0, 3) === 'ID3') return sound('mpeg')
  const [first = 0, second = 0] = bytes
  if (first === 0xff && (second & 0xf6) === 0xf0) return sound('aac')
  if (first === 0xff && (second & 0xe6) === 0xe2) return sound('mpeg')
  return undefined
}

function textOf(bytes: Uint8Array<ArrayBuffer>): Look | undefined {
  if (bytes.length === 0 || bytes.length > mostText) return undefined
  const wide = /^(\xff\xfe|\xfe\xff)/.exec(at(bytes, 0, 2))?.[0]
  const charset = wide === undefined ? 'utf-8' : wide === '\xff\xfe' ? 'utf-16le' : 'utf-16be'
  return isText(bytes, charset) ? { kind: 'text', type: `text/plain;charset=${charset}` } : undefined
}

function isText(bytes: Uint8Array<ArrayBuffer>, charset: string): boolean {
  try {
    const text = new TextDecoder(charset, { fatal: true }).decode(bytes)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what tells a text from anything else
    return !/[\0-\x08\x0e-\x1a\x1c-\x1f]/.test(text)
  } catch {
    return false
  }
}
