import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createTown, type Town } from '../../testing/town.ts'
import { citycop } from '../spawned.ts'
import { checkServer } from './check-server.ts'

let town: Town
before(async () => {
  process.env.CITYCOP_MEMORY = 'none'
  town = await createTown()
  await town.app.context.publisher.tick()
})
after(() => town.close())

const states = (checks: readonly { name: string; state: string }[], state: string) =>
  checks.filter((one) => one.state === state).map(({ name }) => name)

test('a server that is not there, or whose root is another, fails', async () => {
  assert.deepEqual(states(await checkServer('http://127.0.0.1:9', town.pins), 'fail'), ['server alive'])
  const swapped = { ...town.pins, rootPk: Buffer.alloc(32, 7).toString('base64') }
  const checks = await checkServer(town.origin, swapped)
  assert.deepEqual(states(checks, 'fail'), ['directory'])
  assert.match(checks.find(({ name }) => name === 'directory')?.evidence ?? '', /^stopped: /)
})

test('a healthy server passes every check, and the exit code says so', async () => {
  const { code, out } = await citycop(['doctor', '--server', town.origin, '--json'])
  const { healthy, checks } = JSON.parse(out)
  assert.deepEqual([code, healthy, states(checks, 'fail'), states(checks, 'warn')], [0, true, [], []])
})

test('a unit’s key is warned about ten days before it ends, its confirmation after three, and an ended key fails', async (t) => {
  const day = 86_400_000
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() + 25 * day })
  assert.deepEqual(states(await checkServer(town.origin, town.pins), 'warn'), [
    'harbour-team: key',
    'home-safety: key',
    'harbour-team: confirmed',
    'home-safety: confirmed',
  ])
  t.mock.timers.setTime(Date.now() + 10 * day)
  assert.deepEqual(states(await checkServer(town.origin, town.pins), 'fail'), ['harbour-team: key', 'home-safety: key'])
})
