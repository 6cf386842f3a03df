// A city that asks for two officers before a report goes to a court: the word of each is signed and logged, for one court and one case.
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { Desk } from '@citycop/client/officers/sign-in.ts'
import { signRequest } from '@citycop/client/officers/sign-request.ts'
import { agreeExport, exportReport, type Handover } from '@citycop/client/reports/export-report.ts'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import { readMailbox } from '@citycop/client/reports/read-mailbox.ts'
import { openWith } from '@citycop/client/sealing/age-file.ts'
import { newIdentity, recipientOf } from '@citycop/client/sealing/suite.ts'
import { agreeExport as agreeRoute } from '@citycop/protocol/reports/export-contract.ts'
import { parseGiven } from '../../cli/command.ts'
import { command } from '../../cli/officers/export.ts'
import { explain } from '../../cli/refusal.ts'
import { assertRefused, send } from '../hostile/request.ts'
import { ownerOf } from '../hostile/row-counts.ts'
import { createTown, passphrase, type Sent, type Town } from '../town.ts'
import { publishPolicy, townPolicy } from '../town-policy.ts'

/** Bruno, too, may hand over; and two of them must agree. */
const twoOfThem = (cedar: string): string => `${cedar
  .replace(/@id\("C-MODERATE"\)[^;]*;\n$/, '')
  .replace(
    'Action::"report:request-transfer",',
    '$& CityCoP::Action::"report:export", CityCoP::Action::"report:agree-export",',
  )}
@id("C-EXPORT-SECOND")
forbid (principal is CityCoP::User, action == CityCoP::Action::"report:export", resource)
unless { context has approvedBy && context.approvedBy != principal };`
const court = newIdentity('classic')
const refused = { code: 'forbidden', extra: { rules: 'C-EXPORT-SECOND' } }

let town: Town
let folder: string
let anna: Desk
let bruno: Desk
let sent: Sent
let ref: string
let asked: Handover

before(async () => {
  Object.assign(process.env, { CITYCOP_PASSPHRASE: passphrase, CITYCOP_MEMORY: 'none' })
  folder = mkdtempSync(join(tmpdir(), 'citycop-second-'))
  town = await createTown()
  const text = townPolicy('testville', town.app.context.clock.today(), 2)
  await publishPolicy(town.device, town.staff, { ...text, cedar: twoOfThem(text.cedar) })
  anna = await town.desk('anna')
  bruno = await town.desk('bruno')
  ;({ sent, ref } = await arrive())
  asked = { recipient: await recipientOf(court), caseRef: '2026/311', reason: 'court-order' }
})
after(async () => {
  await town.close()
  rmSync(folder, { recursive: true })
})

async function arrive() {
  const one = await town.reports()
  const row = (await listReports(anna)).reports.find(({ reference }) => reference === one.receipt.reference)
  return { sent: one, ref: row?.ref ?? assert.fail() }
}
const pause = async () => (await town.app.context.publisher.tick()).size > 0
const exports = (desk: Desk, of = ref, how = asked) => exportReport(desk, of, how, { pause })
const rowOf = async (desk: Desk) => (await listReports(desk, { ref })).reports[0]
const acts = async () => {
  const mailbox = await readMailbox(await town.device(), sent.keys)
  return mailbox && 'acts' in mailbox ? mailbox.acts.map(({ action }) => action) : assert.fail()
}
const whileLater = async (sql: string, act: () => Promise<unknown>) => {
  const owner = await ownerOf(town)
  await owner.query(`update export_agreed set ${sql}`).finally(() => owner.end())
  await act()
}

describe('nothing goes to a court', () => {
  test('on one officer’s word, nor on the same officer’s word twice', async () => {
    await assert.rejects(exports(anna), refused)
    await agreeExport(anna, ref, asked)
    await agreeExport(anna, ref, asked)
    await assert.rejects(exports(anna), refused)
  })
  test('on the word of an officer of another unit, who may not even give it', async () => {
    const carla = await town.desk('carla')
    await assert.rejects(agreeExport(carla, ref, asked), { code: 'forbidden' })
    await assert.rejects(exports(carla), { code: 'not-found' })
    await whileLater(`unit = 'home-safety'`, () => assert.rejects(exports(bruno), refused))
    await whileLater(`unit = 'harbour-team'`, async () => {})
  })
  test('on a word for another court, another case, another ground or another report', async () => {
    const other = await recipientOf(newIdentity('classic'))
    await assert.rejects(exports(bruno, ref, { ...asked, recipient: other }), refused)
    await assert.rejects(exports(bruno, ref, { ...asked, caseRef: '2026/312' }), refused)
    await assert.rejects(exports(bruno, ref, { ...asked, reason: 'prosecutor-request' }), refused)
    await assert.rejects(exports(bruno, (await arrive()).ref), refused)
  })
  test('on a word of eight days ago, or of somebody who is in office no more', async () => {
    await whileLater(`until = until - 8`, () => assert.rejects(exports(bruno), refused))
    await whileLater(`until = until + 8, officer = '${'0'.repeat(16)}'`, () => assert.rejects(exports(bruno), refused))
    assert.ok(!(await acts()).includes('report:export'))
  })
  test('on a word that leaves out the case, the court or the ground', async () => {
    const whole = { purpose: 'led_prosecution_handover', reason: 'court-order', caseRef: 'ab'.repeat(32) } as const
    for (const left of [{ recipient: undefined }, { caseRef: undefined }, { reason: undefined }]) {
      const said = { action: 'report:agree-export', ref, objects: [], ...whole, recipient: 'cd'.repeat(32), ...left }
      const request = signRequest(anna, said as Parameters<typeof signRequest>[1])
      assertRefused(await send(town.origin, agreeRoute.path, { request }, { token: anna.token }), 'bad-request')
    }
  })
})

/** `citycop export` as one types it, in this process; answers what it printed, or the code of its refusal. */
async function atCommandLine(name: 'anna' | 'bruno', reference: string, ...options: string[]) {
  const keyfile = join(folder, name)
  if (!existsSync(keyfile)) writeFileSync(keyfile, await town.keyfile(name))
  const terms = ['--to', asked.recipient, '--case', asked.caseRef, '--ground', asked.reason, '--json']
  const typed = [reference, '--server', town.origin, '--keyfile', keyfile, ...terms, ...options]
  try {
    return JSON.parse(JSON.stringify((await command.run(parseGiven('export', command, typed))).json))
  } catch (error) {
    return explain(error).code
  }
}

describe('at the command line', () => {
  const out = () => ['-o', join(folder, 'court.age')]
  let reference: string
  let waiting: string

  before(async () => {
    ;({
      ref: waiting,
      sent: {
        receipt: { reference },
      },
    } = await arrive())
  })
  const agreed = async (desk: Desk) => (await listReports(desk, { ref: waiting })).reports[0]?.exportAgreed

  test('--agree twice by one officer is one word, and nothing leaves on it', async () => {
    assert.equal((await atCommandLine('anna', reference, '--agree')).reference, reference)
    assert.equal((await atCommandLine('anna', reference, '--agree')).reference, reference)
    assert.deepEqual([(await agreed(anna))?.length, (await agreed(bruno))?.[0]?.mine], [1, false])
    assert.equal(await atCommandLine('anna', reference, ...out()), 'forbidden')
  })
  test('--agree to another case, or on a word that has run out, lets nothing leave', async () => {
    assert.equal((await atCommandLine('bruno', reference, '--agree', '--case', '2026/999')).reference, reference)
    assert.equal(await atCommandLine('anna', reference, ...out()), 'forbidden')
    await whileLater('until = until - 8', () => assert.rejects(exports(bruno, waiting), refused))
    assert.equal(await agreed(bruno), undefined, 'and nobody waits for it any more')
    await whileLater('until = until + 8', async () => {})
    assert.ok(!existsSync(join(folder, 'court.age')))
  })
  test('--agree by one, and the other hands over: then nobody waits for a word any more, and before that it is listed, closed or not', async () => {
    const listed = async () => (await listReports(bruno, { agreed: true })).reports.some((one) => one.ref === waiting)
    assert.equal(await listed(), true)
    const exporting = atCommandLine('bruno', reference, ...out())
    const ticking = setInterval(() => void town.app.context.publisher.tick(), 200)
    assert.equal((await exporting.finally(() => clearInterval(ticking))).reference, reference)
    assert.ok(await openWith(court, readFileSync(join(folder, 'court.age'))))
    assert.equal(await agreed(anna), undefined)
  })
})

test('two officers agree, each sees that the other did, either hands it over, and the person reads all of it', async () => {
  await agreeExport(anna, ref, asked)
  const seen = (await rowOf(bruno))?.exportAgreed?.filter(({ officer }) => !/^0+$/.test(officer))
  assert.deepEqual(
    seen?.map(({ mine }) => mine),
    [false],
  )
  assert.ok(await openWith(court, (await exports(bruno)).file))
  await agreeExport(bruno, ref, asked)
  assert.equal((await rowOf(bruno))?.exportAgreed?.filter(({ mine }) => mine).length, 1)
  assert.ok(await openWith(court, (await exports(anna)).file))
  assert.deepEqual((await acts()).slice(-4), [
    'report:agree-export',
    'report:export',
    'report:agree-export',
    'report:export',
  ])
})
