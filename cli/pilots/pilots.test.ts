import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { checkPolicy } from '@citycop/floor/check/check-policy.ts'
import { contradictions } from '@citycop/protocol/pilots/contradictions.ts'
import { papersFor } from '@citycop/protocol/pilots/example-papers.ts'
import { missingFor } from '@citycop/protocol/pilots/gate.ts'
import { textsOf, unwrittenIn } from '@citycop/protocol/pilots/pilot-texts.ts'
import { statuses } from '@citycop/protocol/reports/workflow.ts'
import { storiesFor } from '../demo/demo.ts'
import { demoCity } from '../demo-city.ts'
import { languagesOfApps } from './message-languages.ts'
import { defaultPilot, pilotNames, readPilot, template } from './pilot-folder.ts'

const today = new Date().toISOString().slice(0, 10)
const real = { demo: false, today, completeLanguages: languagesOfApps() }
/** Those of the project; a folder that somebody just made is not done yet. */
const four = ['bucuresti', 'dublin', 'firenze', 'lisboa']
const cities = [...four, defaultPilot()]

describe('each pilot in this checkout', () => {
  for (const id of [...cities, template]) {
    const { pilot, policy, cedar, papers, boundary } = readPilot(id)

    test(`${id} says nothing twice in different ways, and says everything in each of its languages`, () => {
      assert.deepEqual(contradictions(pilot, policy, boundary), [])
      assert.ok(pilot.languages.includes('en') && textsOf(pilot).length > 8)
      assert.match(boundary.note, /not an official boundary/)
      assert.ok(boundary.features.length >= 4 && boundary.features.length <= 9)
    })

    test(`${id} keeps to the floor, and explains what is looser than the default and nothing else`, () => {
      const { refusals, notes, cases } = checkPolicy({ policy, cedar, today })
      assert.deepEqual([refusals, notes], [[], []])
      assert.ok(cases > 1000)
    })

    test(`${id} may not open, and may be shown as a demonstration`, () => {
      const found = missingFor(pilot, policy, papers, real)
      for (const what of ['legal-basis', 'processor-contract', 'impact-assessment', 'policy', 'unit-keys', 'training'])
        assert.ok(
          found.some((one) => one.what === what),
          `${id} has a signed ${what}`,
        )
      const demo = { ...real, demo: true }
      assert.deepEqual(missingFor(pilot, policy, papersFor({ pilot, policy, papers }, demo), demo), [])
    })

    test(`${id} has a demo in which every unit has two readers, and somebody approves the policy`, () => {
      const { officers, units } = demoCity(id)
      assert.ok(units.every((unit) => unit.officers.length >= 2))
      for (const role of policy.governance.approvals)
        assert.ok(officers.some(({ roles }) => roles.some((one) => one === role)))
      const names = officers.map(({ name }) => name)
      assert.equal(new Set(names).size, names.length)
    })
  }

  test('nothing is left to be written, but in the template', () => {
    for (const id of cities) {
      const { pilot } = readPilot(id)
      for (const language of pilot.languages) assert.deepEqual(unwrittenIn(pilot, language), [], `${id} in ${language}`)
    }
    assert.ok(unwrittenIn(readPilot(template).pilot, 'en').length > 2)
  })
})

test('the default pilot is one of them, and its demo tells of every state and in every language', () => {
  const id = defaultPilot()
  assert.ok(pilotNames().includes(id))
  const stories = storiesFor(demoCity(id))
  assert.equal(stories.length, 14)
  assert.ok(stories.length > statuses.length)
})

test('a demo tells no story of a kind that its city does not receive, or in a language it does not speak', () => {
  for (const id of cities) {
    const city = demoCity(id)
    const stories = storiesFor(city)
    assert.ok(stories.length >= 3, id)
    assert.ok(
      stories.every(({ category, language }) => city.receives.includes(category) && city.languages.includes(language)),
    )
  }
  const municipal = storiesFor(demoCity('firenze')).map(({ category }) => category)
  assert.ok(!municipal.some((one) => ['theft', 'drugs', 'threat', 'hate', 'violence-home', 'vandalism'].includes(one)))
})

test('a municipal police does no police work of its own: no category of it is under the directive, and no purpose either', () => {
  for (const id of cities) {
    const { pilot, policy } = readPilot(id)
    if (pilot.kind !== 'municipal') continue
    assert.ok(pilot.categories.every(({ regime }) => regime === 'GDPR'))
    assert.ok(policy.purposes.every((one) => !one.id.startsWith('led_')))
  }
})

test('any two of the four real cities differ in ten parameters of the floor or more', () => {
  const file = join(import.meta.dirname, '../../floor/floor.json')
  const { params } = JSON.parse(readFileSync(file, 'utf8')) as { params: { id: string; path: string }[] }
  const fields = params.filter(({ path }) => !/^(governance|purposes)|\[/.test(path))
  const spelt = (policy: unknown, path: string) =>
    JSON.stringify(
      path
        .replace(/\.\*$/, '')
        .split('.')
        .reduce((at: unknown, key) => (at as Record<string, unknown>)?.[key], policy),
    )
  for (const [i, one] of four.entries())
    for (const other of four.slice(i + 1)) {
      const [mine, theirs] = [readPilot(one).policy, readPilot(other).policy]
      const differ = new Set(
        fields.filter(({ path }) => spelt(mine, path) !== spelt(theirs, path)).map(({ path }) => path),
      )
      assert.ok(differ.size >= 10, `${one} and ${other} differ in ${differ.size}: ${[...differ].join(', ')}`)
    }
})
