import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { contradicts, splitNotes } from '@citycop/protocol/watchdog/contradiction.ts'
import * as made from '../log/testing/made-log.ts'
import type { RunningWatchdog } from './start-watchdog.ts'
import { hash, stage, statusOf } from './testing/stage.ts'

const post = async ({ origin }: RunningWatchdog, text: string) =>
  (await fetch(`${origin}/evidence`, { method: 'POST', body: text })).status

test('evidence is kept when a log we watch signed it and it contradicts what we have, and not otherwise', async (t) => {
  const watchdog = await stage(t, 300)
  await watchdog.see()
  const other = made.note([...made.entries(10), ...made.entries(100, 10, 'two')])
  const refused: [string, number][] = [
    ['', 400],
    ['hello\n', 400],
    ['x'.repeat(65_537), 413],
    [made.note(made.entries(7)).repeat(9), 400],
    [other.replace(made.origin, 'citycop.elsewhere/log/1'), 403],
    [
      other
        .replace(/[A-Za-z0-9+/]{8}=?=?\n$/, 'AAAAAAAA\n')
        .replaceAll('w.example', 'v.example')
        .replace('\n110\n', '\n111\n'),
      403,
    ],
  ]
  for (const [text, status] of refused) assert.equal(await post(watchdog, text), status, text.slice(0, 60))
  assert.equal(await post(watchdog, made.note(made.entries(200))), 200)
  assert.deepEqual(
    [(await watchdog.see()).contradictions.length, readdirSync(join(watchdog.state, 'evidence'))],
    [0, []],
  )
  assert.equal(await post(watchdog, made.note(made.entries(200)) + other), 200)
  const { contradictions, problem } = await watchdog.see()
  assert.deepEqual([contradictions.length, problem], [1, null])
  assert.ok(contradictions[0] && contradicts(contradictions[0], made.key))
})

test('two notes of one size contradict each other before we know the log; a later one waits until we have grown', async (t) => {
  const watchdog = await stage(t, 20)
  await watchdog.see()
  const forked = (size: number) => made.note([...made.entries(10), ...made.entries(size, 10, 'two')])
  assert.equal(await post(watchdog, made.note(made.entries(50)) + forked(50)), 200)
  assert.equal((await watchdog.see()).contradictions.length, 1)
  await post(watchdog, forked(60))
  assert.equal((await watchdog.see()).contradictions.length, 1)
  made.publish(watchdog.served.folder, made.entries(80))
  await watchdog.see()
  assert.equal((await watchdog.see()).contradictions.length, 2)
})

test('it answers only what it serves, and nothing beyond what was confirmed', async (t) => {
  const watchdog = await stage(t, 20)
  await watchdog.see()
  made.publish(watchdog.served.folder, made.entries(40), { by: [1] })
  await watchdog.see()
  const asked: [string, string, number][] = [
    ['GET', `/${hash}/checkpoint`, 200],
    ['GET', `/${hash}/policy`, 200],
    ['GET', `/${hash}/tile/entries/000.p/20`, 200],
    ['GET', `/${hash}/tile/entries/000.p/40`, 404],
    ['GET', `/${hash}/tile/entries/000`, 404],
    ['GET', `/${hash}.json`, 404],
    ['GET', `/${hash}/tile/../../../lock`, 404],
    ['GET', `/${hash}/tile/%2e%2e/checkpoint`, 404],
    ['GET', '/contradictions', 404],
    ['DELETE', '/', 405],
    ['POST', '/', 405],
    ['GET', '/evidence', 405],
    ['HEAD', '/status.json', 200],
  ]
  for (const [method, path, status] of asked)
    assert.equal(await statusOf(watchdog, method, path), status, `${method} ${path}`)
})

test('notes one after another are told apart, and nothing else is', () => {
  const [one, two] = [made.note(made.entries(3)), made.note(made.entries(4))]
  assert.deepEqual(splitNotes(one + two), [one, two])
  assert.deepEqual(splitNotes(one), [one])
  for (const text of ['', '\n', 'a\nb\n', one.slice(0, -1), `${one}hello\n`])
    assert.equal(splitNotes(text), undefined, text)
})
