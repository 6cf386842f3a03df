import assert from 'node:assert/strict'
import { test } from 'node:test'
import { firstLanguage } from './first-language.ts'

const lisbon = async () => ({ languages: ['pt', 'en'] })
const unasked = () => Promise.reject(new Error('the city was asked'))

test('a device whose language we speak is not made to wait for the city', async () => {
  assert.equal(await firstLanguage(['de-AT', 'ro-MD', 'en'], unasked), 'ro')
  assert.equal(await firstLanguage(['pt-BR'], unasked), 'pt')
  assert.equal(await firstLanguage(['GA-ie'], unasked), 'ga')
})

test('where we do not speak the device’s language, the city’s first one is the first', async () => {
  assert.equal(await firstLanguage(['de', 'gaa'], lisbon), 'pt') // gaa is spoken in Accra, and is not Irish
  assert.equal(await firstLanguage([], async () => ({ languages: ['fr', 'it'] })), 'it')
})

test('a city that is slow, silent or says nothing sensible leaves English', async () => {
  assert.equal(await firstLanguage(['de'], () => new Promise(() => {}), 1), 'en')
  assert.equal(await firstLanguage(['de'], unasked), 'en')
  assert.equal(await firstLanguage(['de'], async () => undefined), 'en')
  assert.equal(await firstLanguage(['de'], async () => ({ languages: [7, null] }) as never), 'en')
  assert.equal(await firstLanguage(['de'], async () => ({ languages: 'pt' }) as never), 'en')
})
