import assert from 'node:assert/strict'
import { test } from 'node:test'
import { prepareFile } from './prepare-file.ts'
import { latin1 } from './testing/plain-pictures.ts'
import { tellingJpeg } from './testing/telling-pictures.ts'

const photo = (name: string, keep = false) => prepareFile({ name, type: 'image/jpeg', bytes: tellingJpeg(), keep }, 2)

test('a file that the person keeps as it is loses not one byte and not its name', () => {
  const { file } = photo('IMG_20250601_120000.jpg', true)
  assert.deepEqual(file.bytes, tellingJpeg())
  assert.deepEqual([file.name, file.metadata], ['IMG_20250601_120000.jpg', 'kept'])
})

test('a name that tells the moment goes with the moment; a name that a person gave stays', () => {
  const telling = [
    'IMG_20250601_120000.jpg',
    'WhatsApp Image 2025-06-01 at 12.00.00.jpeg',
    '1748772000000.png',
    'Scan 01.06.2025.PDF',
  ]
  assert.deepEqual(
    telling.map((name) => photo(name).file.name),
    ['file-2.jpg', 'file-2.jpeg', 'file-2.png', 'file-2.PDF'],
  )
  for (const name of ['molo di notte.jpg', 'IMG_1234.JPG']) assert.equal(photo(name).file.name, name)
})

test('the sealed message says of each file whether its place and time were taken out, kept or cannot be taken out', () => {
  assert.deepEqual([photo('a.jpg').file.metadata, photo('a.jpg').found], ['removed', ['place', 'time', 'device']])
  const paper = prepareFile({ name: 'a.jpg', type: 'image/jpeg', bytes: latin1('%PDF-1.7'), keep: false }, 1)
  assert.deepEqual([paper.file.metadata, paper.found], ['unremovable', []])
})
