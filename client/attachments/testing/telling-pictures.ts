// Pictures that tell where, when and with what they were taken, in every place where cameras and programs write it.
import { deflateSync } from 'node:zlib'
import { concat, u16, u32 } from '@citycop/protocol/contract/bytes.ts'
import { chunk, latin1, plainJpeg, plainPng, plainWebp, segment } from './plain-pictures.ts'

/** What a search for traces looks for: none of these is in a picture's own data. */
export const traces = [
  'Canale-QZ',
  'QZ Camera',
  'QZ-serial-7781',
  '2025:06:01',
  '2025-06-01',
  '+45.4371',
  'GPSLatitude',
]

type Field = { readonly tag: number; readonly type: number; readonly count: number; readonly value: Uint8Array }

const words = (tag: number, said: string): Field => ({
  tag,
  type: 2,
  count: said.length + 1,
  value: latin1(`${said}\0`),
})
const short = (tag: number, value: number): Field => ({ tag, type: 3, count: 1, value: concat(u16(value), u16(0)) })
const long = (tag: number, value: number): Field => ({ tag, type: 4, count: 1, value: u32(value) })
const degrees = (tag: number, ...parts: number[]): Field => ({
  tag,
  type: 5,
  count: parts.length,
  value: concat(...parts.flatMap((part) => [u32(Math.round(part * 1000)), u32(1000)])),
})

/** A directory of a TIFF that begins at `at`; what is too long for its row stands behind it. */
function directory(at: number, fields: readonly Field[]): Uint8Array {
  let behind = at + 6 + 12 * fields.length
  const rows: Uint8Array[] = []
  const long: Uint8Array[] = []
  for (const { tag, type, count, value } of fields) {
    const isShort = value.length <= 4
    rows.push(u16(tag), u16(type), u32(count), isShort ? concat(value, new Uint8Array(4 - value.length)) : u32(behind))
    if (isShort) continue
    long.push(value, new Uint8Array(value.length % 2))
    behind += value.length + (value.length % 2)
  }
  return concat(u16(fields.length), ...rows, u32(0), ...long)
}

/** As a telephone writes it: place, time, maker, serial number, and which way up. */
export function tellingExif(orientation = 6): Uint8Array {
  const first = (inner: number, gps: number) =>
    directory(8, [
      words(0x010f, 'QZ Camera'),
      short(0x0112, orientation),
      words(0x0132, '2025:06:01 12:00:00'),
      long(0x8769, inner),
      long(0x8825, gps),
    ])
  const innerAt = 8 + first(0, 0).length
  const inner = directory(innerAt, [words(0x9003, '2025:06:01 12:00:00'), words(0xa431, 'QZ-serial-7781')])
  const gpsAt = innerAt + inner.length
  const gps = directory(gpsAt, [words(1, 'N'), degrees(2, 45, 26, 13), words(3, 'E'), degrees(4, 12, 19, 57)])
  return concat(latin1('MM\0*'), u32(8), first(innerAt, gpsAt), inner, gps)
}

export const xmp = latin1(
  `<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description xmlns:exif='http://ns.adobe.com/exif/1.0/' xmlns:photoshop='http://ns.adobe.com/photoshop/1.0/' exif:GPSLatitude='45,26.2N' exif:GPSLongitude='12,19.9E' photoshop:City='Canale-QZ' photoshop:DateCreated='2025-06-01T12:00:00'/></rdf:RDF></x:xmpmeta><?xpacket end='w'?>`,
)
const place = latin1('Canale-QZ')

const iptc = (): Uint8Array => {
  const record = concat(Uint8Array.of(0x1c, 2, 90), u16(place.length), place)
  return concat(
    latin1('Photoshop 3.0\x008BIM'),
    u16(0x0404),
    u16(0),
    u32(record.length),
    record,
    new Uint8Array(record.length % 2),
  )
}

const severalPictures = (size: number): Uint8Array => {
  const entry = (of: number) => concat(u32(0), u32(of), u32(0), u32(0))
  const fields = [
    { tag: 0xb000, type: 7, count: 4, value: latin1('0100') },
    long(0xb001, 2),
    { tag: 0xb002, type: 7, count: 32, value: concat(entry(size), entry(size)) },
  ]
  return concat(latin1('MPF\0MM\0*'), u32(8), directory(8, fields))
}

export function tellingJpeg(orientation = 6): Uint8Array<ArrayBuffer> {
  const { before, behind } = plainJpeg()
  const exif = segment(0xe1, latin1('Exif\0\0'), tellingExif(orientation))
  const second = concat(before, exif, behind)
  const guid = latin1('0'.repeat(32))
  return concat(
    before,
    exif,
    segment(0xe1, latin1('http://ns.adobe.com/xap/1.0/\0'), xmp),
    segment(0xe1, latin1('http://ns.adobe.com/xmp/extension/\0'), guid, u32(xmp.length), u32(0), xmp),
    segment(0xe2, latin1('ICC_PROFILE\0'), Uint8Array.of(1, 1), latin1('colours')),
    segment(0xe2, severalPictures(second.length)),
    segment(0xed, iptc()),
    segment(0xee, latin1('Adobe'), Uint8Array.of(0, 100, 0, 0, 0, 0, 0)),
    segment(0xfe, latin1('seen at Canale-QZ on 2025:06:01')),
    behind,
    second, // as telephones add a second picture, or a short film
    latin1('MotionPhoto_Data +45.4371 QZ Camera'),
  )
}

export function tellingPng(orientation = 6): Uint8Array<ArrayBuffer> {
  const { before, behind } = plainPng()
  return concat(
    before,
    chunk('iCCP', concat(latin1('Canale-QZ\0\0'), deflateSync(latin1('colours')))),
    chunk('pHYs', concat(u32(2835), u32(2835), Uint8Array.of(1))),
    chunk('eXIf', tellingExif(orientation)),
    chunk('tEXt', latin1('Comment\0Canale-QZ')),
    chunk('zTXt', concat(latin1('Author\0\0'), deflateSync(latin1('QZ Camera')))),
    chunk('iTXt', concat(latin1('XML:com.adobe.xmp\0\0\0\0\0'), xmp)),
    chunk('tIME', Uint8Array.of(7, 233, 6, 1, 12, 0, 0)),
    chunk('qzPr', latin1('QZ-serial-7781')),
    behind,
    latin1('behind the end: +45.4371'),
  )
}

export function tellingWebp(orientation = 6): Uint8Array<ArrayBuffer> {
  const little = (value: number) => u32(value).reverse()
  const part = (type: string, content: Uint8Array) =>
    concat(latin1(type), little(content.length), content, new Uint8Array(content.length % 2))
  const parts = concat(
    part('VP8X', Uint8Array.of(0x0c, 0, 0, 0, 0, 0, 0, 0, 0, 0)),
    part('VP8 ', plainWebp()),
    part('EXIF', tellingExif(orientation)),
    part('XMP ', xmp),
    part('QZQZ', latin1('QZ-serial-7781')),
  )
  return concat(latin1('RIFF'), little(parts.length + 4), latin1('WEBP'), parts, latin1('and +45.4371 behind it'))
}
