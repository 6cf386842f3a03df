import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changed } from '../../testing/changed.ts'
import policies from './vectors/policy.vectors.json' with { type: 'json' }
import notes from './vectors/witnessed.vectors.json' with { type: 'json' }
import { isQuorum, openWitnessed, parsePolicy } from './witness-policy.ts'

for (const { name, input, ok, enough = [], tooFew = [] } of policies.cases)
  test(`a policy ${ok ? 'holds' : 'is refused'}: ${name}`, () => {
    if (!ok) return assert.throws(() => parsePolicy(input))
    const policy = parsePolicy(input)
    for (const names of enough) assert.ok(isQuorum(policy, new Set(names)), `${names} are enough`)
    for (const names of tooFew) assert.ok(!isQuorum(policy, new Set(names)), `${names} are not enough`)
  })

test('a refusal names the line', () => {
  assert.throws(() => parsePolicy('\n# ours\nquorum z\n'), { message: 'line 3: z is not defined above' })
})

test('a policy reads addresses and keeps its words', () => {
  const policy = parsePolicy(notes.policy)
  assert.deepEqual(
    policy.logs.map(({ key, url }) => [key.name, url]),
    [['citycop.testville.example/log/1', 'https://testville.example/log/']],
  )
  assert.deepEqual(policy.groups, [
    { name: 'vendor', least: 1, members: ['a', 'b'] },
    { name: 'g', least: 2, members: ['vendor', 'c'] },
  ])
})

for (const { name, input, ok, cosignatures, quorum, newest } of notes.cases)
  test(`under a policy a checkpoint ${ok ? 'opens' : 'is refused'}: ${name}`, () => {
    const opened = openWitnessed(input, parsePolicy(notes.policy))
    assert.equal(opened !== undefined, ok)
    if (!opened) return
    assert.deepEqual(Object.fromEntries(opened.cosignatures.map(({ name, time }) => [name, time])), cosignatures)
    assert.deepEqual([opened.quorum, opened.newest, opened.checkpoint.size], [quorum, newest, 11])
  })

test('without a quorum to ask for, a log’s signature is enough and no time is claimed', () => {
  const alone = parsePolicy(notes.policy.replace(/^(group|quorum).*\n/gm, '').concat('quorum none\n'))
  for (const { input } of notes.cases.slice(0, 2)) {
    const opened = openWitnessed(input, alone)
    assert.deepEqual([opened?.quorum, opened?.newest], [true, undefined])
  }
})

test('with any one character changed, a checkpoint is refused or nobody new is believed', () => {
  const policy = parsePolicy(notes.policy)
  const { input = '', cosignatures = {} } = notes.cases.find(({ name }) => name.startsWith('strangers')) ?? {}
  const known = Object.entries(cosignatures).map(([name, time]) => `${name} ${time}`)
  const good = openWitnessed(input, policy)
  for (const { text, at } of changed(input, ['A'])) {
    const opened = openWitnessed(text, policy)
    assert.ok(!opened || opened.cosignatures.every(({ name, time }) => known.includes(`${name} ${time}`)), `at ${at}`)
    assert.ok(!opened || at > input.indexOf('\n\n'), `at ${at}: the text itself`)
    if (opened) assert.deepEqual(opened.checkpoint, good?.checkpoint)
  }
})
