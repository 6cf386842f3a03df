// A report for a court: the act comes first and names whom it is for, and the court checks what it got without the city, by the very
// steps that are printed, with the five tools they name and nothing else.
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { answerReport } from '@citycop/client/conversation/answer-report.ts'
import { sendMessage } from '@citycop/client/conversation/send-message.ts'
import type { Desk } from '@citycop/client/officers/sign-in.ts'
import { signRequest } from '@citycop/client/officers/sign-request.ts'
import { exportReport, NoRecipient } from '@citycop/client/reports/export-report.ts'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import { openReport } from '@citycop/client/reports/open-report.ts'
import { readMailbox } from '@citycop/client/reports/read-mailbox.ts'
import { verifySteps } from '@citycop/client/reports/verify-steps.ts'
import { openWith } from '@citycop/client/sealing/age-file.ts'
import { newIdentity, recipientOf } from '@citycop/client/sealing/suite.ts'
import { exportReport as route } from '@citycop/protocol/reports/export-contract.ts'
import { citycop } from '../../cli/spawned.ts'
import { type Court, openCourt, withTools } from '../court.ts'
import { byTheOfficer, onTheWay } from '../hostile/export-changes.ts'
import { assertRefused, send } from '../hostile/request.ts'
import { ownerOf } from '../hostile/row-counts.ts'
import { createTown, passphrase, type Sent, type Town } from '../town.ts'

const CASE = '2026/311'
const handover = { purpose: 'led_prosecution_handover', reason: 'court-order' } as const
const hash = 'ab'.repeat(32)

let town: Town
let court: Court
let anna: Desk
let sent: Sent
let ref: string
let exported: Uint8Array
let told: Record<string, string>

before(async () => {
  town = await createTown({ witnesses: true })
  court = await openCourt()
  told = { CASE, ROOT: town.pins.rootPk }
  const photo = { name: 'pier.jpg', type: 'image/jpeg', bytes: new Uint8Array(5000).fill(7) }
  sent = await town.reports({ what: `È buio.\n${'Long words. '.repeat(900)}`, files: [photo] })
  anna = await town.desk('anna')
  ref = (await listReports(anna)).reports[0]?.ref ?? ''
  const opened = await openReport(anna, ref, { purpose: 'handle_concern', reason: 'first-reading' })
  await answerReport(anna, opened, 'Which lamp?', { ask: true })
  await sendMessage(await town.device(), sent.keys, 'The second one.')
})
after(async () => {
  await town.close()
  court.close()
})

const acts = async () => {
  const mailbox = await readMailbox(await town.device(), sent.keys)
  return mailbox && 'acts' in mailbox ? mailbox.acts : assert.fail('no report is there')
}
const actsOf = async () => (await acts()).map(({ action }) => action)

describe('nothing leaves for a court', () => {
  const ask = async (desk: Desk, asked: object, path: string = route.path, action = 'report:export') => {
    const { objects } = (await listReports(anna, { ref })).reports[0] ?? assert.fail()
    const all = { action, ref, objects: [...objects].sort(), ...handover, caseRef: hash, recipient: hash, ...asked }
    const request = signRequest(desk, all as Parameters<typeof signRequest>[1])
    return send(town.origin, path, { request, seen: 0 }, { token: desk.token })
  }
  test('without a case, without a ground, for another purpose, or for nobody in particular', async () => {
    assertRefused(await ask(anna, { caseRef: undefined }), 'forbidden')
    assertRefused(await ask(anna, { reason: undefined }), 'forbidden')
    assertRefused(await ask(anna, { purpose: 'led_investigate' }), 'forbidden')
    assertRefused(await ask(anna, { reason: 'first-reading' }), 'bad-request')
    assertRefused(await ask(anna, { recipient: undefined }), 'bad-request')
  })
  test('by an officer of another unit, by one whom the policy does not let, or as an ordinary opening', async () => {
    assertRefused(await ask(await town.desk('carla'), {}), 'forbidden')
    assertRefused(await ask(await town.desk('bruno'), {}), 'forbidden')
    assertRefused(await ask(anna, {}, '/desk/open'), 'bad-request')
    assertRefused(await ask(anna, {}, '/desk/open', 'report:open'), 'bad-request')
    assert.ok(!(await actsOf()).includes('report:export'))
  })
  test('to an address that is none: it is not even asked for', async () => {
    const nobody = { recipient: `${court.recipient.slice(0, -1)}q`, caseRef: CASE, reason: 'court-order' } as const
    await assert.rejects(exportReport(anna, ref, nobody, { pause: async () => false }), NoRecipient)
    assert.ok(!(await actsOf()).includes('report:export'))
  })
  test('by an act in the log that names no recipient: the database keeps the headers', async () => {
    const owner = await ownerOf(town)
    try {
      // The opening's act, which is signed and lets headers out, says that it was for a court: once for nobody, once for one.
      for (const [said, comesOut] of [
        [{ kind: 'report:export' }, false],
        [{ kind: 'report:export', recipient: null }, false],
        [{ kind: 'report:export', recipient: hash }, true],
      ] as const) {
        await owner.query('begin')
        const { rows } = await owner.query('update access_grant set used = false returning id, act')
        const { id, act } = rows[0] ?? assert.fail()
        await owner.query('update act_payload set payload = $2 where act = $1', [
          act,
          Buffer.from(JSON.stringify(said)),
        ])
        const released = owner.query('select header from release($1)', [id])
        if (comesOut) assert.ok((await released).rows.length > 0)
        else await assert.rejects(released, { code: 'CCP01' })
        await owner.query('rollback')
      }
    } finally {
      await owner.end()
    }
  })
})

describe('a report for a court', () => {
  before(async () => {
    const pause = async () => (await town.app.context.publisher.tick()).size > 0
    const asked = { recipient: court.recipient, caseRef: CASE, reason: 'court-order' } as const
    const { file, messages, files, absent: gone } = await exportReport(anna, ref, asked, { pause })
    assert.deepEqual([messages, files, gone], [3, 1, 0])
    exported = file
    writeFileSync(join(court.folder, 'export.age'), file)
  })
  test('opens for the court and for nobody else, and the person reads that it went there', async () => {
    assert.ok(await openWith(court.identity, exported))
    assert.equal(await openWith(newIdentity('classic'), exported), undefined)
    for (const key of anna.epochs.values()) assert.equal(await openWith(key, exported), undefined)
    const act = (await acts()).at(-1)
    assert.deepEqual([act?.action, act?.purpose, act?.reason], ['report:export', handover.purpose, 'court-order'])
  })
  test('the steps beside it are those of the documents', () => {
    assert.equal(readFileSync(join(import.meta.dirname, '../../docs/verify-export.txt'), 'utf8'), verifySteps)
  })
  test('holds by the printed steps, with the tools they name and no other', withTools, async () => {
    const { status, out, errors } = await court.check(join(court.folder, 'export.age'), told)
    assert.equal(status, 0, errors)
    assert.match(out, /ALL STEPS HOLD/)
    assert.equal(out.match(/confirmed by /g)?.length, 3)
    assert.ok(out.includes('È buio.') && out.includes('Which lamp?') && out.includes('The second one.'))
  })
  describe('does not hold', { concurrency: 2 }, () => {
    for (const [what, change, why] of onTheWay())
      test(`with ${what}, made by somebody who knows the court’s address`, withTools, () => refuses(change, why))
    for (const [what, change, why] of byTheOfficer())
      test(`with ${what}, although the officer signs that it is complete`, withTools, () =>
        refuses(change, why, anna.signSeed),
      )
  })
  test('does not hold for another case, another court or another city’s root', withTools, async () => {
    const file = join(court.folder, 'export.age')
    assert.match((await court.check(file, { ...told, CASE: '2026/312' })).errors, /FAILED: the request is not for you/)
    assert.match(
      (await court.check(file, { ...told, RECIPIENT: await recipientOf(newIdentity('classic')) })).errors,
      /FAILED: the request/,
    )
    assert.match(
      (await court.check(file, { ...told, ROOT: Buffer.alloc(32, 3).toString('base64') })).errors,
      /FAILED: the root certificate/,
    )
    writeFileSync(join(court.folder, 'others.txt'), 'witness me testville.example/w+00000000+BAAA\n')
    assert.match(
      (await court.check(file, { ...told, WITNESSES: join(court.folder, 'others.txt') })).errors,
      /FAILED: no witness/,
    )
  })
})

test(
  'the command line makes the same file, and nothing is logged when it could not be written',
  withTools,
  async () => {
    writeFileSync(join(court.folder, 'anna'), await town.keyfile('anna'))
    const out = join(court.folder, 'cli.age')
    const before = (await actsOf()).length
    const run = (...more: string[]) =>
      citycop(
        [
          'export',
          '--json',
          '--server',
          town.origin,
          '--keyfile',
          join(court.folder, 'anna'),
          sent.receipt.reference,
          '--case',
          CASE,
          ...more,
        ],
        { CITYCOP_PASSPHRASE: passphrase },
      )
    const to = ['--to', court.recipient, '--ground', 'prosecutor-request']
    assert.match((await run(...to, '-o', join(court.folder, 'export.age'))).out, /exists already/)
    assert.match((await run('--to', 'age1nobody', '--ground', 'court-order', '-o', out)).out, /no-recipient/)
    assert.equal((await run('--to', court.recipient, '--ground', 'curiosity', '-o', out)).code, 2)
    assert.equal((await actsOf()).length, before)
    const running = run(...to, '-o', out)
    let ended = false
    void running.then(() => {
      ended = true
    })
    while (!ended) await town.app.context.publisher.tick()
    const { code, out: said } = await running
    assert.equal(code, 0, said)
    assert.equal(JSON.parse(said).rootPk, town.pins.rootPk)
    assert.equal((await court.check(out, told)).status, 0)
  },
)

async function refuses(change: Parameters<Court['tampered']>[1], why: RegExp, signSeed?: Uint8Array): Promise<void> {
  const { status, out, errors } = await court.check(await court.tampered(exported, change, signSeed), told)
  assert.ok(status !== 0 && !out.includes('ALL STEPS HOLD'), out)
  assert.match(errors, why)
}
