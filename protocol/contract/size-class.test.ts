import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  bucketFor,
  buckets,
  isFileSize,
  largestFile,
  messageClass,
  padme,
  sealedSize,
  smallestFile,
} from './size-class.ts'

test('a message has one of four sizes, and one byte beside them is refused', () => {
  buckets.forEach((bucket, i) => {
    const size = sealedSize(bucket)
    assert.equal(messageClass(size), i)
    for (const other of [size - 1, size + 1]) assert.equal(messageClass(other), undefined)
  })
  assert.deepEqual(
    [bucketFor(1), bucketFor(8192), bucketFor(8193), bucketFor(524_289)],
    [8192, 8192, 32_768, undefined],
  )
})

test('padded attachments are few sizes, at most 12 % larger, and no other size passes', () => {
  const sizes = new Set<number>()
  for (let size = 1; size <= largestFile; size = Math.ceil(size * 1.013)) {
    const padded = padme(size)
    assert.ok(padded >= size && padded >= smallestFile)
    if (size > smallestFile) assert.ok(padded / size < 1.12)
    assert.equal(padme(padded), padded)
    if (padded <= largestFile) {
      assert.ok(isFileSize(sealedSize(padded)))
      assert.equal(isFileSize(sealedSize(padded) + 1), false)
    }
    sizes.add(padded)
  }
  assert.ok(sizes.size < 400)
  for (const size of [0, 1, 17, 65_536, sealedSize(smallestFile) - 1]) assert.equal(isFileSize(size), false)
})
