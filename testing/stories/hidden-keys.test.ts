// A former member has kept her keyfile, and whoever runs the server helps her: the newest key is left out of what a phone is shown that
// was never here. The roll at the end of the published log counts every key, for everybody alike.
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { call } from '@citycop/client/api/call.ts'
import { rotate } from '@citycop/client/keys/change-unit.ts'
import { connect } from '@citycop/client/keys/connect.ts'
import { makeCurrentStatement } from '@citycop/client/keys/make-certificate.ts'
import { newOfficer } from '@citycop/client/keys/make-officer.ts'
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import type { Envelope } from '@citycop/protocol/contract/dsse.ts'
import { readDirectory } from '@citycop/protocol/keys/contract.ts'
import { destroyEpochs } from '../../server/keys/destroy-epochs.ts'
import { daysAhead } from '../days-ahead.ts'
import { contentOf, type Page, pageWithout } from '../hostile/forged-directory.ts'
import { type Middleman, standBetween } from '../hostile/proxy.ts'
import { harbour, keyIdOfOfficer, leadIn, letIn, letOut, publishIn } from '../lead.ts'
import { createTown, memory, type Town } from '../town.ts'

let town: Town
let proxy: Middleman
let days = 0
/** What everybody was shown while she was still there, and what everybody is shown since. */
let old: Page
let page: Page
/** The operator's: of everything that came with her leaving, nothing. */
let isNew: (envelope: Envelope) => boolean
/** Hers: she can sign for the key that she had, and for no other. */
let hers: Envelope

const read = () => call({ origin: town.origin }, readDirectory, undefined)
const tick = () => town.app.context.publisher.tick()

before(async () => {
  town = await createTown({ witnesses: true, now: () => daysAhead(days) })
  proxy = await standBetween(town.origin)
  old = await read()
  const { bruno } = town.officers
  await letOut(town, bruno)
  await tick()
  page = await read()
  const known = new Set(contentOf(old).certificates.map((one) => one.payload))
  isNew = ({ payload }) => !known.has(payload)
  const at = `${daysAhead(0).toISOString().slice(0, 16)}Z`
  const { instance } = town.pins
  hers = makeCurrentStatement({ v: 1, instance, unit: harbour, epoch: 1, at }, fromBase64(bruno.signSeed))
})
after(async () => {
  await proxy.close()
  await town.close()
})
beforeEach(() => {
  proxy.alter = undefined
})

const shows = (forged: Page) => {
  proxy.alter = (path, answer) => (path === '/directory' ? forged : answer)
}
const newcomer = async () =>
  (await connect(proxy.origin, { memory: memory(), pins: town.pins, now: daysAhead(days) })).directory
const unitOf = async () => (await newcomer()).units.find(({ id }) => id === harbour) ?? assert.fail()
const stops = () => assert.rejects(newcomer(), { name: 'Distrusted', why: 'roll' })

test('a phone that was never here is shown the newest key, in which she is not', async () => {
  const unit = await unitOf()
  assert.equal(unit.epoch, 2)
  assert.ok(!unit.members.some(({ officer }) => officer === keyIdOfOfficer(town.officers.bruno)))
  assert.equal(unit.confirmed, undefined, 'the colleague who stays has not said so yet')
})

describe('a phone that was never here stops when', () => {
  test('the newest key is left out, with her word that the old one is in use', async () => {
    shows({ ...pageWithout(town, page, isNew), currents: [hers] })
    await stops()
  })
  test('any other certificate is left out, such as the one that ended a post', async () => {
    shows(pageWithout(town, page, (envelope) => isNew(envelope) && envelope.payloadType.includes('.officer.')))
    await stops()
  })
  test('no roll is shown at all', async () => {
    const { roll: _, ...rest } = page
    shows(rest)
    await stops()
  })
  test('the roll is an older one, under the newest note, or under its own note and another place', async () => {
    const [roll, earlier] = [page.roll ?? assert.fail(), old.roll ?? assert.fail()]
    for (const wrong of [
      { ...roll, entry: earlier.entry },
      { ...earlier, note: roll.note },
      { ...earlier, hashes: roll.hashes },
    ]) {
      shows({ ...pageWithout(town, page, isNew), roll: wrong })
      await stops()
    }
  })
  test('fewer witnesses confirmed the roll than the city’s own rules ask for', async () => {
    const roll = page.roll ?? assert.fail()
    const lines = roll.note.split('\n')
    shows({ ...page, roll: { ...roll, note: lines.filter((line) => !line.includes('watchdog')).join('\n') } })
    await stops()
  })
})

describe('the log of before she left', () => {
  const earlier = (): Page => ({ ...pageWithout(town, page, isNew), roll: old.roll as Page['roll'], currents: [hers] })
  after(() => {
    days = 0
  })

  test('is believed for a day: it is what every phone saw that was here then (see the threat model)', async () => {
    shows(earlier())
    assert.equal((await unitOf()).unconfirmedSince, undefined)
  })
  test('after that the person is told that nobody has confirmed the key, whatever she signs', async () => {
    days = 2
    const at = `${daysAhead(days).toISOString().slice(0, 16)}Z`
    const fresh = makeCurrentStatement(
      { v: 1, instance: town.pins.instance, unit: harbour, epoch: 1, at },
      fromBase64(town.officers.bruno.signSeed),
    )
    shows({ ...earlier(), currents: [fresh] })
    assert.equal((await unitOf()).unconfirmedSince, daysAhead(0).toISOString().slice(0, 10))
  })
})

describe('every phone goes on', () => {
  test('between a new certificate and the next roll, which counts it', async () => {
    await letIn(town, newOfficer(town.pins, 'eva'))
    await newcomer()
    assert.ok((await read()).proofs.some(({ index }) => index >= sizeOf(page)))
    await tick()
    await newcomer()
  })
  test('between the destruction of an epoch and the next roll, which no longer counts it', async () => {
    days = 60
    await publishIn(town, await rotate(await leadIn(town)))
    await tick()
    const shown = contentOf(await read()).certificates.length
    assert.ok((await destroyEpochs(town.app.context)) > 0)
    await newcomer()
    assert.equal(contentOf(await read()).certificates.length, shown)
    await tick()
    await newcomer()
    assert.ok(contentOf(await read()).certificates.length < shown)
  })
})

const sizeOf = ({ roll }: Page): number => Number(roll?.note.split('\n')[1])
