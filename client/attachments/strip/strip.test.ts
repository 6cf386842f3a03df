import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { type Bytes, concat } from '@citycop/protocol/contract/bytes.ts'
import { latin1, plainJpeg, plainPng } from '../testing/plain-pictures.ts'
import { made, picture, position, sound, tellingFilm, tellingRecording } from '../testing/telling-films.ts'
import { grid, still, tellingHeif } from '../testing/telling-heif.ts'
import { tellingJpeg, tellingPng, tellingWebp, traces } from '../testing/telling-pictures.ts'
import { strip } from './strip.ts'

const files: Record<string, Bytes> = {
  'a.jpg': tellingJpeg(),
  'a.png': tellingPng(),
  'a.webp': tellingWebp(),
  'a.heic': tellingHeif({ behind: 'no box: +45.4371 QZ Camera' }),
  'a.avif': tellingHeif({ brand: 'avif', kind: 'av01' }),
  'a.mov': tellingFilm(),
  'a.mp4': tellingFilm({ brand: 'isom' }),
  'a.m4a': tellingFilm({ brand: 'M4A ', behind: latin1('no box: +45.4371 QZ Camera') }),
  'a.webm': tellingRecording(),
  'b.webm': tellingRecording({ ended: true }),
}
const has = (bytes: Uint8Array, what: string | Uint8Array) => Buffer.from(bytes).includes(Buffer.from(what))
const stripped = (bytes: Bytes) => {
  const result = strip(bytes.slice())
  assert.ok(result)
  return result
}

/** The same numbers each time: a test that fails once in a while helps nobody. */
function dice(seed: number): (sides: number) => number {
  let state = seed
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}

test('kinds that cannot be cleaned are said so, whatever they are called', () => {
  const kinds = [
    'GIF89a....',
    '%PDF-1.7',
    'PK\x03\x04 a letter',
    'RIFF\x04\0\0\0WAVEfmt ',
    'OggS\0\x02 sound',
    'ID3 sound',
    '',
  ]
  const stills = ['heic', 'mif1', 'avif', 'crx ', 'jxl '].map((brand) => `\0\0\0\x14ftyp${brand}\0\0\0\0${brand}`)
  for (const kind of [...kinds, ...stills, '\0\0\0\x18ftypisom\0\0\0\0isommif1'])
    assert.equal(strip(latin1(kind)), undefined, kind)
})

test('a file that is cut anywhere is not said to be clean, and not touched', () => {
  for (const [name, file] of Object.entries(files))
    for (let length = 0; length < file.length; length++) {
      const cut = file.slice(0, length)
      const result = strip(cut)
      if (result === undefined) assert.deepEqual(cut, file.slice(0, length), `${name} at ${length}`)
      else
        assert.deepEqual(
          traces.filter((one) => has(result.bytes, one)),
          [],
          `${name} at ${length}`,
        )
    }
})

test('ten thousand broken files end in an answer: cleaned as far as it can be read, or untouched', () => {
  const throwDice = dice(2026)
  for (const [name, file] of Object.entries(files))
    for (let round = 0; round < 1000; round++) {
      const broken = file.slice()
      for (let changes = 1 + throwDice(4); changes > 0; changes--) {
        const at = throwDice(broken.length)
        if (throwDice(2)) broken[at] = throwDice(256)
        else broken.fill([0, 1, 0x7f, 0xff][throwDice(4)] ?? 0, at, at + 4)
      }
      const before = broken.slice()
      if (strip(broken) === undefined) assert.deepEqual(broken, before, name)
    }
})

test('a file of a million parts, made to fill a memory, is given up', () => {
  const filled = (before: Uint8Array, part: Uint8Array, behind: Uint8Array) => {
    const many = new Uint8Array(1_000_000 * part.length)
    for (let at = 0; at < many.length; at += part.length) many.set(part, at)
    return concat(before, many, behind)
  }
  const [png, jpeg] = [plainPng(), plainJpeg()]
  const webp = filled(latin1('RIFF\0\0\0\0WEBP'), latin1('QZQZ\0\0\0\0'), new Uint8Array(0))
  new DataView(webp.buffer).setUint32(4, webp.length - 8, true)
  const rows = [
    filled(png.before, latin1('\0\0\0\0IDAT\x35\xaf\x06\x1e'), png.behind),
    filled(jpeg.before, latin1('\xff\xfe\0\x02'), jpeg.behind),
    webp,
    filled(latin1('\0\0\0\x10ftypisom\0\0\0\0'), latin1('\0\0\0\x08free'), tellingFilm()),
    filled(tellingRecording().subarray(0, 26), latin1('\xec\x80'), new Uint8Array(0)),
  ]
  for (const [at, file] of rows.entries()) assert.equal(strip(file), undefined, String(at))
})

for (const [name, file] of Object.entries(files)) {
  test(`${name} leaves without place, time and device, and a second look finds nothing`, () => {
    assert.ok(traces.some((one) => has(file, one)))
    const { bytes, found } = stripped(file)
    assert.deepEqual(found, ['place', 'time', 'device'])
    assert.deepEqual(
      [...traces, 'MPF\0', made].filter((one) => has(bytes, one)),
      [],
    )
    const again = stripped(bytes)
    assert.deepEqual(again.found, [])
    assert.deepEqual(again.bytes, bytes)
  })
}

test('a picture says which way up it is, and keeps its own data to the byte', () => {
  const rows: [Bytes, Uint8Array, string][] = [
    [stripped(tellingJpeg(6)).bytes, plainJpeg().behind, 'Exif\0\0MM'],
    [stripped(tellingPng(6)).bytes, plainPng().behind, 'eXIfMM'],
  ]
  for (const [bytes, data, exif] of rows) {
    assert.ok(has(bytes, data))
    assert.equal(Buffer.from(bytes).indexOf(exif) > 0, true)
  }
  assert.equal(has(stripped(tellingJpeg(1)).bytes, 'Exif'), false)
  assert.equal(has(stripped(tellingPng(1)).bytes, 'eXIf'), false)
  const webp = stripped(tellingWebp(1)).bytes
  assert.equal(has(webp, 'EXIF'), false)
  assert.equal(webp[20], 0) // its head no longer says that there is Exif or XMP
})

test('what stands behind the end of a picture is cut: a second picture, a short film, rows that an editor left', () => {
  const { before, behind } = plainPng()
  const whole = concat(before, behind)
  const left = stripped(concat(whole, plainJpeg().before))
  assert.deepEqual(left.bytes, whole)
  assert.deepEqual(left.found, ['other'])
  assert.equal(Buffer.from(stripped(tellingJpeg()).bytes).lastIndexOf(Buffer.from([0xff, 0xd8])), 0)
})

test('a film keeps every picture and sound where it was; the positions between them are zeros', () => {
  const film = tellingFilm()
  const { bytes } = stripped(film)
  assert.equal(bytes.length, film.length)
  const [before, after] = [Buffer.from(film), Buffer.from(bytes)]
  for (const kept of [picture, sound]) {
    const at = before.indexOf(kept)
    assert.ok(at > 0)
    assert.equal(after.indexOf(kept), at)
    assert.equal(after.lastIndexOf(kept), before.lastIndexOf(kept))
  }
  assert.equal(after.indexOf(position), -1)
})

test('a still picture of a telephone keeps every byte of its pictures where it was, and stays the way up that it was', () => {
  const heif = tellingHeif()
  const { bytes } = stripped(heif)
  assert.equal(bytes.length, heif.length)
  for (const kept of [still, grid, 'irot', 'ispe', 'application/rdf+xml'])
    assert.equal(Buffer.from(bytes).indexOf(kept), Buffer.from(heif).indexOf(kept))
})

test('a still picture of which a part is unknown, or lies elsewhere, or that is one of many, is not said to be clean', () => {
  const many = concat(tellingHeif(), Uint8Array.of(0, 0, 0, 8), latin1('moov'))
  const inExif = Buffer.from(tellingHeif()).indexOf('QZ-serial-7781\0\0\0\x06')
  assert.ok(inExif > 0)
  for (const file of [many, tellingHeif({ kind: 'qzqz' }), tellingHeif({ place: 0 }), tellingHeif({ place: inExif })])
    assert.equal(strip(file), undefined)
})

test('sound whose samples are all of one length stays whole, and the positions are found by their own table', () => {
  const film = tellingFilm()
  const sizes = Buffer.from(film).lastIndexOf('stsz', Buffer.from(film).lastIndexOf('stsz') - 1)
  film.set([0, 0, 0, sound.length], sizes + 8)
  const { bytes } = stripped(film)
  assert.equal(Buffer.from(bytes).indexOf(Buffer.from(sound)), Buffer.from(film).indexOf(Buffer.from(sound)))
  assert.equal(has(bytes, position), false)
})

test('a film whose samples lie in another file, or whose table is compressed, is not said to be clean', () => {
  const elsewhere = tellingFilm()
  const at = Buffer.from(elsewhere).indexOf('url \0\0\0\x01')
  elsewhere[at + 7] = 0
  assert.equal(strip(elsewhere), undefined)
  assert.equal(strip(tellingFilm({ extra: [Uint8Array.of(0, 0, 0, 8, ...latin1('cmov'))] })), undefined)
})

const exiftool = (path: string) => spawnSync('exiftool', ['-a', '-G1', '-s', '-ee', path], { encoding: 'utf8' })
const absent = exiftool('-ver').error ? 'exiftool is not on this machine' : false

/** Where exiftool finds something in each, by its own names. */
const exif = ['IFD0', 'ExifIFD', 'GPS', 'XMP-exif', 'XMP-photoshop']
const film = ['UserData', 'Keys', 'Track3']
const groups: Readonly<Record<string, readonly string[]>> = {
  'a.jpg': ['MPF0', 'MPImage2', 'IPTC', ...exif],
  'a.png': exif,
  'a.webp': exif,
  'a.heic': exif,
  'a.avif': exif,
  'a.mov': film,
  'a.mp4': film,
}

test('exiftool reads place, time and device before, in each part of a file that holds them, and none of them after', {
  skip: absent,
}, () => {
  const folder = mkdtempSync(join(tmpdir(), 'citycop-strip-'))
  const read = (name: string, bytes: Uint8Array) => {
    writeFileSync(join(folder, name), bytes)
    return exiftool(join(folder, name))
      .stdout.split('\n')
      .filter((line) => !/^\[(System|ExifTool)\]/.test(line) && !line.endsWith(': 0000:00:00 00:00:00'))
      .join('\n')
  }
  const telling = /45 deg|QZ|2025:06|gps|latitude|serial|\bmake\b|(create|modify|original)/i
  for (const [name, file] of Object.entries(files)) {
    const before = read(name, file)
    assert.match(before, telling)
    for (const group of groups[name] ?? []) assert.ok(before.includes(`[${group}]`), `${name}: ${group}`)
    const after = read(name, stripped(file).bytes)
    assert.doesNotMatch(after, telling)
    for (const group of groups[name] ?? [])
      if (group !== 'IFD0') assert.ok(!after.includes(`[${group}]`), `${name}: ${group}`) // which way up it is
    assert.match(after, /FileType {2}/)
  }
  rmSync(folder, { recursive: true })
})
