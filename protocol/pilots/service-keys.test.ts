import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseServiceKeys } from './folder-files.ts'
import type { Pilot } from './pilot.ts'
import { withDemoKeys } from './service-keys.ts'

const real = `age1${'q'.repeat(58)}`
const drawn = `age1${'z'.repeat(58)}`
const service = { title: { en: 'Safe House' }, what: { en: 'A safe place.' }, reach: '1522' }
const pilot = (services?: Pilot['services']) => ({ id: 'portolume', services }) as Pilot

test('in a demonstration nothing can be sealed to the key of a real service', () => {
  const with1 = pilot([{ ...service, id: 'shelter', recipient: real }])
  assert.deepEqual(withDemoKeys(with1, { keys: {} }).services, [{ ...service, id: 'shelter' }])
  assert.equal(withDemoKeys(with1, { keys: { shelter: drawn } }).services?.[0]?.recipient, drawn)
})

test('a key for a service that the pilot does not name is of no use, and a pilot without services stays without', () => {
  assert.deepEqual(withDemoKeys(pilot([{ ...service, id: 'lamps' }]), { keys: { shelter: drawn } }).services, [
    { ...service, id: 'lamps' },
  ])
  assert.deepEqual(withDemoKeys(pilot(), { keys: { shelter: drawn } }), pilot())
})

test('a file of keys that holds something else is refused with its place', () => {
  const refused = (value: unknown) => assert.ok('problem' in parseServiceKeys(value), JSON.stringify(value))
  refused({ v: 1, keys: { shelter: 'age1' } })
  refused({ v: 1, keys: { 'no name': drawn } })
  refused({ v: 2, keys: {} })
  refused({ v: 1, keys: Object.fromEntries(Array.from({ length: 31 }, (_, at) => [`service-${at}`, drawn])) })
  assert.deepEqual(parseServiceKeys({ v: 1, keys: { shelter: drawn } }), { found: { v: 1, keys: { shelter: drawn } } })
})
