import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { addDays } from '@citycop/protocol/contract/days.ts'
import { signerFrom } from '../../server/platform/signing.ts'
import { civilToday } from '../../testing/days-ahead.ts'
import { createTown, type Name, passphrase, type Town } from '../../testing/town.ts'
import { citycop } from '../spawned.ts'

let town: Town
let folder: string
before(async () => {
  town = await createTown()
  folder = mkdtempSync(join(tmpdir(), 'citycop-decisions-'))
  for (const name of ['anna', 'bruno', 'carla'] as const) writeFileSync(join(folder, name), await town.keyfile(name))
})
after(async () => {
  await town.close()
  rmSync(folder, { recursive: true })
})

async function officer(name: Name, act: string, reference: string | undefined, ...options: string[]) {
  const report = reference === undefined ? [] : ['--report', reference]
  const args = [
    'officer',
    act,
    '--json',
    '--server',
    town.origin,
    '--keyfile',
    join(folder, name),
    ...report,
    ...options,
  ]
  const { code, out } = await citycop(args, { CITYCOP_PASSPHRASE: passphrase, CITYCOP_MEMORY: 'none' })
  return { code, said: JSON.parse(out) }
}

test('a report is filed, put under another law on a ground, held, released and reviewed', async () => {
  const { reference } = (await town.reports()).receipt
  const filed = await officer('bruno', 'triage', reference, '--law', 'GDPR', '--class', 'noncrime')
  assert.deepEqual([filed.code, filed.said.regime, filed.said.status], [0, 'GDPR', 'received'])

  const change = ['--law', 'LED', '--class', 'crime_minor', '--ground', 'crime-suspected']
  const colleague = await officer('bruno', 'change-regime', reference, ...change)
  assert.deepEqual([colleague.code, colleague.said.problem.code], [1, 'forbidden'])
  assert.equal((await officer('anna', 'change-regime', reference, ...change)).said.ground, 'crime-suspected')

  const until = addDays(civilToday(), 40)
  const held = await officer('bruno', 'hold', reference, '--ground', 'evidence', '--until', until)
  assert.deepEqual([held.code, held.said.until], [0, until])
  const preview = await officer('anna', 'preview-erasure', undefined, '--until', addDays(civilToday(), 7))
  assert.deepEqual(preview.said.held, [{ unit: 'harbour-team', ground: 'evidence', until, count: 1 }])
  assert.equal((await officer('bruno', 'review', reference, '--outcome', 'erase')).said.problem.code, 'state-changed')
  assert.equal((await officer('bruno', 'release-hold', reference)).code, 0)
  assert.equal((await officer('bruno', 'review', reference, '--outcome', 'erase')).said.status, 'erased')
})

test('a report is given to a colleague by the beginning of the key, and the clock is paused; nobody gets it twice', async () => {
  const { reference } = (await town.reports()).receipt
  const { keyId } = signerFrom(fromBase64(town.officers.bruno.signSeed))
  const handover = ['--reason', 'handover']
  assert.equal(
    (await officer('anna', 'assign', reference, '--to', '00000000', ...handover)).said.problem.code,
    'not-found',
  )
  const given = await officer('anna', 'assign', reference, '--to', keyId.slice(0, 8), ...handover)
  assert.deepEqual([given.code, given.said.status, given.said.reason], [0, 'taken', 'handover'])
  assert.equal(
    (await officer('anna', 'assign', reference, '--to', keyId, ...handover)).said.problem.code,
    'state-changed',
  )
  const until = addDays(civilToday(), 5)
  const paused = await officer('bruno', 'pause', reference, '--until', until, '--reason', 'inquiries')
  assert.deepEqual([paused.code, paused.said.until, paused.said.reason], [0, until, 'inquiries'])
})

test('a report that was handed on opens for the other unit and for the first one no more, and the person reads where it is', async () => {
  const sent = await town.reports()
  const { reference } = sent.receipt
  const hand = (name: Name, to: string, ...more: string[]) =>
    citycop(
      ['transfer', '--json', '--server', town.origin, '--keyfile', join(folder, name), reference, '--to', to, ...more],
      { CITYCOP_PASSPHRASE: passphrase, CITYCOP_MEMORY: 'none' },
    )
  const nowhere = await hand('anna', 'traffic', '--reason', 'other-task')
  assert.equal(JSON.parse(nowhere.out).problem.code, 'wrong-unit')
  assert.equal((await hand('anna', 'home-safety', '--reason', 'because')).code, 2)
  const handed = await hand('anna', 'home-safety', '--reason', 'other-task', '--text', 'They know more.')
  assert.deepEqual([handed.code, JSON.parse(handed.out).to], [0, 'home-safety'])
  assert.equal((await officer('anna', 'open', reference)).said.problem.code, 'not-found')
  const { said } = await officer('carla', 'open', reference)
  assert.deepEqual([said.unit, said.gaps, said.messages.at(-1).text], ['home-safety', 0, 'They know more.'])
  const back = await hand('carla', 'harbour-team', '--reason', 'other-task')
  assert.match(JSON.parse(back.out).problem.detail ?? back.out, /ask the person/)
  const follow = await citycop(['follow', '--server', town.origin], {
    CITYCOP_WORDS: sent.words,
    CITYCOP_MEMORY: 'none',
  })
  assert.match(follow.out, /harbour-team handed the report to home-safety \(other-task, list\):\n {4}They know more\./)
})

test('what makes no sense is not asked of the server', async () => {
  for (const options of [
    ['triage', '--law', 'GDPR', '--class', 'crime_minor'],
    ['triage', '--law', 'UNDETERMINED', '--class', 'noncrime'],
    ['hold', '--ground', 'because', '--until', '2027-01-01'],
    ['hold', '--ground', 'evidence', '--until', '2027-02-30'],
    ['assign', '--to', 'bruno', '--reason', 'handover'],
    ['assign', '--to', '0123456789abcdef', '--reason', 'inquiries'],
    ['pause', '--until', '2027-01-01', '--reason', 'handover'],
    ['review', '--outcome', 'shorten'],
    ['review', '--outcome', 'keep', '--until', '2027-01-01'],
    ['change-regime', '--law', 'LED', '--class', 'crime_minor', '--ground', 'first-decision'],
  ]) {
    const [act = '', ...rest] = options
    const { code, said } = await officer('anna', act, 'K7QF-2M9X', ...rest)
    assert.deepEqual([code, said.problem.code], [2, 'usage'], options.join(' '))
  }
})
