import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MessageView } from '../worker/commands.ts'
import { inOrder } from './thread-order.ts'

const message = (from: 'citizen' | 'unit', seq: number, at: string, kind = 'followup') =>
  ({ from, seq, at, kind, id: `${from}${seq}` }) as MessageView
const ids = (messages: MessageView[]) => inOrder(messages).map((one) => one.id)

test('the two sides are told by time, and the report is not among them', () => {
  const report = message('citizen', 0, '2026-11-20T08:00:00Z', 'report')
  const answer = message('unit', 0, '2026-11-20T09:00:00Z', 'reply')
  const more = message('citizen', 1, '2026-11-20T10:00:00Z')
  assert.deepEqual(ids([more, answer, report]), ['unit0', 'citizen1'])
})

test('a clock that is wrong does not turn round what one side said', () => {
  const first = message('citizen', 1, '2031-01-01T00:00:00Z')
  const second = message('citizen', 2, '2026-11-20T10:00:00Z')
  const answer = message('unit', 0, '2026-11-20T09:00:00Z', 'reply')
  assert.deepEqual(ids([second, first, answer]), ['unit0', 'citizen1', 'citizen2'])
})

test('a message that failed a check has no time, and keeps its place in its own side', () => {
  const answers = [
    message('unit', 0, '2026-11-20T09:00:00Z'),
    message('unit', 1, ''),
    message('unit', 2, '2026-11-22T09:00:00Z'),
  ]
  assert.deepEqual(ids(answers), ['unit0', 'unit1', 'unit2'])
})
