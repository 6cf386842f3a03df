import assert from 'node:assert/strict'
import { test } from 'node:test'
import { baseCity } from '../decide/cedar-text.ts'
import { checkCedar } from './check-cedar.ts'

const officer = 'principal in CityCoP::Role::"dpo"'
const open = 'action == CityCoP::Action::"report:open"'
const permit = (when = '', id = '@id("C-NEW") ') => `${id}permit (${officer}, ${open}, resource)${when};`
const forbid = (action: string) => `@id("C-NEW") forbid (principal, ${action}, resource);`

const refused: readonly (readonly [what: string, policy: string, says: RegExp])[] = [
  ['without an id', permit('', ''), /@id/],
  ['with an id of the floor', permit('', '@id("F-NEW") '), /the floor’s/],
  ['with an id of a right', permit('', '@id("r-new") '), /the floor’s/],
  ['with an id that is taken', permit('', '@id("C-ERASE") '), /two policies/],
  ['for everybody', `@id("C-NEW") permit (principal, ${open}, resource);`, /bind the principal/],
  [
    'for every kind of officer',
    `@id("C-NEW") permit (principal is CityCoP::User, ${open}, resource);`,
    /bind the principal/,
  ],
  ['for every act', `@id("C-NEW") permit (${officer}, action, resource);`, /name the acts/],
  [
    'for a group of acts',
    `@id("C-NEW") permit (${officer}, action in CityCoP::Action::"staff_op", resource);`,
    /name the acts/,
  ],
  [
    'that stops the watchdog',
    forbid('action == CityCoP::Action::"audit:read-notices"'),
    /leave out audit:read-notices/,
  ],
  ['that stops a citizen reading', forbid('action == CityCoP::Action::"mailbox:read"'), /leave out mailbox:read/],
  [
    'that stops everything',
    '@id("C-NEW") forbid (principal, action, resource);',
    /name the acts|leave out .*mailbox:read/,
  ],
  [
    'that stops all on a city’s things',
    forbid('action in CityCoP::Action::"tenant_op"'),
    /leave out .*report:withdraw/,
  ],
  ['that stops reporting', forbid('action == CityCoP::Action::"report:submit"'), /leave out report:submit/],
  ['that stops erasing', forbid('action == CityCoP::Action::"report:erase"'), /leave out report:erase/],
  ['that is a template', `@id("C-NEW") permit (principal in ?principal, ${open}, resource);`, /templates/],
  ['that looks into a named person', permit(' when { resource has closedBy && resource.closedBy.active }'), /closedBy/],
  [
    'that asks for the group of a named person',
    permit(' when { resource has assignee && resource.assignee in CityCoP::Role::"dpo" }'),
    /assignee/,
  ],
  ['with an unknown attribute', permit(' when { resource.groop == "crime" }'), /did you mean/],
  ['with an unknown role', permit().replace('"dpo"', '"dpoo"'), /valid entity eids/],
  ['with an unknown act', permit().replace('report:open', 'report:opne'), /report:opne/],
  ['with an unknown regime', permit(' when { resource.regime == CityCoP::Regime::"GPDR" }'), /GPDR/],
  ['that reads an optional attribute without asking', permit(' when { context.caseRef == "1" }'), /has/],
  ['that mixes types', permit(' when { resource.group == 3 }'), /./],
  ['that never applies', permit(' when { false }'), /impossible/],
  ['with a letter of another script', permit(' when { resource.group == "crіme" }'), /mixed scripts/],
  ['that is no Cedar', 'let everybody in', /Cedar reads/],
]

for (const [what, policy, says] of refused)
  test(`a policy ${what} is refused before anything is decided with it`, () => {
    const { refusals, cases } = checkCedar(`${baseCity()}\n${policy}`)
    assert.equal(cases, 0)
    assert.ok(
      refusals.some(({ todo }) => says.test(todo)),
      JSON.stringify(refusals),
    )
  })

for (const [acts, kind] of [
  [['report:submit'], 'SUBMIT'],
  [['report:erase', 'report:erase-files'], 'ERASE'],
] as const)
  test(`a city that does not permit ${acts.join(' or ')} is refused`, () => {
    const without = baseCity().replace(new RegExp(`@id\\("C-${kind}"\\)\\s*permit[^;]*;`), '')
    assert.notEqual(without, baseCity())
    const { refusals, cases } = checkCedar(without)
    assert.ok(cases > 1000)
    assert.deepEqual(
      refusals.map(({ where }) => where),
      acts.map((act) => `city.cedar ${act}`),
    )
  })

test('a stricter forbid of a city’s own is accepted', () => {
  const stricter =
    '@id("C-NEW") forbid (principal in CityCoP::Role::"dispatcher", action == CityCoP::Action::"attachment:read", resource);'
  assert.deepEqual(checkCedar(`${baseCity()}\n${stricter}`).refusals, [])
})
