import assert from 'node:assert/strict'
import { test } from 'node:test'
import { imageKind } from './image-kind.ts'

const latin1 = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

test('a picture is known by its first bytes, not by its name', () => {
  assert.equal(imageKind(latin1('\xff\xd8\xff\xe0 JFIF')), 'image/jpeg')
  assert.equal(imageKind(latin1('\x89PNG\r\n\x1a\n')), 'image/png')
  assert.equal(imageKind(latin1('RIFF....WEBPVP8 ')), 'image/webp')
})

test('a page, a drawing with scripts and a paper are never shown as a picture', () => {
  for (const other of ['<svg onload="x()">', '<!doctype html>', '%PDF-1.7', 'RIFF....AVI ', 'GIF89a', '', '\xff\xd8']) {
    assert.equal(imageKind(latin1(other)), undefined, other)
  }
})
