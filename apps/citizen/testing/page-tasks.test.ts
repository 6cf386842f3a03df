import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Traced, tasksIn } from './page-tasks.ts'

const page = { ph: 'X', pid: 1, tid: 1 }
const task = (ts: number, tdur: number, tid = 1): Traced => ({ ...page, tid, name: 'RunTask', ts, dur: 10_000, tdur })
const yardstick: readonly Traced[] = [task(90_000, 5000), { ...page, ph: 'I', name: 'yardstick', ts: 91_000 }]
const asked = (ts: number): Traced => ({
  ...page,
  name: 'Receive mojo message',
  ts,
  args: { chrome_mojo_event_info: { mojo_interface_tag: 'blink.mojom.DevToolsSession' } },
})
const called = (ts: number, url: string, tdur: number): Traced => ({
  ...page,
  name: 'FunctionCall',
  ts,
  tdur,
  args: { data: { url } },
})
const costs = (...events: Traced[]) => tasksIn([...events, ...yardstick]).tasks.map(({ cost }) => cost)

test('a task counts by what its thread took, not by a clock, and the costliest comes first', () => {
  assert.deepEqual(costs(task(0, 3000), task(20_000, 7000)), [7, 3])
})

test('what other threads do holds up no finger', () => {
  assert.deepEqual(costs(task(0, 3000, 2), { ...task(0, 9000), pid: 7 }), [])
})

test('what a test asks of the page is no task of the page, but what the page answers is', () => {
  const tool = called(1000, 'http://tool/', 9000)
  assert.deepEqual(costs(task(0, 9000), asked(500), tool), [0])
  assert.deepEqual(costs(task(0, 9000), asked(500), tool, called(2000, 'http://city/assets/first.js', 4000)), [4])
})

test('without a yardstick nothing is said', () => {
  assert.throws(() => tasksIn([task(0, 9000)]), /yardstick/)
})
