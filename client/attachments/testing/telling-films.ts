// A film that tells where, when and with what it was taken, in every place where telephones and cameras write it. Its pictures are
// made of letters: what has to stay and what has to go can be told apart.
import { concat, u16, u32 } from '@citycop/protocol/contract/bytes.ts'
import { latin1 } from './plain-pictures.ts'

export const [picture, sound, position] = [
  latin1('PICTURE!'.repeat(40)),
  latin1('SOUND...'.repeat(9)),
  latin1('+45.4371'.repeat(6)),
]

const box = (type: string, ...content: Uint8Array[]): Uint8Array => {
  const inside = concat(...content)
  return concat(u32(inside.length + 8), latin1(type), inside)
}
const full = (type: string, ...content: Uint8Array[]) => box(type, u32(0), ...content)
const zeros = (length: number) => new Uint8Array(length)
/** 1 June 2025, counted from 1904: a number that no search for words finds. */
export const made = u32(3_831_624_000)
const pascal = (said: string) => concat(Uint8Array.of(said.length), latin1(said))

const movieHead = full('mvhd', made, made, u32(1000), u32(2000), u32(0x10000), zeros(72), u32(4))
const trackHead = (id: number) => full('tkhd', made, made, u32(id), zeros(64))
const mediaHead = full('mdhd', made, made, u32(1000), u32(2000), u16(0x55c4), u16(0))

type Track = { id: number; handler: string; name: string; entry: Uint8Array; starts: number[]; sample: Uint8Array }

const table = ({ entry, starts, sample }: Track): Uint8Array =>
  box(
    'stbl',
    full('stsd', u32(1), entry),
    full('stts', u32(1), u32(starts.length), u32(1000)),
    full('stsc', u32(1), u32(1), u32(1), u32(1)),
    full('stsz', u32(0), u32(starts.length), ...starts.map(() => u32(sample.length))),
    full('stco', u32(starts.length), ...starts.map(u32)),
  )

const track = (given: Track): Uint8Array =>
  box(
    'trak',
    trackHead(given.id),
    box('tref', box('cdsc', u32(1))),
    box(
      'mdia',
      mediaHead,
      full('hdlr', latin1('mhlr'), latin1(given.handler), latin1('appl'), zeros(8), pascal(given.name)),
      box('minf', box('dinf', full('dref', u32(1), box('url ', u32(1)))), table(given)),
    ),
    box('udta', box('name', latin1('Canale-QZ'))),
  )

const videoEntry = box(
  'avc1',
  zeros(6),
  u16(1),
  zeros(4),
  latin1('QZ C'),
  zeros(8),
  u16(32),
  u16(16),
  zeros(14),
  pascal('QZ Camera AVC encoder'),
  zeros(10),
  u16(24),
  u16(0xffff),
  box('avcC', Uint8Array.of(1, 66, 0, 30, 255, 224, 0)),
  box('uuid', latin1('QZ-serial-7781')),
)
const soundEntry = box('mp4a', zeros(6), u16(1), zeros(8), u16(1), u16(16), zeros(4), u32((44100 * 65536) % 2 ** 32))
const positionEntry = box('gpmd', zeros(6), u16(1), latin1('GPS'))

const appleKeys = (): Uint8Array => {
  const keys = ['com.apple.quicktime.location.ISO6709', 'com.apple.quicktime.make', 'com.apple.quicktime.creationdate']
  const values = ['+45.4371+012.3326/', 'QZ Camera', '2025-06-01T12:00:00+0200']
  const named = keys.map((key) => box('mdta', latin1(key)))
  const item = (value: string, i: number) =>
    concat(u32(value.length + 24), u32(i + 1), box('data', u32(1), u32(0), latin1(value)))
  return box(
    'meta',
    full('hdlr', zeros(4), latin1('mdta'), zeros(13)),
    full('keys', u32(keys.length), ...named),
    box('ilst', ...values.map(item)),
  )
}

const said = (type: string, value: string) => box(type, u16(value.length), u16(0x15c7), latin1(value))

export type Telling = { readonly brand?: string; readonly extra?: Uint8Array[]; readonly behind?: Uint8Array }

/** A film as telephones make it: picture, sound and a track of positions take turns in the data. */
export function tellingFilm({ brand = 'qt  ', extra = [], behind = zeros(0) }: Telling = {}): Uint8Array<ArrayBuffer> {
  const order = [picture, sound, position, picture, position, sound]
  const whole = (data: number): { moov: Uint8Array; starts: (of: Uint8Array) => number[] } => {
    const starts = (of: Uint8Array) =>
      order.flatMap((one, i) =>
        one === of ? [data + order.slice(0, i).reduce((sum, each) => sum + each.length, 0)] : [],
      )
    const moov = box(
      'moov',
      movieHead,
      track({ id: 1, handler: 'vide', name: 'QZ Camera', entry: videoEntry, starts: starts(picture), sample: picture }),
      track({ id: 2, handler: 'soun', name: 'Sound', entry: soundEntry, starts: starts(sound), sample: sound }),
      track({ id: 3, handler: 'meta', name: 'GPS', entry: positionEntry, starts: starts(position), sample: position }),
      box(
        'udta',
        said('\xa9xyz', '+45.4371+012.3326/'),
        said('\xa9mak', 'QZ Camera'),
        box('Xtra', latin1('QZ-serial-7781')),
      ),
      appleKeys(),
      ...extra,
    )
    return { moov, starts }
  }
  const head = concat(box('ftyp', latin1(brand), u32(512), latin1(brand)), box('free', latin1('QZ-serial-7781')))
  const length = whole(0).moov.length
  const { moov } = whole(head.length + length + 8)
  return concat(
    head,
    moov,
    box('mdat', ...order),
    box(
      'uuid',
      latin1('\xbe\x7a\xcf\xcb\x97\xa9\x42\xe8'),
      zeros(8),
      latin1("<x:xmpmeta exif:GPSLatitude='45,26.2N'/>"),
    ),
    behind,
  )
}

const element = (id: number[], ...content: Uint8Array[]): Uint8Array => {
  const inside = concat(...content)
  return concat(Uint8Array.from(id), u16(inside.length | 0x4000), inside)
}
/** A recording under way does not know yet how long it will be. */
const unending = (id: number[], ...content: Uint8Array[]) =>
  concat(Uint8Array.from(id), Uint8Array.of(0x01, 255, 255, 255, 255, 255, 255, 255), ...content)

export type Recording = { readonly ended?: boolean }

/** Sound as browsers record it, with what other programs write besides. */
export function tellingRecording({ ended = false }: Recording = {}): Uint8Array<ArrayBuffer> {
  const long = ended ? element : unending
  const cluster = long(
    [0x1f, 0x43, 0xb6, 0x75],
    element([0xe7], Uint8Array.of(0)),
    element([0xa3], Uint8Array.of(0x81, 0, 0, 0x80), sound),
  )
  return concat(
    element([0x1a, 0x45, 0xdf, 0xa3], element([0x42, 0x82], latin1('webm'))),
    long(
      [0x18, 0x53, 0x80, 0x67],
      element(
        [0x15, 0x49, 0xa9, 0x66],
        element([0x2a, 0xd7, 0xb1], u32(1_000_000)),
        element([0x44, 0x61], Uint8Array.of(0x0a, 0xc1, 0, 0, 0, 0, 0, 0)),
        element([0x7b, 0xa9], latin1('Canale-QZ')),
        element([0x4d, 0x80], latin1('QZ Camera')),
        element([0x57, 0x41], latin1('QZ Camera')),
      ),
      element(
        [0x16, 0x54, 0xae, 0x6b],
        element(
          [0xae],
          element([0xd7], Uint8Array.of(1)),
          element([0x83], Uint8Array.of(2)),
          element([0x86], latin1('A_OPUS')),
          element([0x53, 0x6e], latin1('Canale-QZ')),
        ),
      ),
      cluster,
      cluster,
      element([0x12, 0x54, 0xc3, 0x67], element([0x73, 0x73], latin1('GPSLatitude +45.4371 QZ-serial-7781'))),
    ),
  )
}
