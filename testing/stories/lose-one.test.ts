// The promise of the bench's row `rotation`, small: a unit of twelve loses one of them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loseOne } from '../lose-one.ts'
import { createTown } from '../town.ts'

test('a unit of twelve loses one: soon no header opens for the old key, and intake never stops', async () => {
  const town = await createTown()
  try {
    const lost = await loseOne(town, { officers: 12, reports: 10 })
    assert.equal(lost.openedBefore, 10)
    assert.equal(lost.openedAfter, 0)
    assert.ok(lost.arrived > 0)
    assert.equal(lost.refused, 0)
    assert.ok(lost.removed < 60_000, 'the new key did not begin the same minute')
  } finally {
    await town.close()
  }
})
