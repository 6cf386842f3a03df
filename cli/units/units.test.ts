import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { toBase64 } from '@citycop/protocol/contract/base64.ts'
import { run as typed } from '../../testing/at-terminal.ts'
import { civilToday } from '../../testing/days-ahead.ts'
import { createTown, passphrase, type Town } from '../../testing/town.ts'
import { sealSeed } from '../instance/sealed-seed.ts'

let town: Town
let folder: string
const unit = 'harbour-team'
const file = (name: string) => join(folder, name)

before(async () => {
  Object.assign(process.env, {
    CITYCOP_PASSPHRASE: passphrase,
    CITYCOP_ADMIN_PASSPHRASE: passphrase,
    CITYCOP_MEMORY: 'none',
  })
  town = await createTown()
  folder = mkdtempSync(join(tmpdir(), 'citycop-units-'))
  for (const name of ['anna', 'bruno'] as const) writeFileSync(file(name), await town.keyfile(name))
  writeFileSync(file('admin.key'), await sealSeed(town.pins, town.admin, passphrase))
  writeFileSync(file('pins.json'), JSON.stringify(town.pins))
  await town.reports()
})
after(async () => {
  await town.close()
  rmSync(folder, { recursive: true })
})

const run = (command: string, ...options: string[]) => typed(command, '--server', town.origin, ...options)
const asLead = (command: string, ...options: string[]) => run(command, '--admin', file('admin.key'), ...options)
const as = (name: string, command: string, ...options: string[]) => run(command, '--keyfile', file(name), ...options)

test('an officer is let in, gets the key, is let go, and the reports are sealed anew: all of it at the command line', async () => {
  const made = await run('officer new', '--unit', unit, '--name', 'Eva', '--out', file('eva'))
  assert.equal(made.code, 0, JSON.stringify(made.said))
  assert.equal(statSync(file('eva')).mode & 0o777, 0o600)
  const request = file('eva.request.json')
  assert.ok(!readFileSync(request, 'utf8').includes('SECRET'))
  assert.equal(
    (await run('officer new', '--unit', unit, '--name', 'Eva', '--out', file('eva'))).said.problem.code,
    'exists',
  )
  const add = ['--trained-on', civilToday(), '--fingerprint']
  const wrong = await asLead(`unit add-member ${unit} ${request}`, ...add, 'not these six words at all')
  assert.deepEqual([wrong.code, wrong.said.problem.code], [1, 'unit-refused'])
  const added = await asLead(`unit add-member ${unit} ${request}`, ...add, made.said.fingerprint)
  assert.equal(added.code, 0, JSON.stringify(added.said))
  const waiting = await as('anna', `unit status ${unit}`)
  assert.deepEqual(waiting.said.missing, [{ unit, epoch: 1, officer: added.said.keyId }])
  assert.deepEqual(waiting.said.due, [{ what: 'wrap-missing', officer: added.said.keyId, epochs: [1] }])
  assert.deepEqual(waiting.said.sessions, [{ day: civilToday(), count: 1 }])
  assert.equal((await as('anna', 'officer wrap-keys')).said.stored, 1)
  assert.equal((await as('eva', 'officer list')).said.reports.length, 1)

  const removed = await asLead(`unit remove-member ${unit} ${added.said.keyId}`)
  assert.equal(removed.code, 0, JSON.stringify(removed.said))
  assert.equal((await as('eva', 'officer list')).said.problem.code, 'forbidden')
  const left = await as('bruno', `unit status ${unit}`)
  assert.deepEqual(left.said.reports, [{ epoch: 1, count: 1 }])
  // The new key was not confirmed when bruno's own sign-in read the directory.
  assert.deepEqual(left.said.due.slice(1), [{ what: 'reseal', epoch: 1, count: 1 }])
  assert.deepEqual(
    left.said.history.map((one: { what: string }) => one.what),
    ['epoch', 'ended', 'let-go', 'let-in', 'epoch'],
  )
  assert.deepEqual(
    left.said.epochs.map((one: { epoch: number; left: boolean }) => [one.epoch, one.left]),
    [
      [1, true],
      [2, false],
    ],
  )
  assert.deepEqual((await as('bruno', 'officer reseal')).said[unit], { reports: 1, messages: 1, unreadable: 0 })
  assert.deepEqual((await as('bruno', `unit status ${unit}`)).said.reports, [{ epoch: 2, count: 1 }])
  const public_ = await run(`unit status ${unit}`)
  assert.deepEqual([public_.said.members.length, public_.said.missing], [2, undefined])
})

test('what a lead may not do is said in a sentence, and nothing is published', async () => {
  const early = await asLead(`unit rotate ${unit}`)
  assert.match(early.said.problem.detail, /more than ten days/)
  writeFileSync(file('open.key'), `${toBase64(new Uint8Array(32).fill(9))}\n`)
  const open = await run(`unit rotate ${unit}`, '--now', '--admin', file('open.key'))
  assert.equal(open.said.problem.code, 'not-sealed')
  assert.match(open.said.problem.detail, /without a passphrase; seal it with "citycop instance seal-key/)
  const sealed = await typed(
    `instance seal-key ${file('open.key')}`,
    ...['--pins', file('pins.json'), '--out', file('other.key')],
  )
  assert.equal(sealed.code, 0, sealed.reason)
  assert.equal(statSync(file('other.key')).mode & 0o777, 0o600)
  process.env.CITYCOP_ADMIN_PASSPHRASE = 'another one'
  const guessed = await run(`unit rotate ${unit}`, '--now', '--admin', file('other.key'))
  process.env.CITYCOP_ADMIN_PASSPHRASE = passphrase
  assert.match(guessed.reason, /passphrase does not open/)
  const stranger = await run(`unit rotate ${unit}`, '--now', '--admin', file('other.key'))
  assert.match(stranger.said.problem.detail, /certifies nobody in this unit/)
  const officers = await run(`unit rotate ${unit}`, '--now', '--admin', file('anna'))
  assert.match(officers.said.problem.detail, /certifies nobody in this unit/)
  assert.equal((await asLead(`unit remove-member ${unit} eva`)).code, 2)
  assert.equal((await asLead(`unit rotate ${unit}`, '--now')).said.epoch, 3)
})
