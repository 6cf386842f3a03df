import assert from 'node:assert/strict'
import { test } from 'node:test'
import { concat } from '@citycop/protocol/contract/bytes.ts'
import { isFileSize } from '@citycop/protocol/contract/size-class.ts'
import { fromArchive, plainName, toArchive } from '../sealing/archive.ts'
import { newIdentity, recipientOf } from '../sealing/suite.ts'
import { openFile, sealFile } from './seal-file.ts'

const identity = newIdentity('classic')
const photo = {
  name: 'Holiday 2026 – my house.JPG',
  type: 'image/jpeg',
  bytes: crypto.getRandomValues(new Uint8Array(50_000)),
}

test('a sealed file that was cut, changed or swapped is refused whole', async () => {
  const recipient = await recipientOf(identity)
  const [one, other] = [await sealFile(photo, 1, recipient), await sealFile(photo, 2, recipient)]
  const payload = concat(...one.blob.parts)
  for (const wrong of [
    payload.subarray(0, -1),
    payload.map((byte, i) => (i === 40_000 ? byte ^ 1 : byte)),
    concat(...other.blob.parts),
  ])
    await assert.rejects(openFile(one.blob.header, wrong, identity, one.attached))
  await assert.rejects(openFile(one.blob.header, payload, newIdentity('classic'), one.attached))
  await assert.rejects(openFile(one.blob.header, payload, identity, { ...one.attached, size: 1 }))
  assert.deepEqual(await openFile(one.blob.header, payload, identity, one.attached), photo.bytes)
})

test('the size on the wire is one of a few, and parts are of 1 MiB', async () => {
  const { blob } = await sealFile({ ...photo, bytes: new Uint8Array(3_000_000) }, 1, await recipientOf(identity))
  assert.ok(isFileSize(blob.size))
  assert.deepEqual(
    blob.parts.slice(0, -1).map((part) => part.length),
    [1_048_576, 1_048_576],
  )
})

test('the archive holds no name a person chose and no time', () => {
  const archive = toArchive(plainName(1, photo.name), photo.bytes)
  assert.equal(Buffer.from(archive).includes('house'), false)
  assert.equal(Buffer.from(archive.subarray(136, 148)).toString(), '00000000000\0')
  assert.deepEqual(fromArchive(archive), { name: 'file-1.jpg', content: photo.bytes })
  assert.equal(plainName(2, '../../etc/passwd'), 'file-2')
})

test('an archive that others made is refused', () => {
  const archive = toArchive('file-1.jpg', photo.bytes)
  assert.throws(() => fromArchive(toArchive('../x', photo.bytes)))
  assert.throws(() => fromArchive(archive.subarray(0, 20_000)))
  assert.throws(() => fromArchive(new Uint8Array(65_536)))
})
