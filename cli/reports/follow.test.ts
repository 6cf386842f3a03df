import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { createTown, type Sent, type Town } from '../../testing/town.ts'
import { citycop } from '../spawned.ts'

const scratch = mkdtempSync(join(tmpdir(), 'citycop-follow-'))
const policy = join(scratch, 'city.policy')
let town: Town
let sent: Sent

before(async () => {
  town = await createTown({ witnesses: true })
  writeFileSync(policy, town.witnesses?.policy ?? '')
  sent = await town.reports()
})
after(async () => {
  await town.close()
  rmSync(scratch, { recursive: true })
})

const follow = (...more: string[]) =>
  citycop(['follow', '--server', town.origin, ...more], {
    CITYCOP_WORDS: sent.words,
    CITYCOP_MEMORY: join(scratch, 'memory'),
  })
const verify = (file: string, ...more: string[]) => citycop(['evidence', 'verify', file, '--policy', policy, ...more])

test('what is no evidence, and evidence that was changed, does not hold', async () => {
  const hello = join(scratch, 'hello.json')
  writeFileSync(hello, '{"hello":"world"}')
  const none = await verify(hello)
  assert.deepEqual([none.code, none.out], [1, ''])
  assert.match(none.errors, /is not evidence/)
  await town.app.context.publisher.tick()
  const file = join(scratch, 'before.json')
  await follow('--evidence', file)
  const kept = JSON.parse(readFileSync(file, 'utf8'))
  kept.acts[0].index += 1
  writeFileSync(file, JSON.stringify(kept))
  const { code, out } = await verify(file)
  assert.equal(code, 1)
  assert.match(out, /FAILS {2}report:submit.*\n.*does NOT hold/s)
})

test('a file that is there already is not overwritten', async () => {
  const file = join(scratch, 'mine.json')
  writeFileSync(file, 'mine')
  assert.equal((await follow('--evidence', file)).code, 1)
  assert.equal(readFileSync(file, 'utf8'), 'mine')
})

test('a contradiction is kept for every later command, and ends with exit code 1', async () => {
  const folder = join(scratch, 'memory')
  const { code, out } = await follow('--json')
  assert.deepEqual([code, JSON.parse(out).log.state], [0, 'confirmed'])
  const [name] = readdirSync(folder)
  const file = join(folder, name as string)
  const seen = JSON.parse(readFileSync(file, 'utf8'))
  writeFileSync(
    file,
    JSON.stringify({ ...seen, contradiction: { first: 'a', second: 'b', at: '2026-11-23T12:00:00.000Z' } }),
  )
  for (let i = 0; i < 2; i++) {
    const later = await follow()
    assert.equal(later.code, 1)
    assert.match(later.out, /CONTRADICTS/)
  }
  writeFileSync(file, JSON.stringify(seen))
})

test('a report is followed, its evidence saved, and checked by a policy alone', async () => {
  const file = join(scratch, 'evidence.json')
  const followed = await follow('--evidence', file)
  assert.equal(followed.code, 0)
  assert.match(followed.out, /Confirmed: 1 of 1 acts stand in the public log/)
  assert.match(followed.out, /there is nothing else/)
  const { code, out } = await verify(file)
  assert.equal(code, 0)
  assert.match(out, /holds {2}report:submit.*confirmed by .*watchdog.*\nThis evidence is good/s)
})
