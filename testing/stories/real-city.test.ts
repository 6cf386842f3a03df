// A real city is founded by commands alone, as its people would type them on their own machines: root, administrator, first officers, the
// posts of the city, a policy; then somebody reports, and an officer opens it. And how an administrator ends.
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { keyIdOf } from '@citycop/protocol/contract/dsse.ts'
import { type App, createApp } from '../../server/app.ts'
import { done, run } from '../at-terminal.ts'
import { createDatabase, type TestDatabase } from '../database.ts'
import { civilToday } from '../days-ahead.ts'

const unit = 'harbour-team'
const policy = join(import.meta.dirname, '../../pilots/portolume/policy')
let folder: string
let database: TestDatabase
let app: App
let origin = ''
let administrator = ''
const file = (name: string) => join(folder, name)
const stick = (name: string) => file(`stick/${name}`)
const online = () => ['--server', origin, '--pin', stick('pins.json')]
const asLead = (key = stick('admin.key')) => [...online(), '--admin', key]
const trained = () => ['--trained-on', civilToday()]
const wordsIn = (name: string) => readFileSync(file(name), 'utf8').trim()
let copies = 0
/** What the holder of the root carries to the machine that is off the network. */
async function offline(root = stick('root.key')): Promise<string[]> {
  const directory = file(`directory-${++copies}.json`)
  await done('root copy-directory', ...online(), '--out', directory)
  return ['--pins', stick('pins.json'), '--root', root, '--directory', directory]
}
const publish = (name: string) => done(`recover publish ${file(name)}`, ...online())

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'citycop-real-'))
  Object.assign(process.env, { CITYCOP_MEMORY: 'none', CITYCOP_PASSPHRASE: 'words that only these tests know' })
  const made = ['--data', file('data'), '--instance', 'portolume', '--offline', file('stick'), '--suite', 'classic']
  administrator = (await done('instance init', ...made)).administrator
  process.env.CITYCOP_ADMIN_PASSPHRASE = wordsIn('stick/admin.words')
  process.env.CITYCOP_ROOT_PASSPHRASE = wordsIn('stick/root.words')
  database = await createDatabase()
  app = await createApp(database, { data: file('data'), limits: true })
  origin = await app.citizen.listen({ host: '127.0.0.1', port: 0 })
})
after(async () => {
  await app.close()
  await database.drop()
  rmSync(folder, { recursive: true })
})

const naming = async (...more: string[]) => [
  ...(await offline()),
  ...['--fingerprint', administrator, '--unit', unit, '--city'],
  ...more,
]
const request = () => stick('admin.key.request.json')

describe('the root names no administrator', () => {
  const refused = async (options: string[], code: string, reason: RegExp) => {
    const said = await run(`root name-administrator ${request()}`, ...options, '--out', file('no.json'))
    assert.deepEqual([said.refused, reason.test(said.reason)], [code, true], said.reason)
  }
  test('by a key that is not the root', async () => {
    const stranger = ['--data', file('other'), '--instance', 'portolume', '--offline', file('other-stick')]
    await done('instance init', ...stranger, '--suite', 'classic')
    const own = ['--fingerprint', administrator, '--unit', unit]
    const root = await offline(file('other-stick/root.key'))
    process.env.CITYCOP_ROOT_PASSPHRASE = wordsIn('other-stick/root.words')
    await refused([...root, ...own], 'administrator-refused', /not the root of this city/)
    process.env.CITYCOP_ROOT_PASSPHRASE = wordsIn('stick/root.words')
  })
  test('without the six words that were read out, or for another city', async () => {
    const options = [...(await offline()), '--unit', unit, '--fingerprint', 'not these six words at all']
    await refused(options, 'administrator-refused', /six words are not those/)
    const other = file('other-stick/admin.key.request.json')
    const changed = await run(`root name-administrator ${other}`, ...(await naming()), '--out', file('no.json'))
    assert.match(changed.reason, /six words are not those/)
  })
  test('until a day that is over, or for ever', async () => {
    await refused(await naming('--until', '2020-01-31'), 'administrator-refused', /over already/)
    await refused(await naming('--until', '2099-01-31'), 'usage', /days ahead/)
  })
})

test('before the root has named an administrator, nobody gives a unit its first key', async () => {
  await done('officer new', ...online(), '--unit', unit, '--name', 'Zero', '--out', file('zero.age'))
  const words = ['--member', file('zero.age.request.json'), '--fingerprint', 'one two three four five six']
  const early = await run(`unit found ${unit}`, ...asLead(), ...words, ...trained())
  assert.equal(early.refused, 'unit-refused')
})

test('the root names an administrator, in the public log; a second certificate for the same key only in place of the first', async () => {
  const named = await done(
    `root name-administrator ${request()}`,
    ...(await naming('--unit', 'home-safety')),
    '--out',
    file('administrator.json'),
  )
  assert.deepEqual(named.units, [unit, 'home-safety'])
  await publish('administrator.json')
  const again = await run(`root name-administrator ${request()}`, ...(await naming()), '--out', file('no.json'))
  assert.match(again.reason, /administrator already/)
  const more = ['--unit', 'home-safety', '--replace', '--out', file('replaced.json')]
  await done(`root name-administrator ${request()}`, ...(await naming(...more)))
  await publish('replaced.json')
  const older = await run(`recover publish ${file('administrator.json')}`, ...online())
  assert.equal(older.code, 0, 'what is known already may be handed in again')
})

async function newOfficer(name: string, ...post: string[]): Promise<string[]> {
  const made = await done('officer new', ...online(), ...post, '--name', name, '--out', file(`${name}.age`))
  return [file(`${name}.age.request.json`), made.fingerprint]
}
const as = (name: string) => [...online(), '--keyfile', file(`${name}.age`)]

test('first officers, posts of the city and a policy; then somebody reports, and an officer opens it', async () => {
  const first = []
  for (const name of ['anna', 'bruno']) {
    const [asked = '', words = ''] = await newOfficer(name, '--unit', unit)
    first.push('--member', asked, '--fingerprint', words)
  }
  const founded = await done(`unit found ${unit}`, ...asLead(), ...first, ...trained())
  assert.equal(founded.members, 2)
  assert.match((await run(`unit found ${unit}`, ...asLead(), ...first)).reason, /has a key already/)
  for (const [name, role] of Object.entries({ elena: 'dpo', franco: 'chief', giulia: 'city_admin' })) {
    const [asked = '', words = ''] = await newOfficer(name, '--city')
    await done(`city appoint ${asked}`, ...asLead(), '--fingerprint', words, '--role', role, ...trained())
  }
  const { sha256 } = await done(`policy propose ${policy}`, ...as('giulia'))
  for (const name of ['elena', 'franco']) await done('policy approve', ...as(name), '--sha256', String(sha256))

  await done('officer list', ...as('anna'))
  const sent = await done('report', ...online(), '--category', 'street', '--text', 'The lamp is dark.')
  const opened = await done(
    'officer open',
    ...as('bruno'),
    ...['--report', sent.reference, '--purpose', 'handle_concern', '--reason', 'first-reading'],
  )
  assert.match(JSON.stringify(opened), /The lamp is dark\./)
  const followed = await done('follow', ...online(), '--passphrase', sent.passphrase)
  assert.match(JSON.stringify(followed), /report:open/)
})

describe('an administrator whom the root has ended', () => {
  let keyId = ''
  before(async () => {
    const { payload } = JSON.parse(readFileSync(file('replaced.json'), 'utf8'))
    const { adminPk } = JSON.parse(Buffer.from(payload, 'base64').toString())
    keyId = keyIdOf(Buffer.from(adminPk, 'base64'))
    const nobody = await run('root end-administrator 0123456789abcdef', ...(await offline()), '--out', file('no.json'))
    assert.match(nobody.reason, /no administrator of this city/)
    const ended = await done(`root end-administrator ${keyId}`, ...(await offline()), '--out', file('ended.json'))
    assert.deepEqual(ended.leaderless, [unit, 'home-safety'])
    await publish('ended.json')
  })
  test('certifies nothing any more, and is not ended twice', async () => {
    const [asked = '', words = ''] = await newOfficer('eva', '--unit', unit)
    const add = await run(`unit add-member ${unit} ${asked}`, ...asLead(), '--fingerprint', words, ...trained())
    assert.match(add.reason, /certifies nobody in this unit today/)
    const twice = await run(`root end-administrator ${keyId}`, ...(await offline()), '--out', file('no.json'))
    assert.match(twice.reason, /ended before/)
  })
  test('leaves what was certified before as it was, and another one in the place', async () => {
    await done('officer list', ...as('anna'))
    const made = ['--pins', stick('pins.json'), '--name', 'Franca', '--out', file('next.key')]
    const fresh = await done('administrator new', ...made)
    const name = ['--fingerprint', fresh.fingerprint, '--unit', unit, '--city', '--out', file('next.json')]
    await done(`root name-administrator ${fresh.request}`, ...(await offline()), ...name)
    await publish('next.json')
    const [asked = '', words = ''] = await newOfficer('mara', '--unit', unit)
    const add = ['--fingerprint', words, ...trained()]
    await done(`unit add-member ${unit} ${asked}`, ...asLead(file('next.key')), ...add)
    const members = (await done(`unit status ${unit}`, ...online())).members
    assert.equal(Array.isArray(members) && members.length, 3)
  })
})
