// Officers come and go: who lets them in, what the server does at once when one is let go, and what a former member with the
// operator's help still cannot do.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { call } from '@citycop/client/api/call.ts'
import { answerReport } from '@citycop/client/conversation/answer-report.ts'
import { addMember, rotate, type UnitChange } from '@citycop/client/keys/change-unit.ts'
import { connect } from '@citycop/client/keys/connect.ts'
import { Distrusted } from '@citycop/client/keys/distrusted.ts'
import { makeAdminCertificate, newSeed, publicKeyOf } from '@citycop/client/keys/make-certificate.ts'
import { newOfficer } from '@citycop/client/keys/make-officer.ts'
import { checkMemberRequest, makeMemberRequest, requestWords } from '@citycop/client/keys/member-request.ts'
import { removeMember } from '@citycop/client/keys/remove-member.ts'
import { leadOf } from '@citycop/client/keys/unit-lead.ts'
import { UnitRefused } from '@citycop/client/keys/unit-refused.ts'
import { wrapMissing } from '@citycop/client/keys/wrap-missing.ts'
import type { OfficerKeys } from '@citycop/client/officers/keyfile.ts'
import { type Desk, signIn } from '@citycop/client/officers/sign-in.ts'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import { openReport } from '@citycop/client/reports/open-report.ts'
import { readMailbox } from '@citycop/client/reports/read-mailbox.ts'
import { sealReport, submitReport } from '@citycop/client/reports/submit-report.ts'
import { openWith } from '@citycop/client/sealing/age-file.ts'
import { passphraseKeys } from '@citycop/client/sealing/derive.ts'
import { newPassphrase } from '@citycop/client/sealing/passphrase.ts'
import { fromBase64, toBase64 } from '@citycop/protocol/contract/base64.ts'
import { concat } from '@citycop/protocol/contract/bytes.ts'
import { addDays } from '@citycop/protocol/contract/days.ts'
import { keyIdOf } from '@citycop/protocol/contract/dsse.ts'
import { Problem, type ProblemCode } from '@citycop/protocol/contract/problem.ts'
import { publishKeys, readDirectory } from '@citycop/protocol/keys/contract.ts'
import { wrapKeys } from '@citycop/protocol/keys/member-contract.ts'
import { parsePublicEntry } from '@citycop/protocol/log/public-entry.ts'
import type pg from 'pg'
import { daysAhead } from '../days-ahead.ts'
import { contentOf, forgedPage } from '../hostile/forged-directory.ts'
import { standBetween } from '../hostile/proxy.ts'
import { assertRefused, send } from '../hostile/request.ts'
import { ownerOf } from '../hostile/row-counts.ts'
import { createTown, lamp, memory, type Town } from '../town.ts'

const unit = 'harbour-team'
const why = { purpose: 'handle_concern', reason: 'first-reading' } as const
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

const today = () => town.app.context.clock.today()
const lead = async (seed = town.admin, of = unit) => leadOf(await town.device(), seed, of, today())
const publish = ({ certificates, wraps }: UnitChange) =>
  call({ origin: town.origin }, publishKeys, { certificates, wraps })
const desk = async (keys: OfficerKeys): Promise<Desk> => signIn(await town.device(), keys)
const keyIdOfOfficer = (keys: OfficerKeys) => keyIdOf(fromBase64(publicKeyOf(fromBase64(keys.signSeed))))
const evasPost = () => ({ roles: ['case_officer' as const], trainedOn: today() })
const refused = (why: UnitRefused['why']) => (error: unknown) => error instanceof UnitRefused && error.why === why
const problem = (code: ProblemCode) => (error: unknown) => error instanceof Problem && error.code === code
const request = async (keys = eva, of = unit, epoch = 1) => makeMemberRequest(keys, of, epoch)
const asked = async (keys = eva) => {
  const envelope = await request(keys)
  return checkMemberRequest(envelope, await requestWords(envelope))
}
async function publicMoves(): Promise<string[]> {
  const { rows } = await owner.query<{ entry: Buffer }>('select entry from log_act where city = $1 order by idx', [
    town.pins.instance,
  ])
  return rows.flatMap(({ entry }) => {
    const said = parsePublicEntry(entry)
    if (said?.kind !== 'keys') return []
    return said.content.what === 'member-added' || said.content.what === 'member-removed'
      ? [`${said.content.what} ${said.content.unit} ${said.content.keyId}`]
      : []
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
    const own = await lead()
    assert.throws(() => addMember(own, said, evasPost()), refused('other-unit'))
    assert.throws(
      () => addMember(own, { ...said, unit, rootPk: publicKeyOf(newSeed()) }, evasPost()),
      refused('other-city'),
    )
  })
  test('into a unit that is another’s: neither an officer nor an epoch, nor by taking over that unit’s officer', async () => {
    const harbours = newSeed()
    const year = { notBefore: today(), notAfter: addDays(today(), 365) }
    const base = { v: 1 as const, instance: town.pins.instance, certNo: 90, ...year, units: [unit] }
    await publish({
      certificates: [makeAdminCertificate({ ...base, adminPk: publicKeyOf(harbours) }, town.root)],
      wraps: [],
    })
    await assert.rejects(lead(harbours, 'home-safety'), refused('not-the-lead'))
    const own = await lead(harbours)
    const forged = { ...own, unit: 'home-safety' } // a changed client
    const inTheirs = await request(eva, 'home-safety')
    const said = await checkMemberRequest(inTheirs, await requestWords(inTheirs))
    await assert.rejects(publish(addMember(forged, said, evasPost())), problem('bad-signature'))
    await assert.rejects(publish(await rotate(forged, { atOnce: true })), problem('bad-signature'))
    await assert.rejects(
      publish(await removeMember(forged, keyIdOfOfficer(town.officers.carla))),
      problem('bad-signature'),
    )
    const carla = await asked(town.officers.carla)
    const taken = addMember(own, carla, evasPost())
    await assert.rejects(publish(taken), problem('bad-signature'))
    assert.deepEqual((await town.desk('carla')).officer.units, ['home-safety'])
  })
})

test('a new officer is let in, gets the unit’s key from a colleague’s desk, reads an older report and answers it', async () => {
  const sent = await town.reports()
  await publish(addMember(await lead(), await asked(), evasPost()))
  const waiting = await desk(eva)
  assert.equal(waiting.epochs.size, 0, 'somebody had her key')
  assert.equal(await wrapMissing(await town.desk('carla'), today()), 0, 'a stranger handed over a key')
  assert.equal(await wrapMissing(await town.desk('anna'), today()), 1)
  assert.equal(await wrapMissing(await town.desk('bruno'), today()), 0, 'a key was handed over twice')
  const now = await desk(eva)
  const [row] = (await listReports(now)).reports
  const opened = await openReport(now, row?.ref ?? '', why)
  await answerReport(now, opened, 'Eva looks after it.')
  const mailbox = await readMailbox(await town.device(), sent.keys)
  assert.ok(mailbox && 'messages' in mailbox)
  assert.equal(mailbox.messages.find((one) => one.from === 'unit')?.text, 'Eva looks after it.')
  assert.deepEqual(await publicMoves(), [`member-added ${unit} ${keyIdOfOfficer(eva)}`])
  await assert.rejects(async () => addMember(await lead(), await asked(), evasPost()), refused('member-already'))
})

describe('the server refuses', () => {
  test('a key from whoever is no member, and for whoever no certificate names', async () => {
    const [anna, carla] = [await town.desk('anna'), await town.desk('carla')]
    const wrap = { unit, epoch: 1, officer: keyIdOfOfficer(eva), file: toBase64(new Uint8Array(300)) }
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
    const early = addMember(await lead(), await asked(newOfficer(town.pins, 'late')), evasPost())
    await publish(await removeMember(await lead(), keyIdOfOfficer(eva)))
    await assert.rejects(publish(early), problem('state-changed'))
    await publish(addMember(await lead(), await asked(), evasPost()))
    await wrapMissing(await town.desk('anna'), today())
  })
})

describe('an officer who was let go', () => {
  let gone: Desk
  let kept: Desk
  let lateRequest: Awaited<ReturnType<typeof sealLate>>
  const sealLate = async () => {
    const device = await town.device()
    const keys = await passphraseKeys(town.pins, newPassphrase())
    return { keys, sealed: await sealReport(device, unit, lamp, keys) }
  }
  before(async () => {
    kept = await town.desk('bruno')
    gone = await desk(eva)
    assert.ok(gone.epochs.size > 0)
    lateRequest = await sealLate()
    await publish(await removeMember(await lead(), keyIdOfOfficer(eva)))
  })

  test('is signed out at once, signs in no more, and her wraps are gone; colleagues stay signed in', async () => {
    await assert.rejects(listReports(gone), problem('not-signed-in'))
    await assert.rejects(desk(eva), problem('forbidden'))
    const { rows } = await owner.query('select from epoch_wrap where officer = $1', [keyIdOfOfficer(eva)])
    assert.equal(rows.length, 0)
    assert.ok((await listReports(kept)).reports.length > 0)
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
  test('speaks in no thread of the unit: her subkey is in no certificate of the new epoch', async () => {
    const { directory } = await town.device()
    const inUse = directory.units.find((one) => one.id === unit)
    assert.ok(inUse && !inUse.members.some((one) => one.officer === keyIdOfOfficer(eva)))
  })
  test('gets nothing of what a phone had sealed before and sends within seven days; who stays reads it; on the eighth it is refused', async () => {
    days = 7
    await submitReport(await town.device(), lateRequest.sealed)
    const anna = await town.desk('anna')
    const rows = (await listReports(anna)).reports
    const late = []
    for (const row of rows) late.push(await openReport(anna, row.ref, why))
    assert.ok(late.some((one) => one.messages[0]?.text === lamp.what && one.gaps === 0))
    await assert.rejects(desk(eva), problem('forbidden'))
    const after = await sealLateUnder(lateRequest.sealed)
    days = 8
    await assert.rejects(submitReport(await town.device(), after), problem('epoch-expired'))
    days = 0
  })
  /** The same phone, another report: sealed to the old key as well. */
  async function sealLateUnder(sealed: typeof lateRequest.sealed): Promise<typeof lateRequest.sealed> {
    const keys = await passphraseKeys(town.pins, newPassphrase())
    const device = await town.device()
    const old = device.directory.trusted.epochs
      .filter((one) => one.unit === unit && one.epoch === sealed.request.epoch)
      .at(-1)
    assert.ok(old)
    const directory = { ...device.directory, units: [{ ...old, id: unit }] }
    return sealReport({ ...device, directory }, unit, lamp, keys)
  }
  test('and the operator show a phone that was here an older directory, epoch or certificate in vain', async () => {
    const proxy = await standBetween(town.origin)
    try {
      const page = await call({ origin: town.origin }, readDirectory, undefined)
      const content = contentOf(page)
      const phone = memory()
      const visit = () => connect(proxy.origin, { memory: phone, pins: town.pins, now: daysAhead(days) })
      await visit()
      const older = content.certificates.slice(0, -1)
      const shows = (number: number) => {
        const forged = forgedPage(town, page, { ...content, number, certificates: older })
        proxy.alter = (path, answer) => (path === '/directory' ? forged : answer)
      }
      shows(content.number - 1)
      await assert.rejects(visit(), (error) => error instanceof Distrusted && error.why === 'older-directory')
      shows(content.number + 1)
      await assert.rejects(visit(), (error) => error instanceof Distrusted && error.why === 'older-epoch')
    } finally {
      await proxy.close()
    }
  })
})

describe('the next key', () => {
  test('is not certified early, is certified ten days ahead for all members, and is used when the last has ended', async () => {
    const own = await lead()
    await assert.rejects(rotate(own), refused('too-early'))
    days = 21
    await publish(await rotate(await lead()))
    await assert.rejects(async () => rotate(await lead()), refused('too-early'))
    const before = (await town.device()).directory.units.find((one) => one.id === unit)
    const anna = await town.desk('anna')
    assert.ok(anna.epochs.has(`${unit}/${(before?.epoch ?? 0) + 1}`), 'the coming key is not there yet')
    days = 31
    const later = (await town.device()).directory.units.find((one) => one.id === unit)
    assert.equal(later?.epoch, (before?.epoch ?? 0) + 1)
    const sent = await town.reports()
    const bruno = await town.desk('bruno')
    const row = (await listReports(bruno)).reports.find((one) => one.reference === sent.receipt.reference)
    const opened = await openReport(bruno, row?.ref ?? '', why)
    await answerReport(bruno, opened, 'Under the next key.')
    const mailbox = await readMailbox(await town.device(), sent.keys)
    assert.ok(mailbox && 'messages' in mailbox)
    assert.equal(mailbox.messages.at(-1)?.text, 'Under the next key.')
    days = 0
  })
})
