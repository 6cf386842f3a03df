// The policy as code: who may change it, what the floor refuses, what a version does to reports that are there already.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type Desk, signIn } from '@citycop/client/officers/sign-in.ts'
import { approvePolicy, dropPolicy, proposePolicy, readDraft } from '@citycop/client/policy/propose-policy.ts'
import { triageReport } from '@citycop/client/reports/change-report.ts'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import { openReport } from '@citycop/client/reports/open-report.ts'
import { readMailbox } from '@citycop/client/reports/read-mailbox.ts'
import { text } from '@citycop/protocol/contract/bytes.ts'
import { addDays } from '@citycop/protocol/contract/days.ts'
import { verifyEnvelope } from '@citycop/protocol/contract/dsse.ts'
import { parsePublicEntry } from '@citycop/protocol/log/public-entry.ts'
import type { CityPolicy } from '@citycop/protocol/policy/city-policy.ts'
import { policyVersions } from '@citycop/protocol/policy/contract.ts'
import { parse } from 'valibot'
import { entriesFrom } from '../../server/log/store.ts'
import { shortenLives } from '../../server/reports/shorten-lives.ts'
import { createTown, type Sent, type Town } from '../town.ts'
import { publishPolicy, type Staff, townPolicy } from '../town-policy.ts'

let town: Town
before(async () => {
  town = await createTown()
})
after(() => town.close())

const staff = async (name: keyof Staff): Promise<Desk> => signIn(await town.device(), town.staff[name])
const today = () => town.app.context.clock.today()
const next = (change?: (policy: CityPolicy) => CityPolicy, from = today()) =>
  townPolicy('testville', from, town.app.context.versions.all().length + 1, change)
const withDays = (days: number) => (policy: CityPolicy) => ({
  ...policy,
  retention: { ...policy.retention, report_noncrime: { days }, report_no_action: { days }, tip_anonymous: { days } },
})
const endsOn = async ({ keys }: Sent): Promise<string> => {
  const mailbox = await readMailbox(await town.device(), keys)
  return mailbox && 'endsOn' in mailbox ? mailbox.endsOn : assert.fail('it is gone')
}

describe('a version of the policy is refused', () => {
  test('when it lies below the floor, with the parameter and what to do', async () => {
    const giulia = await staff('giulia')
    const forever = (policy: CityPolicy) => ({
      ...policy,
      retention: { ...policy.retention, report_noncrime: { days: 366 } },
      map: { ...policy.map, cell_m: 50 },
    })
    await assert.rejects(proposePolicy(giulia, next(forever)), (error: { code: string; detail: string }) => {
      assert.equal(error.code, 'policy-refused')
      assert.match(error.detail, /R1\b|report_noncrime/)
      assert.match(error.detail, /M1\b|cell_m/)
      return true
    })
  })
  test('when its Cedar permits to everybody, takes a reserved id, or forbids a person’s right', async () => {
    const giulia = await staff('giulia')
    for (const more of [
      '@id("C-ALL") permit (principal, action, resource);',
      '@id("F-MINE") forbid (principal, action == CityCoP::Action::"report:take", resource);',
      '@id("C-NO-READ") forbid (principal, action == CityCoP::Action::"mailbox:read", resource);',
    ]) {
      const content = next()
      await assert.rejects(proposePolicy(giulia, { ...content, cedar: `${content.cedar}\n${more}` }), {
        code: 'policy-refused',
      })
    }
  })
  test('when it begins in the past, has another number, or is another city’s', async () => {
    const giulia = await staff('giulia')
    await assert.rejects(proposePolicy(giulia, next(undefined, addDays(today(), -1))), { code: 'policy-refused' })
    await assert.rejects(proposePolicy(giulia, townPolicy('testville', today(), 7)), { code: 'state-changed' })
    await assert.rejects(proposePolicy(giulia, townPolicy('elsewhere', today(), 2)), { code: 'policy-refused' })
  })
  test('when an officer proposes it, when who proposed it approves it, or one person approves twice', async () => {
    await assert.rejects(proposePolicy(await town.desk('anna'), next()), { code: 'forbidden' })
    const [elena, giulia] = [await staff('elena'), await staff('giulia')]
    const own = await proposePolicy(elena, next())
    await assert.rejects(approvePolicy(elena, own), (error: { code: string; extra: { rules: string } }) => {
      assert.deepEqual([error.code, error.extra.rules], ['forbidden', 'F-FOUR-EYES-POLICY'])
      return true
    })
    await dropPolicy(elena, own)
    const draft = await proposePolicy(giulia, next())
    assert.equal((await approvePolicy(elena, draft)).published, false)
    await assert.rejects(approvePolicy(elena, draft), { code: 'state-changed' })
    await assert.rejects(approvePolicy(await staff('franco'), { ...draft, sha256: '00'.repeat(32) }), {
      code: 'state-changed',
    })
    assert.equal(town.app.context.versions.all().length, 1)
    await dropPolicy(giulia, draft)
    assert.equal(await readDraft(giulia), undefined)
  })
})

test('an act that the policy does not allow comes back with the rule and its law', async () => {
  const sent = await town.reports()
  const anna = await town.desk('anna')
  const ref = (await listReports(anna)).reports.find((one) => one.reference === sent.receipt.reference)?.ref ?? ''
  await triageReport(anna, ref, { regime: 'GDPR', retentionClass: 'noncrime' })
  const police = { purpose: 'led_investigate', reason: 'first-reading' } as const
  await assert.rejects(openReport(anna, ref, police), (error: { extra: { rules: string; law: string } }) => {
    assert.deepEqual([error.extra.rules, error.extra.law], ['F-REGIME', 'LED 4(2), 9(1)'])
    return true
  })
  await openReport(anna, ref, { ...police, caseRef: '2026/17' })
})

test('a shorter life reaches the reports that are there, a longer one only those to come', async () => {
  const before = await town.reports()
  assert.equal(await endsOn(before), addDays(today(), 180))
  await publishPolicy(town.device, town.staff, next(withDays(60)))
  const between = await town.reports()
  for (const one of [before, between]) assert.equal(await endsOn(one), addDays(today(), 60))
  await publishPolicy(town.device, town.staff, next(withDays(120)))
  assert.equal(await shortenLives(town.app.context), 0)
  for (const one of [before, between]) assert.equal(await endsOn(one), addDays(today(), 60))
  assert.equal(await endsOn(await town.reports()), addDays(today(), 120))
})

test('a version that begins later changes nothing until its day', async () => {
  const { versions } = town.app.context
  const number = versions.terms().version
  await publishPolicy(town.device, town.staff, next(withDays(30), addDays(today(), 7)))
  assert.equal(versions.terms().version, number)
  assert.equal(await endsOn(await town.reports()), addDays(today(), 120))
})

test('every version is public, stands in the log, and bears the signatures of two others than who proposed it', async () => {
  const answer = await fetch(`${town.origin}/policy/testville`)
  const { versions } = parse(policyVersions, await answer.json())
  assert.equal(versions.length, 4)
  const { database, pins } = { database: town.app.context.database, pins: town.pins }
  for (const { number, index, text: said, sha256, approvals } of versions) {
    const [entry] = await entriesFrom(database.query, pins.instance, index, index + 1)
    const read = entry && parsePublicEntry(entry)
    assert.ok(read?.kind === 'policy')
    assert.deepEqual([read.content.number, read.content.text, read.content.sha256], [number, said, sha256])
    const signers = town.app.context.keys.trusted.officers.filter(({ roles = [] }) =>
      roles.some((role) => role === 'dpo' || role === 'chief'),
    )
    const payload = Buffer.from(
      JSON.stringify({ instance: pins.instance, number, sha256, v: 1, what: 'approve' }),
    ).toString('base64')
    for (const { keyid, sig } of approvals) {
      const envelope = {
        payloadType: 'application/vnd.citycop.policy.v1+json',
        payload,
        signatures: [{ keyid, sig }],
      }
      const held = signers.some((one) => verifyEnvelope('policy', envelope, Buffer.from(one.officerPk, 'base64')))
      assert.ok(held, `version ${number} bears a signature that holds`)
    }
    assert.equal(new Set(approvals.map((one) => one.keyid)).size, 2)
  }
  assert.equal((await fetch(`${town.origin}/policy/elsewhere`)).status, 404)
})

test('a city without an approved policy takes nothing in', async () => {
  const other = await createTown({ database: town.database, instance: 'notyet', policy: false })
  try {
    await assert.rejects(other.reports(), { code: 'not-open' })
    assert.deepEqual((await listReports(await other.desk('anna'))).reports, [])
  } finally {
    await other.close()
  }
})

test('what an act says of its law can be checked against the log', async () => {
  const sent = await town.reports()
  const mailbox = await readMailbox(await town.device(), sent.keys)
  assert.ok(mailbox && 'acts' in mailbox && mailbox.acts)
  const [act] = mailbox.acts
  const payload = JSON.parse(text(new Uint8Array(Buffer.from(act?.payload ?? '', 'base64'))))
  assert.deepEqual(payload.rules, ['C-SUBMIT'])
  const { query } = town.app.context.database
  const [entry] = await entriesFrom(query, 'testville', payload.policyIndex, payload.policyIndex + 1)
  const read = entry && parsePublicEntry(entry)
  assert.ok(read?.kind === 'policy' && read.content.number === payload.policy)
})
