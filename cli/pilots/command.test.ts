import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { recipientWords } from '@citycop/client/conversation/read-services.ts'
import { newIdentity, recipientOf } from '@citycop/client/sealing/suite.ts'
import { basemapFile } from '@citycop/protocol/pilots/basemap/basemap.ts'
import type { Missing } from '@citycop/protocol/pilots/gate.ts'
import { townMap } from '../../testing/basemap/draw-town.ts'
import { citycop } from '../spawned.ts'
import { pilotsFolder, readPilot } from './pilot-folder.ts'

const scratch = mkdtempSync(join(tmpdir(), 'citycop-pilots-'))
after(() => rmSync(scratch, { recursive: true }))
type Said = { mayOpen: boolean; wrong: string[]; missing: Missing[]; problem?: { code: string; detail: string } }

const make = (...args: string[]) => citycop(['pilot', 'new', ...args, '--pilots', scratch])
async function check(...args: string[]): Promise<Said & { code: number | null }> {
  const { code, out } = await citycop(['pilot', 'check', ...args, '--pilots', scratch, '--json'])
  return { code, ...(JSON.parse(out) as Said) }
}
function change(id: string, file: string, by: (value: ReturnType<typeof JSON.parse>) => unknown): void {
  const path = join(scratch, id, file)
  writeFileSync(path, JSON.stringify(by(JSON.parse(readFileSync(path, 'utf8')))))
}

test('a pilot is not made under a name that is none, twice, or in a country or zone that is none', async () => {
  for (const args of [['Harbour Town'], ['../x'], ['template'], ['default'], []])
    assert.equal((await make(...args)).code, 2)
  for (const args of [
    ['--country', 'Italy'],
    ['--languages', 'italian'],
    ['--time-zone', 'Rome'],
  ])
    assert.equal((await make('harbourtown', ...args)).code, 2, args.join(' '))
  assert.deepEqual(readdirSync(scratch), [])
  assert.equal((await make('harbourtown')).code, 0)
  const again = await make('harbourtown')
  assert.deepEqual([again.code, /nothing was overwritten/.test(again.errors)], [1, true])
})

test('what is asked about has to be there, and to be what it should', async () => {
  const none = await check('atlantis')
  assert.deepEqual([none.code, none.problem?.code], [1, 'no-pilot'])
  assert.match(none.problem?.detail ?? '', /there are harbourtown/)
  assert.equal((await check('../pilots')).problem?.code, 'no-pilot')
  await make('brokentown')
  change('brokentown', 'pilot.json', (pilot) => ({ ...pilot, kind: 'sheriff' }))
  const broken = await check('brokentown')
  assert.deepEqual([broken.code, broken.problem?.code], [1, 'pilot-malformed'])
  assert.match(broken.problem?.detail ?? '', /pilot\.json: kind: /)
  writeFileSync(join(scratch, 'brokentown/pilot.json'), '{')
  assert.match((await check('brokentown')).problem?.detail ?? '', /is not JSON/)
  rmSync(join(scratch, 'brokentown/papers.json'))
})

test('a new pilot passes every check but for its papers and its words', async () => {
  await make('new-haven', '--country', 'IT', '--languages', 'it,en', '--time-zone', 'Europe/Rome')
  const { code, wrong, missing } = await check('new-haven')
  assert.deepEqual([code, wrong], [1, []])
  const whats = [...new Set(missing.map(({ what }) => what))]
  assert.deepEqual(whats, [
    'legal-basis',
    'processor-contract',
    'impact-assessment',
    'policy',
    'unit-keys',
    'watchdog',
    'supervisory-authority',
    'languages',
    'training',
  ])
  const { pilot, policy } = readPilot('new-haven', scratch)
  assert.deepEqual([pilot.name.en, pilot.country, policy.service?.time_zone], ['New Haven', 'IT', 'Europe/Rome'])
  assert.match(pilot.texts.start.it ?? '', /^\(to be written\)/)
  assert.equal((await check('new-haven', '--demo')).code, 0, 'a demonstration does not need papers')
})

test('with its papers signed and its words written it may open, and a person is told so', async () => {
  await make('paperton')
  const written = JSON.parse(
    readFileSync(join(scratch, 'paperton/pilot.json'), 'utf8').replaceAll('(to be written) ', ''),
  )
  change('paperton', 'pilot.json', () => written)
  const signed = { date: '2026-01-02', ref: 'A 12' }
  change('paperton', 'papers.json', (papers) => ({
    v: 1,
    legalBasis: Object.fromEntries(
      Object.keys(papers.legalBasis).map((id) => [id, { ...signed, confirmedBy: 'a lawyer' }]),
    ),
    processorContract: signed,
    impactAssessment: { ...signed, approvedBy: 'the data-protection officer' },
    policyApproved: { version: '1', date: signed.date, by: ['dpo', 'chief'] },
    unitKeysHeldBy: written.units.map(({ id }: { id: string }) => ({ unit: id, people: 2 })),
    watchdog: { name: 'Somebody else', contact: 'watch@city.example' },
    supervisoryAuthority: { name: 'The authority', contact: 'sa@city.example' },
    staffTrained: { on: new Date().toISOString().slice(0, 10), count: 8 },
  }))
  const { code, out } = await citycop(['pilot', 'check', 'paperton', '--pilots', scratch])
  assert.equal(code, 0)
  assert.match(out, /^Paperton: nothing is wrong and nothing is missing; it may open\.\nWithout a key, [^\n]*\n$/)
  change('paperton', 'papers.json', (papers) => ({ ...papers, impactAssessment: null }))
  const less = await citycop(['pilot', 'check', 'paperton', '--pilots', scratch])
  assert.equal(less.code, 1)
  assert.match(
    less.out,
    /may not open yet\. Missing: 1\n\n {2}1 {2}impact-assessment: .*\n {5}law {4}GDPR 35; LED 27\n {5}to do /,
  )
})

test('a folder whose parts disagree is said to be wrong, before anything about papers', async () => {
  cpSync(join(pilotsFolder, 'firenze'), join(scratch, 'firenze'), { recursive: true })
  assert.deepEqual((await check('firenze')).wrong, [])
  writeFileSync(join(scratch, 'firenze', basemapFile), townMap())
  change('firenze', 'policy/policy.json', (policy) => ({ ...policy, languages: ['it'] }))
  const { code, wrong } = await check('firenze')
  const ofMap = wrong.filter((one) => one.startsWith('basemap.pmtiles: '))
  assert.deepEqual([code, wrong.filter((one) => !ofMap.includes(one))], [1, ['the policy names other languages']])
  assert.match(ofMap.join('\n'), /does not cover the city's outline: cut it out with --bbox=/)
  rmSync(join(scratch, 'firenze', basemapFile))
  change('firenze', 'policy/policy.json', (policy) => ({
    ...policy,
    languages: ['it', 'en'],
    map: { ...policy.map, cell_m: 50 },
  }))
  const below = await check('firenze', '--demo')
  assert.equal(below.code, 1)
  assert.match(below.wrong.join('\n'), /^policy: .*map\.cell_m/)
})

test('a service without a key is named, and one with a key is shown by the six words that it gave itself', async () => {
  await make('serviceton')
  const recipient = await recipientOf(newIdentity('classic'))
  change('serviceton', 'pilot.json', (pilot) => {
    const [first] = pilot.services
    return { ...pilot, services: [first, { ...first, id: 'shelter', recipient }] }
  })
  const { code, out } = await citycop(['pilot', 'check', 'serviceton', '--demo', '--pilots', scratch])
  assert.equal(code, 0, 'a city may open without them')
  assert.ok(out.includes(`Key of the service shelter: ${await recipientWords(recipient)}\n`))
  assert.match(out, /no text can be handed to them: safe-place\./)
})
