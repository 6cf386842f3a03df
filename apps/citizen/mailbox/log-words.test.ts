import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { doubts, type Why } from '@citycop/client/log/doubt.ts'
import type { LogCheck } from '@citycop/client/log/log-check.ts'
import { languages } from '@citycop/ui/languages.ts'
import { sentences } from './log-words.ts'
import { sayAgo } from './say-ago.ts'

const now = new Date('2026-11-23T12:04:00Z')
const newest = now.getTime() / 1000 - 240
const good: LogCheck = {
  state: 'confirmed',
  acts: 3,
  confirmed: 3,
  witnesses: ['watchdog', 'peer-1'],
  newest,
  scanned: 18_204,
  bytes: 1_201_464,
  size: 20_000,
  root: '00'.repeat(32),
}
const said = (check: Partial<LogCheck>, demo = false) =>
  sentences({ ...good, ...check }, { demo, language: 'en', now }).map(([key]) => key.replace('mailbox.log.', ''))

test('only a confirmed log is said to hold nothing else, and nobody is reassured under a contradiction', () => {
  for (const why of Object.keys(doubts) as Why[]) {
    const state = doubts[why]
    const keys = said({ state, why, unscanned: true })
    assert.ok(keys.includes(`why.${why}`), why)
    assert.ok(!keys.includes('scanned'), why)
    if (state === 'contradiction') assert.deepEqual(keys, [`why.${why}`, 'act'])
    else assert.ok(keys.includes('unscanned'), why)
  }
})

test('where no entry was there to look through, nothing is said of what else is in them', () => {
  assert.deepEqual(said({ scanned: 0 }), ['all', 'witnesses'])
  assert.deepEqual(said({ scanned: 1 }), ['all', 'witnesses', 'scanned'])
})

test('in a demonstration the witnesses are said to prove nothing', () => {
  assert.deepEqual(said({}, true), ['all', 'demo-witnesses', 'scanned'])
  assert.deepEqual(said({}), ['all', 'witnesses', 'scanned'])
})

test('of an erased report it is said whether its erasure is in the log, and nothing of other acts', () => {
  const erased = (check: Partial<LogCheck>) =>
    sentences({ ...good, acts: 1, confirmed: 1, ...check }, { erased: true, demo: false, language: 'en', now }).map(
      ([key]) => key.replace('mailbox.log.', ''),
    )
  assert.deepEqual(erased({}), ['erased', 'witnesses', 'scanned-erased'])
  assert.deepEqual(erased({ state: 'waiting', why: 'newer', confirmed: 0 }), [
    'erased-not-yet',
    'witnesses',
    'why.newer',
    'scanned-erased',
  ])
  assert.deepEqual(erased({ state: 'contradiction', why: 'moved', confirmed: 0 }), ['why.moved', 'act'])
})

test('a log that nobody outside confirms is not said to be confirmed', () => {
  const { newest: _newest, ...alone } = good
  const keys = sentences({ ...alone, state: 'unwitnessed', witnesses: [] }, { demo: true, language: 'en', now })
  assert.deepEqual(
    keys.map(([key]) => key),
    ['mailbox.log.all', 'mailbox.log.alone', 'mailbox.log.scanned'],
  )
})

test('every sentence is there in every language', () => {
  for (const language of languages) {
    const words = JSON.parse(
      readFileSync(new URL(`../../../ui/messages/${language}/mailbox.json`, import.meta.url), 'utf8'),
    )
    for (const why of Object.keys(doubts)) assert.ok(words[`mailbox.log.why.${why}`], `${language} ${why}`)
  }
})

test('how long ago is said in a unit that is not silly', () => {
  const cases = {
    0: 'now',
    90: '90 seconds ago',
    240: '4 minutes ago',
    7300: '2 hours ago',
    [3 * 86_400]: '3 days ago',
  }
  for (const [ago, words] of Object.entries(cases))
    assert.equal(sayAgo(now.getTime() / 1000 - Number(ago), now, 'en'), words)
  assert.equal(sayAgo(newest + 600, now, 'it'), 'ora')
})
