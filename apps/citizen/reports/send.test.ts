import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Failure } from '../worker/commands.ts'
import { Failed } from '../worker/failed.ts'
import type { Ask } from '../worker/start-worker.ts'
import { type Order, sealAhead, send } from './send.ts'

const order = { unit: 'harbour-team', words: '', letter: { what: '', files: [] as File[] } } as unknown as Order
const quiet = () => {}

// A Worker that refuses to submit as told, once for each failure.
function worker(...failures: Failure[]) {
  const asked: string[] = []
  const ask = (async (command: string) => {
    asked.push(command)
    const failure = command === 'submit' ? failures.shift() : undefined
    if (failure) throw new Failed(failure)
    return { receipt: {} }
  }) as unknown as Ask
  return { ask, asked }
}
const find = (asked: string[]) => async () => {
  asked.push('find')
}

test('a report is sealed, then sent', async () => {
  const { ask, asked } = worker()
  await send(ask, order, { sealed: false }, find(asked), quiet)
  assert.deepEqual(asked, ['seal', 'submit'])
})

test('after a lost network the same sealed report is sent again', async () => {
  const { ask, asked } = worker({ kind: 'unreachable' })
  const state = { sealed: false }
  await assert.rejects(send(ask, order, state, find(asked), quiet), /unreachable/)
  await send(ask, order, state, find(asked), quiet)
  assert.deepEqual(asked, ['seal', 'submit', 'submit'])
})

test('a key that ended while the person wrote is fetched anew, and nothing is asked of the person', async () => {
  const { ask, asked } = worker({ kind: 'refused', code: 'epoch-expired' })
  await send(ask, order, { sealed: false }, find(asked), quiet)
  assert.deepEqual(asked, ['seal', 'submit', 'find', 'seal', 'submit'])
})

test('any other refusal is said, not tried again', async () => {
  const { ask, asked } = worker({ kind: 'refused', code: 'storage-full' })
  await assert.rejects(send(ask, order, { sealed: false }, find(asked), quiet), /refused/)
  assert.deepEqual(asked, ['seal', 'submit'])
})

test('what was sealed ahead is sent, and nobody waits for it again', async () => {
  const { ask, asked } = worker()
  const state = { sealed: false }
  const photo = new File(['x'], 'x.jpg')
  const filed = () => ({ ...order, letter: { ...order.letter, files: [{ file: photo, keep: false }] } })
  sealAhead(ask, filed(), state)
  sealAhead(ask, filed(), state)
  await send(ask, filed(), state, find(asked), quiet)
  assert.deepEqual(asked, ['seal', 'submit'])
})

test('what was sealed ahead is not sent once a word, a file or the unit is another', async () => {
  const file = { file: new File(['x'], 'x.jpg'), keep: false }
  const first = { unit: 'a', words: 'w', letter: { what: 'one', files: [file] } } as unknown as Order
  const changed = [
    { ...first, unit: 'b' },
    { ...first, words: 'v' },
    { ...first, letter: { ...first.letter, what: 'two' } },
    { ...first, letter: { ...first.letter, files: [{ ...file, file: new File(['x'], 'x.jpg') }] } },
    { ...first, letter: { ...first.letter, files: [{ ...file, keep: true }] } },
    { ...first, letter: { ...first.letter, files: [] } },
  ]
  for (const other of changed) {
    const { ask, asked } = worker()
    const state = { sealed: false }
    sealAhead(ask, first, state)
    await send(ask, other, state, find(asked), quiet)
    assert.deepEqual(asked, ['seal', 'seal', 'submit'])
  }
})
