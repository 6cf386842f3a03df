// A still picture as telephones make it today, that tells where, when and with what it was taken, in every place where they write it.
// Its picture is made of letters: what has to stay and what has to go can be told apart.
import { concat, u16, u32 } from '@citycop/protocol/contract/bytes.ts'
import { latin1 } from './plain-pictures.ts'
import { tellingExif, xmp } from './telling-pictures.ts'

export const [still, grid] = [latin1('PICTURE!'.repeat(40)), latin1('GRIDGRID')]

const box = (type: string, ...content: Uint8Array[]): Uint8Array => {
  const inside = concat(...content)
  return concat(u32(inside.length + 8), latin1(type), inside)
}
const full = (type: string, version: number, ...content: Uint8Array[]) => box(type, u32(version * 2 ** 24), ...content)
const item = (id: number, kind: string, more = '') =>
  full('infe', 2, u16(id), u16(0), latin1(kind), latin1(`Canale-QZ\0${more}`))

/** `kind`: of the first item; `place`: of the first item, where it is not to lie with the others. */
export type TellingHeif = {
  readonly brand?: string
  readonly kind?: string
  readonly place?: number
  readonly behind?: string
}

export function tellingHeif({
  brand = 'heic',
  kind = 'hvc1',
  place,
  behind = '',
}: TellingHeif = {}): Uint8Array<ArrayBuffer> {
  const exif = concat(u32(6), latin1('Exif\0\0'), tellingExif())
  const head = box('ftyp', latin1(brand), u32(0), latin1('mif1'), latin1(brand))
  const order = [still, latin1('QZ-serial-7781'), exif, xmp]
  const meta = (data: number): Uint8Array => {
    const at = (n: number) => data + order.slice(0, n).reduce((sum, { length }) => sum + length, 0)
    const lies = (id: number, method: number, from: number, { length }: Uint8Array) =>
      concat(u16(id), u16(method), u16(0), u16(1), u32(from), u32(length))
    return full(
      'meta',
      0,
      full('hdlr', 0, u32(0), latin1('pict'), new Uint8Array(12), latin1('QZ Camera\0')),
      full('pitm', 0, u16(4)),
      full(
        'iloc',
        1,
        u16(0x4400),
        u16(4),
        lies(1, 0, place ?? at(0), still),
        lies(2, 0, at(2), exif),
        lies(3, 0, at(3), xmp),
        lies(4, 1, 4, grid),
      ),
      full(
        'iinf',
        0,
        u16(4),
        item(1, kind),
        item(2, 'Exif'),
        item(3, 'mime', 'application/rdf+xml\0'),
        item(4, 'grid'),
      ),
      full('iref', 0, box('cdsc', u16(2), u16(1), u16(4)), box('cdsc', u16(3), u16(1), u16(4))),
      box(
        'iprp',
        box(
          'ipco',
          full('ispe', 0, u32(32), u32(16)),
          box('irot', Uint8Array.of(3)),
          full('crtt', 0, latin1('2025:06:01')),
          full('udes', 0, latin1('en\0Canale-QZ\0\0\0')),
        ),
        full('ipma', 0, u32(1), u16(4), Uint8Array.of(2, 1, 0x82)),
      ),
      box('idat', latin1('+45.'), grid, latin1('QZ Camera')),
      box('uuid', latin1('QZ-serial-7781')),
    )
  }
  const length = meta(0).length
  return concat(
    head,
    meta(head.length + length + 8),
    box('mdat', ...order),
    box('mpvd', latin1('a short film +45.4371')),
    latin1(behind),
  )
}
