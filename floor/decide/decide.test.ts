// Refusals first: what cannot be evaluated is denied, in every way in which it cannot.
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { Worker } from 'node:worker_threads'
import { ordinaryDay } from '../check/acts.ts'
import { questionOf } from '../check/question.ts'
import { baseCity } from './cedar-text.ts'
import { decide, explainRule, prepareCity, prepareFloor } from './decide.ts'
import type { Query } from './query.ts'

const opening = questionOf(ordinaryDay('report:open'))
const erasing = questionOf(ordinaryDay('report:erase'))
const without = (query: Query, type: string): Query => ({
  ...query,
  entities: query.entities.filter(({ ref }) => ref.type !== type),
})
const withAttrs = (query: Query, type: string, attrs: Record<string, string | number | boolean>): Query => ({
  ...query,
  entities: query.entities.map((one) => (one.ref.type === type ? { ...one, attrs: { ...one.attrs, ...attrs } } : one)),
})
const why = (query: Query, city = 'base') => {
  const decision = decide(city, query)
  return decision.allowed ? 'allowed' : decision.why
}

beforeEach(() => {
  prepareFloor()
  prepareCity('base', baseCity())
  prepareCity('open', '@id("C-ALL") permit (principal, action, resource);')
})

for (const type of ['User', 'Report', 'City', 'Unit'])
  test(`without the entity of a ${type} nothing is allowed, though Cedar alone would skip the rules and permit`, () => {
    assert.equal(why(without(opening, type), 'open'), 'entity-missing')
  })

test('an approver nobody brought is a deny', () => {
  const asked = questionOf(ordinaryDay('identity:reveal'))
  const entities = asked.entities.filter(({ ref }) => ref.id !== 'second')
  assert.equal(why({ ...asked, entities }), 'entity-missing')
})

test('a report of whose city nothing is known is a deny', () => {
  const entities = opening.entities.map((one) =>
    one.ref.type === 'Report'
      ? { ...one, attrs: { ...one.attrs, city: { entity: { type: 'City', id: 'lost' } } } }
      : one,
  )
  assert.equal(why({ ...opening, entities }, 'open'), 'entity-missing')
})

test('an unknown act, a wrong attribute, an unknown role and a wrong context are errors and denied', () => {
  for (const broken of [
    { ...opening, action: 'report:sell' },
    withAttrs(opening, 'Report', { protected: 'yes' }),
    withAttrs(opening, 'User', { rank: 3 }),
    { ...opening, context: { ...opening.context, purpose: { entity: { type: 'Purpose', id: 'curiosity' } } } },
    { ...opening, context: {} },
  ]) {
    const decision = decide('open', broken)
    assert.ok(!decision.allowed && decision.why === 'policy-error' && decision.errors.length > 0)
  }
})

test('a city’s policy that fails while it is evaluated denies, though another permits', () => {
  const overflow = '@id("C-SUM") permit (principal, action, resource) when { context.today + 9223372036854775807 > 0 };'
  prepareCity('failing', `@id("C-ALL") permit (principal, action, resource); ${overflow}`)
  assert.equal(why(opening, 'failing'), 'policy-error')
})

test('a city that was not prepared, and a thread that prepared nothing, deny', async () => {
  assert.equal(why(opening, 'nowhere'), 'policy-error')
  const url = new URL('./decide.ts', import.meta.url).href
  const source = `import { decide } from '${url}'; import { parentPort, workerData } from 'node:worker_threads'
    parentPort.postMessage(workerData.map((query) => decide('open', query)))`
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(source)}`), {
    workerData: [opening, questionOf(ordinaryDay('mailbox:read'))],
  })
  const decisions = await new Promise<{ allowed: boolean; why: string }[]>((resolve, reject) =>
    worker.once('message', resolve).once('error', reject),
  )
  assert.deepEqual(
    decisions.map((one) => one.why),
    ['policy-error', 'policy-error'],
  )
})

test('a city cannot take the place of a rule, and each policy has its own id', () => {
  const permit = 'permit (principal, action, resource);'
  assert.throws(() => prepareCity('bad', `@id("F-TENANT") ${permit}`), /floor’s/)
  assert.throws(() => prepareCity('bad', `@id("R-KEYS") ${permit}`), /floor’s/)
  assert.throws(() => prepareCity('bad', permit), /no @id/)
  assert.throws(() => prepareCity('bad', `@id("C-1") ${permit} @id("C-1") ${permit}`), /two policies/)
  assert.throws(() => prepareCity('bad', '@id("C-1") permit (principal == ?principal, action, resource);'), /templates/)
  assert.throws(() => prepareCity('bad', 'permit everything'), /./)
})

test('nobody is permitted what no policy names', () => {
  assert.equal(why(questionOf(ordinaryDay('report:open', { role: 'operator' }))), 'no-permit')
})

test('a city’s forbid does not reach a right', () => {
  prepareCity('closed', '@id("C-NO") forbid (principal, action, resource);')
  assert.deepEqual(decide('closed', questionOf(ordinaryDay('mailbox:read'))), { allowed: true, by: ['R-OWN-MAILBOX'] })
  assert.equal(why(opening, 'closed'), 'forbidden')
})

test('a decision says which rules decided, and a rule says on which law it rests', () => {
  assert.deepEqual(decide('base', opening), { allowed: true, by: ['C-UNIT-READ-CASE-OFFICER'] })
  const over = decide('base', questionOf(ordinaryDay('report:open', { life: 'over', sameCity: false })))
  assert.deepEqual(over.by, ['F-EXPIRED', 'F-TENANT'])
  assert.deepEqual(explainRule('F-EXPIRED'), { law: 'GDPR 5(1)(e), LED 4(1)(e), 5', control: 'RET-01' })
  assert.equal(explainRule('C-UNIT-READ-CASE-OFFICER', 'base'), undefined)
})

test('what is due is erased, and what is held is not', () => {
  assert.deepEqual(decide('base', erasing), { allowed: true, by: ['C-ERASE'] })
  assert.equal(why(questionOf(ordinaryDay('report:erase', { held: true }))), 'forbidden')
})
