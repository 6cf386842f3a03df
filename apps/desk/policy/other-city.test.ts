import assert from 'node:assert/strict'
import { test } from 'node:test'
import { townPolicy } from '../../../testing/town-policy.ts'
import { otherCity } from './other-city.ts'

const text = townPolicy('elsewhere', '2026-01-01')

test('a policy is found in what a city publishes, in one version, and in the file it is written in', () => {
  const version = { number: 1, text: JSON.stringify(text) }
  for (const file of [{ v: 1, city: 'elsewhere', versions: [version] }, version, text, text.policy])
    assert.equal(otherCity(JSON.stringify(file))?.name, text.policy.lea.name)
})

test('what is no policy is none', () => {
  for (const file of ['', '{', '[]', 'null', '{"versions":[]}', '{"lea":{"name":7}}', '{"text":"{"}'])
    assert.equal(otherCity(file), undefined, file)
})
