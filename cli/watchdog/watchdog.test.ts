import assert from 'node:assert/strict'
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { publicEntry } from '@citycop/protocol/log/public-entry.ts'
import { makeRoll } from '@citycop/protocol/log/roll.ts'
import { contradicts } from '@citycop/protocol/watchdog/contradiction.ts'
import * as made from '../log/testing/made-log.ts'
import { startWatchdog } from './start-watchdog.ts'
import { began, copyHolds, hash, stage } from './testing/stage.ts'

test('a log that does not answer, has published nothing or answers nonsense is shown as that', async (t) => {
  const watchdog = await stage(t, 0, made.scratch(t), await made.serve(t, made.scratch(t)))
  assert.deepEqual((await watchdog.see()).problem?.kind, 'no-checkpoint')
  watchdog.served.up = false
  const down = await watchdog.see()
  assert.deepEqual([down.problem?.kind, down.held, down.problem?.since], ['unreachable', null, watchdog.clock])
  watchdog.served.up = true
  writeFileSync(join(watchdog.served.folder, 'checkpoint'), 'hello\n')
  assert.equal((await watchdog.see()).problem?.kind, 'unsigned')
})

test('a log of which a tile’s worth of entries was tampered with is not taken over, and what was kept stays', async (t) => {
  const watchdog = await stage(t, 300)
  assert.equal((await watchdog.see()).held?.size, 300)
  made.publish(watchdog.served.folder, made.entries(700))
  made.spoil(join(watchdog.served.folder, 'tile/entries/001'), 5000)
  const shown = await watchdog.see()
  assert.deepEqual([shown.problem?.kind, shown.held?.size, shown.contradictions.length], ['entries', 300, 0])
  await copyHolds(t, watchdog, 300)
  made.spoil(join(watchdog.served.folder, 'tile/entries/001'), 5000)
  const mended = await watchdog.see()
  assert.deepEqual([mended.problem, mended.held?.size], [null, 700])
  await copyHolds(t, watchdog, 700)
})

test('a bundle that is cut or missing is not taken over', async (t) => {
  const watchdog = await stage(t, 20)
  await watchdog.see()
  made.publish(watchdog.served.folder, made.entries(40))
  made.cut(join(watchdog.served.folder, 'tile/entries/000.p/40'), 66)
  assert.equal((await watchdog.see()).problem?.kind, 'entries')
  rmSync(join(watchdog.served.folder, 'tile/entries/000.p/40'))
  assert.deepEqual((await watchdog.see()).held?.size, 20)
})

for (const [title, size, place] of [
  ['larger, in the same bundle', 40, 10],
  ['larger, in another bundle', 700, 290],
  ['larger, in an early bundle', 700, 5],
  ['of the same size', 300, 10],
  ['smaller', 280, 10],
] as const)
  test(`a fork is proved and kept for good when it is ${title}`, async (t) => {
    const watchdog = await stage(t, title.includes('same bundle') ? 30 : 300)
    const before = await watchdog.see()
    const folder = made.scratch(t)
    made.publish(folder, [...made.entries(place), ...made.entries(size, place, 'two')], { time: began + 30 })
    watchdog.served.folder = folder
    const forked = await watchdog.see()
    assert.deepEqual([forked.problem?.kind, forked.contradictions.length], ['fork', 1])
    assert.deepEqual(forked.held, before.held)
    const [one] = forked.contradictions
    assert.ok(one && contradicts(one, made.key))
    assert.equal((await watchdog.see()).contradictions.length, 1, 'not a second time')
    assert.equal(readdirSync(join(watchdog.state, 'contradictions')).length, 1)
    await copyHolds(t, watchdog, before.held?.size ?? 0)
    const restarted = await watchdog.again()
    assert.equal((await restarted.see()).contradictions.length, 1)
  })

test('a log that shows an older state than before is called that, and accused of nothing more', async (t) => {
  const watchdog = await stage(t, 300)
  await watchdog.see()
  watchdog.served.folder = made.made(t, 280)
  const shown = await watchdog.see()
  assert.deepEqual([shown.problem?.kind, shown.held?.size, shown.contradictions.length], ['older', 300, 0])
})

test('a log that too few confirm is not taken over', async (t) => {
  const watchdog = await stage(t, 20)
  await watchdog.see()
  made.publish(watchdog.served.folder, made.entries(40), { by: [1, 2] })
  const shown = await watchdog.see()
  assert.deepEqual([shown.problem?.kind, shown.held?.size], ['no-quorum', 20])
  assert.equal(existsSync(join(watchdog.state, 'mirror', hash, 'tile/entries/000.p/40')), false, 'not even copied')
})

test('a fork that nobody confirmed is proved all the same', async (t) => {
  const watchdog = await stage(t, 20)
  await watchdog.see()
  const forked = [...made.entries(10), ...made.entries(40, 10, 'two')]
  watchdog.served.folder = made.scratch(t)
  made.publish(watchdog.served.folder, forked, { by: [] })
  const { contradictions, problem } = await watchdog.see()
  assert.deepEqual([contradictions.length, problem?.kind], [1, 'fork'])
})

test('a log that signs a size no log can have is not believed, and does not wear us out', async (t) => {
  const watchdog = await stage(t, 20)
  await watchdog.see()
  const huge = made.noteOf(2 ** 52, new Uint8Array(32))
  writeFileSync(join(watchdog.served.folder, 'checkpoint'), huge)
  const shown = await watchdog.see()
  assert.deepEqual([shown.problem?.kind, shown.held?.size], ['entries', 20])
})

test('an entry that is neither is named by its place, never by its words', async (t) => {
  const watchdog = await stage(t, 20)
  await watchdog.see()
  const entry = new TextEncoder().encode('CCP\u0001\u0002\u0005\u0000\u0000{"Maria Rossi":1,"v":1}')
  made.publish(watchdog.served.folder, [...made.entries(20), entry, ...made.entries(40, 21)])
  const { held } = await watchdog.see()
  assert.deepEqual([held?.size, held?.strange.map(({ index }) => index)], [40, [20]])
  assert.doesNotMatch(JSON.stringify(held), /Maria/)
})

test('it grows with the log, shows its tallies and who confirmed it, and its copy is one that other tools can check', async (t) => {
  const watchdog = await stage(t, 20)
  for (const size of [28, 256, 264, 700]) {
    made.publish(watchdog.served.folder, made.entries(size), { time: began + size })
    watchdog.clock = began + size + 1
    const { held, problem, url } = await watchdog.see()
    assert.deepEqual([held?.size, problem, url], [size, null, watchdog.served.url])
    assert.deepEqual(
      held?.cosigners.map(({ name }) => name),
      ['watchdog', 'peer-1', 'peer-2'],
    )
    assert.deepEqual([held?.counts.sealed, held?.counts.open, held?.tallies.length], [size - 2, 1, 1])
    await copyHolds(t, watchdog, size)
  }
  assert.equal(existsSync(join(watchdog.state, 'mirror', hash, 'tile/entries/000.p')), false, 'tidied away')
})

test('after a restart it goes on from what it kept, also when its notes are lost, and not when its mirror is damaged', async (t) => {
  const first = await stage(t, 300)
  await first.see()
  const second = await first.again()
  made.publish(second.served.folder, made.entries(320))
  assert.equal((await second.see()).held?.size, 320)
  await second.close()
  writeFileSync(join(second.state, 'mirror', `${hash}.json`), '{"v":1')
  const third = await second.again()
  assert.deepEqual([(await third.see()).held?.size, (await third.see()).held?.counts.tally], [320, 1])
  await third.close()
  rmSync(join(third.state, 'mirror', `${hash}.json`))
  made.spoil(join(third.state, 'mirror', hash, 'tile/entries/000'), 99)
  await assert.rejects(third.again(), /damaged/)
})

test('two watchdogs cannot have one folder', async (t) => {
  const watchdog = await stage(t, 3)
  await assert.rejects(stage(t, 0, watchdog.state, watchdog.served), /another process/)
})

test('a silence is a gap, and so is our own absence, which is called ours', async (t) => {
  const watchdog = await stage(t, 20)
  await watchdog.see()
  for (let minute = 2; minute <= 30; minute += 2) {
    watchdog.clock = began + minute * 60
    await watchdog.see()
  }
  assert.deepEqual((await watchdog.see()).gaps, [{ from: began, until: null, whose: 'log' }])
  made.publish(watchdog.served.folder, made.entries(28), { time: began + 1800 })
  assert.deepEqual((await watchdog.see()).gaps, [{ from: began, until: began + 1800, whose: 'log' }])
  made.publish(watchdog.served.folder, made.entries(36), { time: began + 9000 })
  watchdog.clock = began + 9001
  assert.deepEqual((await watchdog.see()).gaps.at(-1), { from: began + 1800, until: began + 9000, whose: 'watchdog' })
})

test('a policy without an address, or naming a log twice, is refused', async (t) => {
  const start = (...texts: string[]) =>
    startWatchdog({ host: '127.0.0.1', port: 0, state: made.scratch(t), policies: texts.map((text) => ({ text })) })
  await assert.rejects(start(made.policyText()), /no address/)
  const whole = made.policyText('https://a.example/log')
  await assert.rejects(start(whole, whole), /twice/)
  await assert.rejects(start('quorum none\n'), /names no log/)
  await assert.rejects(start('log hello\n'), /not a policy/)
})

test('a roll that leaves a certificate out is named, after a restart and from the mirror alone as well', async (t) => {
  const watchdog = await stage(t, 8)
  await watchdog.see()
  const named = (n: number) =>
    publicEntry('keys', { v: 1, what: 'epoch', certNo: n, sha256: n.toString(16).padStart(64, '0') })
  const roll = (until: number, ...of: number[]) =>
    publicEntry(
      'keys',
      makeRoll(
        of.map((n) => n.toString(16).padStart(64, '0')),
        until,
      ),
    )
  const grown = [...made.entries(8), named(1), named(2), ...made.entries(15, 10), roll(15, 1, 2)]
  made.publish(watchdog.served.folder, grown)
  assert.deepEqual((await watchdog.see()).held?.strange, [])
  const again = await watchdog.again()
  made.publish(again.served.folder, [...grown, ...made.entries(23, 16), roll(23, 2), roll(24, 1, 2)], { time: began })
  const [one, ...more] = (await again.see()).held?.strange ?? []
  assert.deepEqual([one?.index, more], [23, []])
  assert.match(one?.why ?? '', /roll/)
  for (const name of readdirSync(join(again.state, 'mirror')).filter((name) => name.endsWith('.json')))
    rmSync(join(again.state, 'mirror', name))
  assert.deepEqual(
    (await (await again.again()).see()).held?.strange.map(({ index }) => index),
    [23],
  )
})
