import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { readServices } from '@citycop/client/conversation/read-services.ts'
import { referReport } from '@citycop/client/conversation/refer-report.ts'
import { connect, readPins } from '@citycop/client/keys/connect.ts'
import { signIn, signOut } from '@citycop/client/officers/sign-in.ts'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import { openReport } from '@citycop/client/reports/open-report.ts'
import { readMailbox } from '@citycop/client/reports/read-mailbox.ts'
import { openWith } from '@citycop/client/sealing/age-file.ts'
import { passphraseKeys } from '@citycop/client/sealing/derive.ts'
import { fromWords } from '@citycop/client/sealing/passphrase.ts'
import { addDays } from '@citycop/protocol/contract/days.ts'
import { closeReasons, statuses } from '@citycop/protocol/reports/workflow.ts'
import { type App, createApp } from '../../server/app.ts'
import { createDatabase, type TestDatabase } from '../../testing/database.ts'
import { memory } from '../../testing/town.ts'
import { citycop } from '../spawned.ts'
import { demoPeople } from './demo-people.ts'
import { serveWitnesses } from './demo-witnesses.ts'
import { publishCity } from './publish-city.ts'

const scratch = mkdtempSync(join(tmpdir(), 'citycop-demo-'))
const data = join(scratch, 'data')
let database: TestDatabase
let app: App
let origin: string
let witnesses: { close(): Promise<void> }
type Told = { id: string; reference: string; status: string; passphrase: string; language: string; unit: string }

before(async () => {
  assert.equal((await citycop(['instance', 'init', '--data', data, '--demo', '--suite', 'classic'])).code, 0)
  database = await createDatabase()
  witnesses = await serveWitnesses(data)
  app = await createApp(database, {
    data,
    limits: true,
    publishes: true,
    pilots: join(import.meta.dirname, '../../pilots'),
  })
  origin = await app.citizen.listen({ host: '127.0.0.1', port: 0 })
})
after(async () => {
  await app.close()
  await witnesses.close()
  await database.drop()
  rmSync(scratch, { recursive: true })
})
const demo = async (folder = data, server = origin) => {
  const { code, out } = await citycop(['demo', '--server', server, '--data', folder, '--json'])
  return { code, said: JSON.parse(out) }
}
const told = (): Told[] => JSON.parse(readFileSync(join(data, 'demo/reports.json'), 'utf8')).reports

test('a demo is refused elsewhere than on this machine, and for a city that is none', async () => {
  const away = await demo(data, 'https://city.example')
  assert.deepEqual([away.code, away.said.problem.code], [1, 'not-loopback'])
  const real = join(scratch, 'real')
  const args = ['--data', real, '--instance', 'realtown', '--offline', join(scratch, 'stick'), '--suite', 'classic']
  await citycop(['instance', 'init', ...args])
  const none = await demo(real)
  assert.deepEqual([none.code, none.said.problem.code], [1, 'not-a-demo'])
})

test('the demo city comes to life: two units and who keeps identities, and reports in every state a person can bring one into', async () => {
  const { code, said } = await demo()
  assert.equal(code, 0)
  assert.ok(said.reports >= 12)
  const { directory, pins } = await connect(origin, { pins: await readPins(origin), memory: memory() })
  assert.deepEqual(
    directory.units.map(({ id, unconfirmedSince }) => [id, unconfirmedSince]),
    [
      ['harbour-team', undefined],
      ['home-safety', undefined],
      ['custodians', undefined],
      ['supervisors', undefined],
    ],
  )
  const reports = told()
  assert.deepEqual(
    [...new Set(reports.map(({ status }) => status))].sort(),
    statuses.filter((one) => one !== 'erased').sort(),
  )
  assert.deepEqual([...new Set(reports.map(({ language }) => language))].sort(), ['en', 'it'])
  assert.equal(statSync(join(data, 'demo/reports.json')).mode & 0o777, 0o600)
  const instance = await connect(origin, { pins, memory: memory() })
  const reasons = new Set<string | undefined>()
  for (const { passphrase, status } of reports) {
    const mailbox = await readMailbox(instance, await passphraseKeys(pins, await fromWords(passphrase)))
    assert.ok(mailbox && 'status' in mailbox && mailbox.status === status)
    if (status === 'closed') reasons.add(mailbox.reason)
  }
  assert.deepEqual([...reasons].sort(), [...closeReasons].sort())
})

test('a text that a person said yes to is handed to a service of the demo, whose own key alone opens the file', async (t) => {
  const { pins } = await connect(origin, { pins: await readPins(origin), memory: memory() })
  const desk = await signIn(await connect(origin, { pins, memory: memory() }), await demoPeople(data).officer('carla'))
  const { reference } = told().find(({ id }) => id === 'phone') ?? assert.fail()
  const row = (await listReports(desk)).reports.find((one) => one.reference === reference) ?? assert.fail()
  const opened = await openReport(desk, row.ref, { purpose: 'handle_concern', reason: 'continue-work' })
  const asked = opened.messages.find(({ consent }) => consent?.is === 'asked') ?? assert.fail()
  const service = (await readServices(desk.instance.server, 'en')).find(({ id }) => id === 'home-shelter')
  const { recipient, words } = service?.key ?? assert.fail('the service has no key')
  const { referral } = await referReport(desk, opened, asked.id, { id: 'home-shelter', recipient })
  await signOut(desk)
  const key = join(data, 'demo/services/home-shelter.key')
  assert.ok(readFileSync(key, 'utf8').includes(words), 'its six words are not those that the officer compares')
  const other = readFileSync(join(data, 'demo/services/street-lamps.key'), 'utf8').match(/^AGE-SECRET.*$/m)?.[0] ?? ''
  assert.equal(await openWith(other, referral.file), undefined)
  const file = join(scratch, 'referral.age')
  writeFileSync(file, referral.file)
  const age = spawnSync('age', ['-d', '-i', key, file], { encoding: 'utf8' })
  if (age.error) return t.skip('age is not installed here')
  const { number, text } = JSON.parse(age.stdout)
  assert.deepEqual([number, text], [referral.number, asked.consent?.is === 'asked' && asked.consent.text])
})

test('a second start tells nothing twice, and one that was broken off is finished', async () => {
  const before = told()
  assert.deepEqual((await demo()).said, { published: 0, reports: 0 })
  assert.deepEqual(told(), before)
  const [first, second, ...rest] = before
  const { status: _status, ...begun } = first ?? assert.fail()
  const file = join(data, 'demo/reports.json')
  writeFileSync(file, JSON.stringify({ reports: [begun, ...rest] }), { mode: 0o600 })
  assert.deepEqual((await demo()).said, { published: 0, reports: 1 })
  const again = told()
  assert.equal(again.find(({ id }) => id === begun.id)?.passphrase, begun.passphrase)
  assert.notEqual(again.find(({ id }) => id === second?.id)?.passphrase, second?.passphrase)
})

test('with under ten days left, the next epoch of each unit is certified, once; after a year also the people', async () => {
  const pins = await readPins(origin)
  const people = demoPeople(data)
  const today = new Date().toISOString().slice(0, 10)
  const publishOn = async (day: string) => publishCity(await connect(origin, { pins, memory: memory() }), people, day)
  assert.equal(await publishOn(addDays(today, 19)), 0)
  assert.equal(await publishOn(addDays(today, 21)), 4)
  assert.equal(await publishOn(addDays(today, 21)), 0)
  assert.equal(await publishOn(addDays(today, 330)), 1 + 7 + 4)
  const { directory } = await connect(origin, { pins, memory: memory() })
  assert.deepEqual(
    directory.trusted.epochs.map(({ unit, epoch }) => `${unit}/${epoch}`),
    [1, 2, 3].flatMap((epoch) =>
      ['harbour-team', 'home-safety', 'custodians', 'supervisors'].map((unit) => `${unit}/${epoch}`),
    ),
  )
  assert.deepEqual(
    directory.units.map(({ epoch }) => epoch),
    [1, 1, 1, 1],
    'an epoch that has not begun is used',
  )
})
