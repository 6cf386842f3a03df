import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lookOf } from './view-kind.ts'

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))
const kindOf = (text: string, declared = '') => lookOf(bytes(text), declared).kind

test('a page, a drawing with scripts and a feed are text, whatever they say they are', () => {
  for (const declared of ['text/html', 'image/svg+xml', 'video/mp4', 'image/png'])
    for (const text of ['<!doctype html><script>1</script>', '<svg xmlns="…"><script/></svg>', '<?xml version="1.0"?>'])
      assert.deepEqual(lookOf(new Uint8Array(Buffer.from(text)), declared), {
        kind: 'text',
        type: 'text/plain;charset=utf-8',
      })
})

test('a paper is only saved, also when something stands before its mark', () => {
  assert.equal(kindOf('%PDF-1.7\n<</JS (app.alert(1))>>', 'image/png'), 'pdf')
  assert.equal(kindOf(`<html>${' '.repeat(300)}%PDF-1.7`), 'pdf')
})

test('what is neither text nor a known film, sound or picture is not shown', () => {
  for (const text of ['', 'PK\x03\x04', 'MZ\x90\0\x03', 'abc\0def', '\xff\xff\xff', '\0\0\0\x18ftypheic', '\xc3\x28'])
    assert.equal(kindOf(text, 'text/plain'), 'other', JSON.stringify(text))
  assert.equal(kindOf('a'.repeat(2_000_001)), 'other')
})

test('films, sounds and moving pictures are told by their first bytes', () => {
  assert.deepEqual(lookOf(bytes('\0\0\0\x18ftypisom'), ''), { kind: 'film', type: 'video/mp4' })
  assert.deepEqual(lookOf(bytes('\0\0\0\x18ftypM4A '), ''), { kind: 'sound', type: 'audio/mp4' })
  assert.deepEqual(lookOf(bytes('\x1a\x45\xdf\xa3rest'), 'text/html'), { kind: 'film', type: 'video/webm' })
  assert.deepEqual(lookOf(bytes('\x1a\x45\xdf\xa3rest'), 'audio/webm'), { kind: 'sound', type: 'audio/webm' })
  assert.deepEqual(lookOf(bytes('RIFF\0\0\0\0WAVEfmt '), ''), { kind: 'sound', type: 'audio/wav' })
  assert.deepEqual(lookOf(bytes('\xff\xfb\x90\x00'), ''), { kind: 'sound', type: 'audio/mpeg' })
  assert.deepEqual(lookOf(bytes('\xff\xf1\x50\x80'), ''), { kind: 'sound', type: 'audio/aac' })
  assert.deepEqual(lookOf(bytes('GIF89a\x01\0'), 'text/html'), { kind: 'picture', type: 'image/gif' })
  assert.deepEqual(lookOf(bytes('\xff\xd8\xff\xe0'), ''), { kind: 'painted', type: 'image/jpeg' })
})
