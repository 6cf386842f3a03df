// Who reported, known to custodians alone: sealed apart and twice, opened by two persons for a case, told to the person, and gone in time.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  approveIdentity,
  type Cause,
  hashOfCase,
  listIdentities,
  requestIdentity,
  revealIdentity,
  reviewIdentity,
} from '@citycop/client/identity/open-identity.ts'
import type { Desk } from '@citycop/client/officers/sign-in.ts'
import { signIn } from '@citycop/client/officers/sign-in.ts'
import { takeReport } from '@citycop/client/reports/change-report.ts'
import { closeReport } from '@citycop/client/reports/close-report.ts'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import { openReport } from '@citycop/client/reports/open-report.ts'
import { readMailbox } from '@citycop/client/reports/read-mailbox.ts'
import { withdrawReport } from '@citycop/client/reports/withdraw-report.ts'
import { openWith } from '@citycop/client/sealing/age-file.ts'
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { addDays } from '@citycop/protocol/contract/days.ts'
import type { IdentityRequest } from '@citycop/protocol/identity/contract.ts'
import { forgetIdentities } from '../../server/identity/keep-identity.ts'
import { ownerOf } from '../hostile/row-counts.ts'
import { createTown, type Sent, type Town } from '../town.ts'

let town: Town
let moved = 0
const now = () => new Date(Date.now() + moved * 86_400_000)
const today = () => town.app.context.clock.today()
before(async () => {
  town = await createTown({ now, vault: true })
})
after(() => town.close())

const known = { name: 'Ottavia Quercioli', contact: 'ottavia@example.org' }
const cause: Cause = { purpose: 'led_investigate', reason: 'witness-needed', caseRef: '2026/311' }
const emergency: Cause = { purpose: 'led_prevent', reason: 'danger-to-the-reporter' }
const refusedBy = (rule: string) => (error: { code: string; extra?: { rules?: string } }) =>
  error.code === 'forbidden' && (error.extra?.rules ?? '').split(' ').includes(rule)

const told = (): Promise<Sent> => town.reports({ category: 'theft', identity: known })
async function asked(sent: Sent, by: Desk, why = cause): Promise<IdentityRequest> {
  const { id } = await requestIdentity(by, sent.receipt.reference, why, addDays(today(), 2))
  return request(by, id)
}
const request = async (desk: Desk, id: string): Promise<IdentityRequest> =>
  (await listIdentities(desk)).requests.find((one) => one.id === id) ?? assert.fail('there is no such request')
async function approved(sent: Sent, by: Desk, why = cause): Promise<IdentityRequest> {
  const { id } = await asked(sent, by, why)
  const anna = await town.desk('anna')
  await approveIdentity(anna, await request(anna, id))
  return request(by, id)
}
const actsOf = async ({ keys }: Sent) => {
  const page = await readMailbox(await town.device(), keys)
  return page && 'acts' in page ? page.acts : assert.fail('there is no such mailbox')
}

test('two persons open it for a case; each step stands on the person’s page, and the report itself names nobody', async () => {
  const sent = await told()
  const bruno = await town.desk('bruno')
  const row = (await listReports(bruno)).reports.find((one) => one.reference === sent.receipt.reference)
  assert.ok(row)
  const report = await openReport(bruno, row.ref, { purpose: 'handle_concern', reason: 'first-reading' })
  assert.doesNotMatch(JSON.stringify(report.messages), /Ottavia|Quercioli|example\.org/)
  const one = await approved(sent, bruno)
  assert.equal(one.state, 'approved')
  const { name, contact } = await revealIdentity(bruno, one, cause)
  assert.deepEqual({ name, contact }, known)
  const acts = (await actsOf(sent)).filter(({ action }) => action.startsWith('identity:'))
  assert.deepEqual(
    acts.map(({ action, unit, purpose, reason }) => [action, unit, purpose, reason]),
    [
      ['identity:request', 'custodians', 'led_investigate', 'witness-needed'],
      ['identity:approve', 'supervisors', undefined, undefined],
      ['identity:reveal', 'custodians', 'led_investigate', 'witness-needed'],
    ],
  )
  await assert.rejects(revealIdentity(bruno, one, cause), { code: 'state-changed' }, 'once')
})

test('a custodian alone, a supervisor alone, another custodian, and whoever is neither are refused', async () => {
  const sent = await told()
  const bruno = await town.desk('bruno')
  const alone = await asked(sent, bruno)
  await assert.rejects(revealIdentity(bruno, alone, cause), refusedBy('F-IDENTITY-DUAL'))
  await assert.rejects(approveIdentity(bruno, { ...alone, file: 'AAAA' }), { name: 'Tampered' })
  const anna = await town.desk('anna')
  const seen = await request(anna, alone.id)
  await assert.rejects(revealIdentity(anna, seen, cause), { code: 'forbidden' })
  await approveIdentity(anna, seen)
  await assert.rejects(
    revealIdentity(await town.desk('dario'), alone, cause),
    { code: 'not-found' },
    'another custodian',
  )
  for (const name of ['elena', 'franco', 'giulia'] as const) {
    const desk = await signIn(await town.device(), town.staff[name])
    await assert.rejects(requestIdentity(desk, sent.receipt.reference, cause, today()), { code: 'forbidden' }, name)
  }
})

test('a yes to one case is no yes to another, and none after its day', async () => {
  const sent = await told()
  const bruno = await town.desk('bruno')
  const one = await approved(sent, bruno)
  for (const other of [{ ...cause, caseRef: '2026/312' }, { ...cause, reason: 'court-order' } as const, emergency])
    await assert.rejects(revealIdentity(bruno, one, other), { code: 'state-changed' })
  moved += 3
  await assert.rejects(revealIdentity(await town.desk('bruno'), one, cause), { code: 'state-changed' })
  moved -= 3
  await assert.rejects(
    requestIdentity(bruno, sent.receipt.reference, cause, addDays(today(), 4)),
    { code: 'bad-request' },
    'nobody asks for longer',
  )
})

test('whoever agrees sees whose key asked and for which case; another custodian sees neither; a week after its day it is gone', async () => {
  const bruno = await town.desk('bruno')
  const { id } = await asked(await told(), bruno)
  const [seen, colleague] = [await request(await town.desk('anna'), id), await request(await town.desk('dario'), id)]
  assert.deepEqual(
    [seen.askedBy, seen.caseRef, seen.purpose],
    [bruno.officer.keyId, hashOfCase('2026/311'), cause.purpose],
  )
  assert.deepEqual(
    [colleague.askedBy, colleague.caseRef, colleague.mine, colleague.part],
    [undefined, undefined, false, false],
  )
  moved += 3
  const ended = await request(await town.desk('bruno'), id)
  assert.deepEqual([ended.state, ended.part], ['ended', true])
  moved += 7
  const { requests } = await listIdentities(await town.desk('bruno'))
  moved -= 10
  assert.ok(!requests.some((one) => one.id === id))
})

test('what the server holds opens for nobody alone, and holds no name; its own role reads no file', async () => {
  const sent = await told()
  const one = await asked(sent, await town.desk('bruno'))
  const [anna, bruno] = [await town.desk('anna'), await town.desk('bruno')]
  const { file = '' } = await request(anna, one.id)
  assert.equal((await request(bruno, one.id)).file, undefined, 'a custodian is given no outer file')
  const keysOf = ({ epochs }: Desk, unit: string) => epochs.get(`${unit}/1`) ?? assert.fail(unit)
  const inner = await openWith(keysOf(anna, 'supervisors'), fromBase64(file))
  assert.ok(inner, 'a supervisor takes the outer seal off')
  assert.equal(await openWith(keysOf(anna, 'supervisors'), inner), undefined, 'and not the inner one')
  assert.equal(
    await openWith(keysOf(bruno, 'custodians'), fromBase64(file)),
    undefined,
    'nor a custodian the outer one',
  )
  const owner = await ownerOf(town)
  const { rows } = await owner.query('select file from identity_vault')
  for (const { file: kept } of rows) assert.doesNotMatch((kept as Buffer).toString('latin1'), /Ottavia|Quercioli/)
  await owner.end()
  const { database } = town.app.context
  await assert.rejects(database.query('select file from identity_vault', []), /permission denied/)
  await assert.rejects(database.query('select inner_file from identity_request', []), /permission denied/)
  await assert.rejects(database.query('select identity_to_reveal($1)', [Buffer.from(one.id, 'hex')]), { code: 'CCP01' })
})

test('a server that gives out another person’s identity is found out', async () => {
  const [sent, other] = [await told(), await told()]
  const bruno = await town.desk('bruno')
  const [one, foreign] = [await approved(sent, bruno), await approved(other, bruno)]
  const owner = await ownerOf(town)
  await owner.query(
    `update identity_request set inner_file = (select inner_file from identity_request where id = $2) where id = $1`,
    [Buffer.from(one.id, 'hex'), Buffer.from(foreign.id, 'hex')],
  )
  await owner.end()
  await assert.rejects(revealIdentity(bruno, one, cause), { name: 'Tampered', why: 'content' })
})

test('an emergency needs no case, but still two persons; unreviewed, it is the last one', async () => {
  const sent = await told()
  const bruno = await town.desk('bruno')
  const one = await approved(sent, bruno, emergency)
  await revealIdentity(bruno, one, emergency)
  const opened = await request(bruno, one.id)
  assert.equal(opened.reviewBy, addDays(today(), 1))
  await assert.rejects(reviewIdentity(bruno, opened, 'justified'), { code: 'forbidden' }, 'by the one who asked')
  await assert.rejects(
    reviewIdentity(await town.desk('anna'), opened, 'justified'),
    { code: 'forbidden' },
    'or approved',
  )
  moved += 2
  const late = await town.desk('bruno')
  await assert.rejects(asked(await told(), late, emergency), refusedBy('F-BREAK-GLASS-UNREVIEWED'))
  await asked(await told(), late, cause) // with a case it goes on
  const elena = await signIn(await town.device(), town.staff.elena)
  await reviewIdentity(elena, opened, 'not-justified')
  await asked(await told(), late, emergency)
  moved -= 2
  const acts = await actsOf(sent)
  assert.deepEqual(acts.at(-1)?.decision, { ground: 'not-justified' })
})

test('it goes at the policy’s day after the report was closed, and at once with the report', async () => {
  const [closed, taken] = [await told(), await told()]
  const bruno = await town.desk('bruno')
  const row = (await listReports(bruno)).reports.find((one) => one.reference === closed.receipt.reference)
  assert.ok(row)
  const why = { purpose: 'handle_concern', reason: 'first-reading' } as const
  await takeReport(bruno, row.ref)
  const opened = await openReport(bruno, row.ref, why)
  await closeReport(bruno, opened, { reason: 'resolved', text: 'Found.' })
  await withdrawReport(await town.device(), taken.keys)
  const kept = async ({ receipt }: Sent) => (await listIdentities(await town.desk('dario'), receipt.reference)).kept
  assert.equal(await kept(taken), undefined, 'nobody had opened it: gone at once')
  const { identityDays } = town.app.context.policy
  moved += identityDays
  await forgetIdentities(town.app.context)
  assert.ok(await kept(closed), 'on its last day it is there')
  moved += 1
  await forgetIdentities(town.app.context)
  assert.equal(await kept(closed), undefined)
  moved -= identityDays + 1
})

test('where the policy lets nobody choose it, or with another size, nothing is taken in', async () => {
  const strict = await createTown({
    database: town.database,
    instance: 'strictville',
    vault: true,
    policy: (policy) => ({
      ...policy,
      identity: { ...policy.identity, modes_by_kind: { ...policy.identity.modes_by_kind, concern: ['anonymous'] } },
    }),
  })
  await assert.rejects(strict.reports({ category: 'theft', identity: known }), { code: 'bad-request' })
  await strict.close()
  await assert.rejects(town.reports({ category: 'theft', identity: { ...known, name: 'x'.repeat(4000) } }), /longer/)
})
