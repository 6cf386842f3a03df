// What must hold for every city: a stricter value opens nothing, and no forbid of a city reaches a right.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { chanceFrom } from '@citycop/protocol/policy/testing/chance.ts'
import { cedarText } from '../decide/cedar-text.ts'
import { decide, prepareCity, prepareFloor } from '../decide/decide.ts'
import { type Entity, isRef, type Query } from '../decide/query.ts'
import { actions, ordinaryDay } from './acts.ts'
import { departures } from './departures.ts'
import { grantedBy, isRightsAct } from './oracle.ts'
import { questionOf } from './question.ts'
import { floorSituations } from './situations.ts'

before(() => {
  prepareFloor()
  prepareCity('worst', '@id("C-ALL") permit (principal, action, resource);')
})

/** Each a step towards stricter of what a published policy, a hold's end or a training's end puts into a question. */
const stricter: readonly ((entity: Entity) => Entity)[] = [
  ...['led_detect', 'handle_concern', 'accountability'].map((id) => lacking('purposes', id)),
  ...['prosecutor_court', 'municipal_service', 'third_country', 'private_party'].map((id) => lacking('recipients', id)),
  changed('City', 'mapMinCellM', (cell) => Number(cell) + 300),
  changed('City', 'open', () => false),
  changed('User', 'mfaAt', (at) => Number(at) - 61), // a session an hour shorter
  changed('User', 'trainingUntil', (day) => Number(day) - 1),
  changed('User', 'clearedSpecial', () => false),
  changed('Report', 'protected', () => true),
]

function changed(type: string, name: string, to: (value: unknown) => number | boolean) {
  return (entity: Entity): Entity =>
    entity.ref.type === type && name in entity.attrs
      ? { ...entity, attrs: { ...entity.attrs, [name]: to(entity.attrs[name]) } }
      : entity
}
function lacking(name: string, id: string) {
  return (entity: Entity): Entity => {
    const list = entity.attrs[name]
    if (!Array.isArray(list)) return entity
    return {
      ...entity,
      attrs: { ...entity.attrs, [name]: list.filter((one) => !(isRef(one) && one.entity.id === id)) },
    }
  }
}
const tightened = (query: Query, step: (entity: Entity) => Entity): Query => ({
  ...query,
  entities: query.entities.map(step),
})

test('a stricter value never turns a deny into an allow', (t) => {
  const chance = chanceFrom(3)
  const situations = floorSituations()
  let denied = 0
  let closed = 0
  for (let n = 0; n < 1500; n++) {
    const query = questionOf(chance.one(situations))
    const step = chance.one(stricter)
    const [loose, strict] = [decide('worst', query), decide('worst', tightened(query, step))]
    if (!loose.allowed) {
      denied++
      assert.equal(strict.allowed, false, JSON.stringify(query))
    } else if (!strict.allowed) closed++
  }
  t.diagnostic(`${denied} denied before and after, ${closed} closed by the stricter value`)
  assert.ok(denied > 300 && closed > 20)
})

const rights = actions
  .filter(isRightsAct)
  .flatMap((action) => departures(ordinaryDay(action)).map((change) => ordinaryDay(action, change)))
  .filter((facts) => grantedBy(facts).length > 0)

test('no forbid of any city blocks a right', (t) => {
  const chance = chanceFrom(5)
  const scopes = {
    principal: [
      'principal',
      'principal is CityCoP::Visitor',
      'principal is CityCoP::User',
      'principal in CityCoP::Role::"watchdog"',
    ],
    action: [
      'action',
      'action in CityCoP::Action::"tenant_op"',
      ...rights.map(({ action }) => `action == CityCoP::Action::"${action}"`),
    ],
    when: ['', ' when { true }', ' unless { false }', ' when { context has today }'],
  }
  const all = '@id("C-0") forbid (principal, action, resource);'
  const made = Array.from({ length: 20 }, () => {
    const [who, what, when] = [chance.one(scopes.principal), chance.one(scopes.action), chance.one(scopes.when)]
    return `@id("C-0") forbid (${who}, ${what}, resource)${when};`
  })
  assert.ok(rights.length > 40)
  for (const forbid of [all, ...made]) {
    prepareCity('hostile', `${forbid} ${cedarText('base-city.cedar')}`)
    for (const facts of rights) {
      const decision = decide('hostile', questionOf(facts))
      assert.equal(decision.allowed, true, `${forbid} ${facts.action}`)
    }
  }
  t.diagnostic(`${made.length + 1} cities × ${rights.length} rights`)
})

test('the same forbid-all does close what is no right', () => {
  prepareCity('hostile', '@id("C-0") forbid (principal, action, resource);')
  const open = actions.filter(
    (action) => !isRightsAct(action) && decide('hostile', questionOf(ordinaryDay(action))).allowed,
  )
  assert.deepEqual(open, [])
})
