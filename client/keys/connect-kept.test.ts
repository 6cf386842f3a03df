import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createTown, memory, type Town } from '../../testing/town.ts'
import { connect, connectKept, type KeptCity, type Memory, type Seen } from './connect.ts'
import { Distrusted } from './distrusted.ts'

let town: Town
let kept: KeptCity
let seen: Seen

const withSeen = (change: Partial<Seen>): Memory => ({ read: () => ({ ...seen, ...change }), write: () => {} })
const again = (city: unknown, phone = withSeen({}), now?: Date) =>
  connectKept(town.origin, JSON.parse(JSON.stringify(city)), { memory: phone, ...(now ? { now } : {}) })

before(async () => {
  town = await createTown()
  const phone = memory()
  const keep = (city: KeptCity) => {
    kept = city
  }
  await connect(town.origin, { memory: phone, pins: town.pins, keep })
  seen = phone.read() as Seen
})
after(() => town.close())

test('what a device kept of a city is believed no more than an answer: changed, of another root or set back, it is refused', async () => {
  const { pins, directory } = kept
  const checkpoint = directory.checkpoint.replace(/.$/m, 'x')
  await assert.rejects(again({ pins, directory: { ...directory, checkpoint } }), Distrusted)
  await assert.rejects(
    again({ ...kept, pins: { ...pins, rootPk: Buffer.alloc(32, 9).toString('base64') } }),
    Distrusted,
  )
  await assert.rejects(again(kept, withSeen({ directory: seen.directory + 1 })), Distrusted)
  assert.equal(await again({ pins }), undefined)
  assert.equal(await again('nonsense'), undefined)
})

test('without a network a device knows the units it saw last, and says since when it could not confirm their keys', async () => {
  const here = await again(kept)
  assert.deepEqual(
    here?.directory.units.map(({ id, recipient }) => [id, recipient]),
    (await town.device()).directory.units.map(({ id, recipient }) => [id, recipient]),
  )
  const later = await again(kept, withSeen({}), new Date(Date.now() + 5 * 86_400_000))
  assert.ok(later?.directory.units.every((unit) => unit.unconfirmedSince !== undefined))
  const muchLater = await again(kept, withSeen({}), new Date(Date.now() + 900 * 86_400_000))
  assert.deepEqual(muchLater?.directory.units, [])
})
