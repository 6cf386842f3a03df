import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { partFrame } from '@citycop/protocol/attachments/contract.ts'
import { fromBase64, toBase64 } from '@citycop/protocol/contract/base64.ts'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import { createTown, lamp, type Town } from '../../testing/town.ts'
import type { Instance } from '../keys/connect.ts'
import { type PassphraseKeys, passphraseKeys } from '../sealing/derive.ts'
import { newPassphrase } from '../sealing/passphrase.ts'
import { type KeptReport, readKeptReport } from './kept-report.ts'
import { sendSealed } from './send-sealed.ts'
import { type SealedReport, sealReport } from './submit-report.ts'

const marker = 'Kestrel-at-the-harbour-wall'
const photo = { name: `${marker}.jpg`, type: 'image/jpeg', bytes: new Uint8Array(2_500_000).fill(7) }
let town: Town
let device: Instance
let r: Uint8Array
let keys: PassphraseKeys
let sealed: SealedReport
let kept: KeptReport

before(async () => {
  town = await createTown()
  device = await town.device()
  r = newPassphrase()
  keys = await passphraseKeys(device.pins, r)
  sealed = await sealReport(device, 'harbour-team', { ...lamp, what: marker, name: marker, files: [photo] }, keys)
  const { request, uploads } = sealed
  const root = device.directory.rootEnvelope
  const stored = readKeptReport({ request, root, uploads: uploads.map(({ begin, of }) => ({ begin, of })) })
  assert.ok(stored)
  kept = stored
})
after(() => town.close())

/** As it comes back from the phone's storage: nothing of it remembers a key. */
const ready = (request = kept.request, change = (frame: Uint8Array<ArrayBuffer>) => frame) => ({
  request,
  uploads: kept.uploads.map((one, i) => ({
    ...one,
    frame: async (part: number) => change(Uint8Array.from(sealed.uploads[i]?.frame(part) ?? [])),
  })),
})
const city = () => ({ server: device.server, pins: device.pins, directory: { rootEnvelope: kept.root } })
const refusedWith = (code: string) => (error: unknown) => error instanceof Problem && error.code === code

/** Asks through a network that tells what passes, and breaks where it is told to. */
async function through<Made>(pass: (path: string) => boolean, act: () => Promise<Made>) {
  const real = globalThis.fetch
  const paths: string[] = []
  globalThis.fetch = async (address, init) => {
    const { pathname } = new URL(String(address))
    if (!pass(pathname)) throw new TypeError('the network broke')
    paths.push(pathname)
    return real(address, init)
  }
  try {
    return { made: await act().catch((error: unknown) => error), paths }
  } finally {
    globalThis.fetch = real
  }
}

test('what waits on the phone holds no word of the report, no passphrase and no key that opens it or signs for it', () => {
  const frames = sealed.uploads.flatMap((one) => Array.from({ length: one.of }, (_, part) => one.frame(part)))
  const bytes = Buffer.concat([Buffer.from(JSON.stringify(kept)), ...frames])
  const texts = bytes.toString('latin1')
  for (const secret of [r, keys.signSeed, keys.identity, marker].map((one) => Buffer.from(one))) {
    assert.equal(bytes.includes(secret), false)
    for (const spelling of ['hex', 'base64'] as const) assert.equal(texts.includes(secret.toString(spelling)), false)
  }
  assert.equal(/AGE-SECRET-KEY/i.test(texts), false)
  assert.deepEqual(Object.keys(kept), ['request', 'root', 'uploads'])
})

test('what was stored in another shape is nothing of ours', () => {
  for (const other of [
    undefined,
    { ...kept, more: 1 },
    { ...kept, uploads: [{ ...kept.uploads[0], of: 1000 }] },
    { ...kept, request: { ...kept.request, payload: 'x' } },
  ])
    assert.equal(readKeptReport(other), undefined)
})

test('one byte changed while it waited, in the request or in a part, and the city refuses it', async () => {
  const payload = fromBase64(kept.request.payload)
  payload[0] = (payload[0] as number) ^ 1
  const { sig, ...rest } = kept.request
  for (const request of [
    { ...kept.request, payload: toBase64(payload) },
    { ...kept.request, group: 'tip' as const },
    { ...rest, sig: toBase64(fromBase64(sig).reverse()) },
  ])
    await assert.rejects(sendSealed(city(), ready(request)), refusedWith('bad-signature'))
  const changed = ready(kept.request, (frame) => {
    frame[partFrame] = (frame[partFrame] as number) ^ 1
    return frame
  })
  changed.uploads = changed.uploads.map((one) => ({ ...one, begin: { ...one.begin, id: 'cd'.repeat(16) } }))
  await assert.rejects(sendSealed(city(), changed), refusedWith('bad-signature'))
})

test('a network that breaks between two parts: the next time only what is missing goes, and the receipt holds', async () => {
  let parts = 0
  // The parts of before have arrived with the test above, if it came that far; a fresh report shows the break.
  sealed = await sealReport(device, 'harbour-team', { ...lamp, files: [photo] }, await freshKeys())
  kept = { ...kept, request: sealed.request, uploads: sealed.uploads.map(({ begin, of }) => ({ begin, of })) }
  const broken = await through(
    (path) => path !== '/upload/part' || ++parts <= 2,
    () => sendSealed(city(), ready()),
  )
  assert.match(String(broken.made), /does not answer/)
  assert.equal(broken.paths.filter((path) => path === '/upload/part').length, 2)
  const whole = await through(
    () => true,
    () => sendSealed(city(), ready()),
  )
  assert.deepEqual(whole.paths, ['/upload/begin', '/upload/part', '/submit'])
  assert.equal((whole.made as { id: string }).id, sealed.id)
  const again = await sendSealed(city(), ready())
  assert.deepEqual(again, whole.made)
})

const freshKeys = () => passphraseKeys(device.pins, newPassphrase())
