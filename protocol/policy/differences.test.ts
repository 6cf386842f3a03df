import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { floor } from '@citycop/floor/floor.ts'
import { differencesOf } from './differences.ts'

const url = new URL('../../floor/examples/accepted/de-hafenburg.json', import.meta.url)
const before = JSON.parse(readFileSync(url, 'utf8'))
const after = (change: (policy: typeof before) => void) => {
  const policy = structuredClone(before)
  change(policy)
  return differencesOf(before, policy, floor)
}

test('the same policy under another number has no difference', () => {
  assert.deepEqual(
    after((policy) => {
      policy.version = '2'
    }),
    [],
  )
})

test('a shorter life is stricter and reaches what is there; a longer one is looser and does not', () => {
  assert.deepEqual(
    after((policy) => {
      policy.retention.report_noncrime.days = 60
    }),
    [{ param: 'retention.report_noncrime', id: 'R1', from: 90, to: 60, stricter: true, reachesOld: true }],
  )
  assert.deepEqual(
    after((policy) => {
      policy.retention.report_noncrime.days = 120
    }),
    [{ param: 'retention.report_noncrime', id: 'R1', from: 90, to: 120, stricter: false, reachesOld: false }],
  )
})

test('a log kept longer is stricter, and still only for what is logged from then on', () => {
  const [difference, ...more] = after((policy) => {
    policy.retention.access_log = { days: 1000 }
  })
  assert.deepEqual([difference?.id, difference?.stricter, difference?.reachesOld, more], ['R12', true, false, []])
})

test('thirty days that become a month are no stricter and no looser, and do not reach what is there', () => {
  const [difference] = after((policy) => {
    policy.retention.attachments_unused = { days: 30, period: 'P1M' }
  })
  assert.deepEqual([difference?.stricter, difference?.reachesOld], [undefined, false])
  assert.deepEqual(difference?.to, { days: 30, period: 'P1M' })
})

test('a purpose that came is one difference, and a purpose that changed its law another', () => {
  const came = after((policy) => policy.purposes.push({ id: 'statistics', basis: 'GDPR 6(1)(e)', nationalLaw: 'x' }))
  assert.deepEqual(
    came.map(({ param, id, stricter }) => [param, id, stricter]),
    [['purposes', 'U1', false]],
  )
  const changed = after((policy) => {
    policy.purposes[0].nationalLaw = 'another'
  })
  assert.deepEqual(
    changed.map(({ param, id }) => [param, id]),
    [['purposes[handle_concern].nationalLaw', 'U2']],
  )
})

test('a receiver that went is stricter', () => {
  const gone = after((policy) => policy.recipients.shift())
  assert.deepEqual(
    gone.map(({ param, id, stricter }) => [param, id, stricter]),
    [['recipients', 'D1', true]],
  )
})

test('what the floor does not bound is told once, without an order', () => {
  const other = after((policy) => {
    policy.languages = ['de']
    policy.service = { time_zone: 'Europe/Berlin', acknowledge_days: 3 }
  })
  assert.deepEqual(
    other.map(({ param, stricter, id }) => [param, stricter, id]),
    [
      ['languages', undefined, undefined],
      ['service.time_zone', undefined, undefined],
      ['service.acknowledge_days', undefined, undefined],
    ],
  )
})

test('every change of every parameter of the floor is told', () => {
  for (const { path, id } of floor.params.filter((one) => !/[[*]/.test(one.path))) {
    const told = after((policy) => {
      const steps = path.split('.')
      const last = steps.pop() ?? ''
      steps.reduce((at, step) => at[step], policy)[last] = 'changed'
    })
    assert.equal(told.length, 1, id)
  }
})
