// Officers come and go: who lets them in, what the server does at once when one is let go, and what a former member with the
// operator's help still cannot do.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { answerReport } from '@citycop/client/conversation/answer-report.ts'
import { addMember, rotate } from '@citycop/client/keys/change-unit.ts'
import { makeAdminCertificate, newSeed, publicKeyOf } from '@citycop/client/keys/make-certificate.ts'
import { newOfficer } from '@citycop/client/keys/make-officer.ts'
import { checkMemberRequest, makeMemberRequest, requestWords } from '@citycop/client/keys/member-request.ts'
import { removeMember } from '@citycop/client/keys/remove-member.ts'
import { signWrap } from '@citycop/client/keys/seal-wrap.ts'
import { UnitRefused } from '@citycop/client/keys/unit-refused.ts'
import { handing, wrapMissing } from '@citycop/client/keys/wrap-missing.ts'
import type { OfficerKeys } from '@citycop/client/officers/keyfile.ts'
import { type Desk, signIn } from '@citycop/client/officers/sign-in.ts'
import { signRequest } from '@citycop/client/officers/sign-request.ts'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import { openReport } from '@citycop/client/reports/open-report.ts'
import { readMailbox } from '@citycop/client/reports/read-mailbox.ts'
import { resealReports } from '@citycop/client/reports/reseal-reports.ts'
import { sealReport, submitReport } from '@citycop/client/reports/submit-report.ts'
import { openWith } from '@citycop/client/sealing/age-file.ts'
import { passphraseKeys } from '@citycop/client/sealing/derive.ts'
import { newPassphrase } from '@citycop/client/sealing/passphrase.ts'
import { recipientOf } from '@citycop/client/sealing/suite.ts'
import { toBase64 } from '@citycop/protocol/contract/base64.ts'
import { concat } from '@citycop/protocol/contract/bytes.ts'
import { addDays } from '@citycop/protocol/contract/days.ts'
import { Problem, type ProblemCode } from '@citycop/protocol/contract/problem.ts'
import { wrapKeys } from '@citycop/protocol/keys/member-contract.ts'
import { parsePublicEntry } from '@citycop/protocol/log/public-entry.ts'
import type pg from 'pg'
import { daysAhead } from '../days-ahead.ts'
import { assertRefused, send } from '../hostile/request.ts'
import { ownerOf } from '../hostile/row-counts.ts'
import { askedBy, keyIdOfOfficer, leadIn, letIn, letOut, publishIn, todayIn, harbour as unit } from '../lead.ts'
import { createTown, lamp, type Town } from '../town.ts'

const why = { purpose: 'handle_concern', reason: 'first-reading' } as const
type Sealed = Awaited<ReturnType<typeof sealReport>>
let town: Town
let owner: pg.Client
let days = 0
let eva: OfficerKeys

before(async () => {
  town = await createTown({ now: () => daysAhead(days) })
  owner = await ownerOf(town)
  eva = newOfficer(town.pins, 'eva')
})
after(async () => {
  await owner.end()
  await town.close()
})

const desk = async (keys: OfficerKeys): Promise<Desk> => signIn(await town.device(), keys)
const evasPost = () => ({ roles: ['case_officer' as const], trainedOn: todayIn(town) })
const refused = (why: UnitRefused['why']) => (error: unknown) => error instanceof UnitRefused && error.why === why
const problem = (code: ProblemCode) => (error: unknown) => error instanceof Problem && error.code === code
const request = async (keys = eva, of = unit, epoch = 1) => makeMemberRequest(keys, of, epoch)
/** Who joined and who left, as the public log has it. */
async function publicMoves(): Promise<string[]> {
  const { rows } = await owner.query<{ entry: Buffer }>('select entry from log_act order by idx')
  return rows.flatMap(({ entry }) => {
    const said = parsePublicEntry(entry)
    if (said?.kind !== 'keys' || !('keyId' in said.content)) return []
    return [`${said.content.what} ${said.content.unit} ${said.content.keyId}`]
  })
}

describe('a lead lets nobody in', () => {
  test('without the six words that the officer reads out', async () => {
    await assert.rejects(checkMemberRequest(await request(), 'one two three four five six'), refused('fingerprint'))
  })
  test('whose request was changed on the way, or was made for another unit or another city', async () => {
    const envelope = await request()
    const swapped = await request({ ...newOfficer(town.pins, 'mallory') })
    await assert.rejects(checkMemberRequest(swapped, await requestWords(envelope)), refused('fingerprint'))
    const changed = { ...envelope, payload: swapped.payload }
    await assert.rejects(checkMemberRequest(changed, await requestWords(changed)), refused('request'))
    const other = await request(eva, 'home-safety')
    const said = await checkMemberRequest(other, await requestWords(other))
    const own = await leadIn(town)
    assert.throws(() => addMember(own, said, evasPost()), refused('other-unit'))
    assert.throws(
      () => addMember(own, { ...said, unit, rootPk: publicKeyOf(newSeed()) }, evasPost()),
      refused('other-city'),
    )
  })
  test('into a unit that is another’s: neither an officer nor an epoch, nor by taking over that unit’s officer', async () => {
    const harbours = newSeed()
    const year = { notBefore: todayIn(town), notAfter: addDays(todayIn(town), 365) }
    const base = { v: 1 as const, instance: town.pins.instance, certNo: 90, ...year, units: [unit] }
    await publishIn(town, {
      certificates: [makeAdminCertificate({ ...base, adminPk: publicKeyOf(harbours) }, town.root)],
      wraps: [],
    })
    await assert.rejects(leadIn(town, harbours, 'home-safety'), refused('not-the-lead'))
    const own = await leadIn(town, harbours)
    const forged = { ...own, unit: 'home-safety' } // a changed client
    const inTheirs = await request(eva, 'home-safety')
    const said = await checkMemberRequest(inTheirs, await requestWords(inTheirs))
    await assert.rejects(publishIn(town, addMember(forged, said, evasPost())), problem('bad-signature'))
    await assert.rejects(publishIn(town, await rotate(forged, { atOnce: true })), problem('bad-signature'))
    await assert.rejects(
      publishIn(town, await removeMember(forged, keyIdOfOfficer(town.officers.carla))),
      problem('bad-signature'),
    )
    const carla = await askedBy(town.officers.carla)
    const taken = addMember(own, carla, evasPost())
    await assert.rejects(publishIn(town, taken), problem('bad-signature'))
    assert.deepEqual((await town.desk('carla')).officer.units, ['home-safety'])
  })
})

test('a new officer is let in, gets the unit’s key from a colleague’s desk, reads an older report and answers it', async () => {
  const sent = await town.reports()
  await letIn(town, eva)
  const waiting = await desk(eva)
  assert.equal(waiting.epochs.size, 0, 'somebody had her key')
  assert.equal(await wrapMissing(await town.desk('carla'), todayIn(town)), 0, 'a stranger handed over a key')
  assert.equal(await wrapMissing(await town.desk('anna'), todayIn(town)), 1)
  assert.equal(await wrapMissing(await town.desk('bruno'), todayIn(town)), 0, 'a key was handed over twice')
  const now = await desk(eva)
  const [row] = (await listReports(now)).reports
  const opened = await openReport(now, row?.ref ?? '', why)
  await answerReport(now, opened, 'Eva looks after it.')
  const mailbox = await readMailbox(await town.device(), sent.keys)
  assert.ok(mailbox && 'messages' in mailbox)
  assert.equal(mailbox.messages.find((one) => one.from === 'unit')?.text, 'Eva looks after it.')
  assert.deepEqual(await publicMoves(), [`member-added ${unit} ${keyIdOfOfficer(eva)}`])
  await assert.rejects(
    async () => addMember(await leadIn(town), await askedBy(eva), evasPost()),
    refused('member-already'),
  )
})

describe('the server refuses', () => {
  test('a key from whoever is no member, and for whoever no certificate names', async () => {
    const [anna, carla] = [await town.desk('anna'), await town.desk('carla')]
    const bare = { unit, epoch: 1, officer: keyIdOfOfficer(eva), file: toBase64(new Uint8Array(300)) }
    const wrap = signWrap(handing(anna), bare, await recipientOf(eva.ageIdentity))
    const hand = (one: object, { token }: Desk) => send(town.origin, wrapKeys.path, { wraps: [one] }, { token })
    assertRefused(await hand(wrap, carla), 'forbidden')
    assertRefused(await hand({ ...wrap, officer: keyIdOfOfficer(town.officers.carla) }, anna), 'forbidden')
    assertRefused(await hand({ ...wrap, unit: 'home-safety' }, anna), 'forbidden')
    assertRefused(await hand(wrap, { ...anna, token: '' }), 'not-signed-in')
    const { rows: before } = await owner.query('select file from epoch_wrap order by unit, epoch, officer')
    const handed = await hand(wrap, anna)
    assert.deepEqual([handed.status, JSON.parse(handed.text)], [200, { stored: 0 }])
    const { rows: later } = await owner.query('select file from epoch_wrap order by unit, epoch, officer')
    assert.deepEqual(later, before, 'a wrap was replaced')
  })
  test('an older certificate of an officer, and one of an epoch with another key or a later end', async () => {
    const early = addMember(await leadIn(town), await askedBy(newOfficer(town.pins, 'late')), evasPost())
    await letOut(town, eva)
    await assert.rejects(publishIn(town, early), problem('state-changed'))
    await letIn(town, eva)
    await wrapMissing(await town.desk('anna'), todayIn(town))
  })
})

describe('an officer who was let go', () => {
  let gone: Desk
  let kept: Desk
  let sealedBefore: Awaited<ReturnType<typeof sealLate>>[]
  const sealLate = async () => {
    const device = await town.device()
    const keys = await passphraseKeys(town.pins, newPassphrase())
    return { keys, sealed: await sealReport(device, unit, lamp, keys) }
  }
  before(async () => {
    kept = await town.desk('bruno')
    gone = await desk(eva)
    assert.ok(gone.epochs.size > 0)
    sealedBefore = [await sealLate(), await sealLate()]
    await letOut(town, eva)
  })

  test('is signed out at once, signs in no more, and her wraps are gone; colleagues stay signed in', async () => {
    await assert.rejects(desk(eva), problem('forbidden'))
    const { rows } = await owner.query('select from epoch_wrap where officer = $1', [keyIdOfOfficer(eva)])
    assert.equal(rows.length, 0)
    assert.ok((await listReports(kept)).reports.length > 0)
    const inUse = (await town.device()).directory.units.find((one) => one.id === unit)
    assert.ok(inUse && !inUse.members.some((one) => one.officer === keyIdOfOfficer(eva)))
  })
  test('leaves a stolen unlocked session that lists, opens, fetches and hands over nothing', async () => {
    const ref = (await listReports(kept)).reports[0]?.ref ?? ''
    await assert.rejects(listReports(gone), problem('not-signed-in'))
    await assert.rejects(resealReports(gone, unit, { today: todayIn(town), all: true }), problem('not-signed-in'))
    await assert.rejects(wrapMissing(gone, todayIn(town)), problem('not-signed-in'))
    const request = signRequest(gone, { action: 'report:open', ref, objects: [], ...why })
    const { token } = gone
    assertRefused(await send(town.origin, '/desk/open', { request, seen: 0 }, { token }), 'not-signed-in')
    const part = { ref, id: '00'.repeat(16), part: 0, ...why }
    assertRefused(await send(town.origin, '/desk/attachment', part, { token }), 'not-signed-in')
  })
  test('is named in the public log by key id alone', async () => {
    const moves = await publicMoves()
    assert.equal(moves.at(-1), `member-removed ${unit} ${keyIdOfOfficer(eva)}`)
    const { rows } = await owner.query<{ entry: Buffer }>('select entry from log_act')
    assert.ok(!rows.some(({ entry }) => entry.includes('eva')))
  })
  test('opens no report that is sealed from now on, with her copied keyfile and every byte that the server has', async () => {
    await town.reports()
    const { rows } = await owner.query<{ header: Buffer; payload: Buffer; epoch: number }>(
      `select h.header, m.payload, m.epoch from message m join header h on h.object = m.id
       where m.seq = 0 and m.direction = 'citizen' order by m.epoch`,
    )
    const opens = async ({ header, payload }: { header: Buffer; payload: Buffer }) => {
      for (const key of [eva.ageIdentity, ...gone.epochs.values()])
        if (await openWith(key, concat(header, payload))) return true
      return false
    }
    const newest = rows.at(-1) ?? assert.fail()
    assert.equal(await opens(newest), false)
    assert.equal(await opens(rows[0] ?? assert.fail()), true, 'these tests could open nothing at all')
  })
  test('gets nothing of what a phone had sealed before and sends within seven days; who stays reads it; on the eighth it is refused', async () => {
    const [late, later] = sealedBefore.map((one) => one.sealed) as [Sealed, Sealed]
    days = 7
    await submitReport(await town.device(), late)
    const anna = await town.desk('anna')
    const rows = (await listReports(anna)).reports
    const opened = []
    for (const row of rows) opened.push(await openReport(anna, row.ref, why))
    assert.ok(opened.some((one) => one.messages[0]?.text === lamp.what && one.gaps === 0))
    await assert.rejects(desk(eva), problem('forbidden'))
    days = 8
    await assert.rejects(submitReport(await town.device(), later), problem('epoch-expired'))
    days = 0
  })
})
