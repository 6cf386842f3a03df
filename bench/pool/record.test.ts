import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { asRecord, readRecords, sizeOf } from './record.ts'

const request = (length: number) => ({
  r: randomBytes(16),
  mailboxPk: randomBytes(32),
  id: randomBytes(32),
  content: length * 2,
  body: randomBytes(length),
})

test('what a run kept is read back, but for a last record that was cut off', () => {
  const requests = [request(10), request(0), request(70_000)]
  const file = Buffer.concat(requests.map(asRecord))
  assert.deepEqual([...readRecords(file)], requests)
  assert.equal(
    requests.reduce((sum, one) => sum + sizeOf(one), 0),
    file.length,
  )
  assert.deepEqual([...readRecords(file.subarray(0, -1))], requests.slice(0, 2))
})
