import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes } from '@citycop/protocol/contract/bytes.ts'
import type { Pins } from '@citycop/protocol/keys/certificates.ts'
import { compareBuild, comparePins, isForApp } from './decide.ts'

const rootPk = Buffer.alloc(32, 7).toString('base64')
const otherRoot = Buffer.alloc(32, 8).toString('base64')
const pins: Pins = { v: 1, instance: 'testville', suite: 'classic', rootPk, demo: false, logKey: 'a key' }
const demo: Pins = { ...pins, demo: true }
const spelt = (one: object) => bytes(JSON.stringify(one))
const refused = { refused: 'pins' }

test('pins that differ from the first in anything but the root, which the app follows by its chain, are refused', () => {
  const next = { ...pins, rootPk: otherRoot }
  assert.deepEqual(comparePins(pins, spelt(next)), { pins: next, anew: false })
  for (const other of [
    { ...next, logKey: 'another key' },
    { ...pins, logKey: 'another key' },
    { ...pins, witnessPolicy: 'quorum none\n' },
    { ...pins, suite: 'pq' },
    { ...pins, rootPk: otherRoot, demo: true },
    { ...pins, more: 1 },
  ])
    assert.deepEqual(comparePins(pins, spelt(other)), refused)
  assert.deepEqual(comparePins(pins, bytes('not JSON')), refused)
  assert.deepEqual(comparePins(undefined, bytes('{}')), refused)
})
test('only a demonstration may be made anew, and only with another root', () => {
  assert.deepEqual(comparePins(demo, spelt({ ...demo, rootPk: otherRoot })), {
    pins: { ...demo, rootPk: otherRoot },
    anew: true,
  })
  assert.deepEqual(comparePins(demo, spelt({ ...demo, logKey: 'another key' })), refused)
  assert.deepEqual(comparePins(demo, spelt({ ...pins, rootPk: otherRoot })), refused)
})
test('the first pins are kept, in whichever order they are written', () => {
  assert.deepEqual(comparePins(undefined, spelt(pins)), { pins, anew: false })
  const { v, ...rest } = pins
  assert.deepEqual(comparePins(pins, spelt({ ...rest, v })), { pins, anew: false })
})
test('no build is run under a policy that cannot be read', () => {
  const offer = { manifest: bytes('{}'), entry: bytes(''), proof: '' }
  assert.deepEqual(compareBuild(offer, pins, 0), refused)
  assert.deepEqual(compareBuild(offer, { ...pins, witnessPolicy: 'nonsense' }, 0), refused)
})
test('only files of the app are answered from what is kept: nothing that a report asks, nothing of the log, nothing posted', () => {
  const origin = 'https://city.example'
  const asks = (path: string, method = 'GET', from = origin) => isForApp({ method, url: from + path }, origin)
  for (const path of [
    '/pins.json',
    '/build.json',
    '/build-proof',
    '/directory',
    '/log/checkpoint',
    '/log/tile/0/000',
    '/sw.js',
    `/basemap/${'0'.repeat(64)}.pmtiles`,
  ])
    assert.equal(asks(path), false, path)
  assert.equal(asks('/', 'POST'), false)
  assert.equal(asks('/', 'HEAD'), false)
  assert.equal(asks('/', 'GET', 'https://elsewhere.example'), false)
  assert.equal(asks('/assets/../directory'), false)
  for (const path of ['/', '/?from=poster', '/icon.svg', '/assets/index-AbC_1.js']) assert.equal(asks(path), true, path)
})
