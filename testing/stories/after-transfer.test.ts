// What was promised about a report goes on after it was handed to another unit, sealed anew, handed back and recovered: its last day,
// its hold, who reported, what the watchdog reads, a court's file. Only a unit's notes stay behind.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { call } from '@citycop/client/api/call.ts'
import {
  approveIdentity,
  type Cause,
  listIdentities,
  requestIdentity,
  revealIdentity,
} from '@citycop/client/identity/open-identity.ts'
import { newOfficer } from '@citycop/client/keys/make-officer.ts'
import { removeMember } from '@citycop/client/keys/remove-member.ts'
import { type Desk, signIn } from '@citycop/client/officers/sign-in.ts'
import { fetchFile } from '@citycop/client/recovery/fetch-file.ts'
import { recover, signHandedOver } from '@citycop/client/recovery/hand-over.ts'
import { addNote } from '@citycop/client/reports/add-note.ts'
import { holdReport, triageReport } from '@citycop/client/reports/change-report.ts'
import { exportReport } from '@citycop/client/reports/export-report.ts'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import { type OpenedReport, openReport } from '@citycop/client/reports/open-report.ts'
import { resealReports } from '@citycop/client/reports/reseal-reports.ts'
import { transferReport } from '@citycop/client/reports/transfer-report.ts'
import { readNotices } from '@citycop/client/watchdog/read-notices.ts'
import { addDays } from '@citycop/protocol/contract/days.ts'
import { wrapKeys } from '@citycop/protocol/keys/member-contract.ts'
import { type Court, openCourt, withTools } from '../court.ts'
import { askedFor, handIn, seedOf, takeIntoCustody } from '../custody.ts'
import { ownerOf } from '../hostile/row-counts.ts'
import { harbour, keyIdOfOfficer, leadIn, letIn, publishIn, todayIn } from '../lead.ts'
import { words } from '../notes-stage.ts'
import { createTown, type Sent, type Town } from '../town.ts'
import { setWallClockAhead } from '../wall-clock.ts'

const why = { purpose: 'led_investigate', reason: 'first-reading' } as const
const cause: Cause = { purpose: 'led_investigate', reason: 'witness-needed', caseRef: '2026/311' }
const known = { name: 'Ottavia Quercioli', contact: 'ottavia@example.org' }
const home = 'home-safety'
const waited = 3 * 60_000
let town: Town
let court: Court
let sent: Sent
let ref: string
let ahead = 0
let promised: unknown

before(async () => {
  const groups = ['crime' as const]
  town = await createTown({
    witnesses: true,
    vault: true,
    now: () => new Date(Date.now() + ahead),
    policy: (one) => ({
      ...one,
      transfers: [
        { to: home, groups },
        { to: harbour, groups },
      ],
    }),
  })
  court = await openCourt()
  sent = await town.reports({ category: 'theft', what: 'È sparita la bici.', identity: known })
  const anna = await town.desk('anna')
  ref = (await listReports(anna)).reports[0]?.ref ?? ''
  await triageReport(anna, ref, { regime: 'LED', retentionClass: 'crime_minor' })
  await addNote(anna, await opens(anna), 'The same bicycle as in spring.')
  await holdReport(anna, ref, 'evidence', addDays(todayIn(town), 5))
  promised = await promises()
  await transferReport(anna, await opens(anna), { to: home, reason: 'other-task', text: 'They know the street.' })
})
after(async () => {
  court.close()
  await town.close()
})

const opens = (desk: Desk): Promise<OpenedReport> => openReport(desk, ref, why)
async function promises(): Promise<unknown> {
  const owner = await ownerOf(town)
  const { rows } = await owner.query(
    'select regime, retention_class, ends_on, erase_on, hold_ground, hold_by, hold_until from report where ref = $1',
    [Buffer.from(ref, 'hex')],
  )
  await owner.end()
  return rows
}
async function holdsInCourt(desk: Desk, name: string): Promise<void> {
  const pause = async () => (await town.app.context.publisher.tick()).size > 0
  const asked = { recipient: court.recipient, caseRef: '2026/311', reason: 'court-order' } as const
  const { file, absent } = await exportReport(desk, ref, asked, { pause })
  assert.equal(absent, 0)
  const path = join(court.folder, name)
  writeFileSync(path, file)
  const { status, out, errors } = await court.check(path, { CASE: '2026/311', ROOT: town.pins.rootPk })
  assert.equal(status, 0, errors)
  assert.ok(out.includes('ALL STEPS HOLD') && out.includes('È sparita la bici.'))
}

test('the new unit gets every message and no note of the old one, misses none, and writes its own', async () => {
  const carla = await town.desk('carla')
  const first = await opens(carla)
  assert.deepEqual([words(first), first.missingNotes, first.gaps, first.history.chain], [[], 0, 0, 'whole'])
  await addNote(carla, first, 'We asked the shop.')
  const later = await opens(carla)
  assert.deepEqual([words(later), later.missingNotes], [['We asked the shop.'], 0])
  assert.equal(later.messages[0]?.text, 'È sparita la bici.')
})

test('its last day, its law and its hold stand as before', async () => {
  assert.deepEqual(await promises(), promised)
  const [row] = (await listReports(await town.desk('carla'))).reports
  assert.equal(row?.hold?.ground, 'evidence')
})

test('who reported is still opened by two persons for a case, and named to the new unit by nobody', async () => {
  const [bruno, anna] = [await town.desk('bruno'), await town.desk('anna')]
  const { id } = await requestIdentity(bruno, sent.receipt.reference, cause, addDays(todayIn(town), 2))
  const seen = async (desk: Desk) =>
    (await listIdentities(desk)).requests.find((one) => one.id === id) ?? assert.fail('there is no such request')
  await approveIdentity(anna, await seen(anna))
  const { name, contact } = await revealIdentity(bruno, await seen(bruno), cause)
  assert.deepEqual({ name, contact }, known)
  assert.doesNotMatch(JSON.stringify(await opens(await town.desk('carla'))), /Ottavia|example\.org/)
})

test('the watchdog reads an opening of the new unit that the person is told of later', async () => {
  const later = { ground: 'inquiry', until: addDays(todayIn(town), 10) } as const
  await openReport(await town.desk('carla'), ref, { ...why, later })
  const desk = await signIn(await town.device(), town.watchdog)
  const newest = (await readNotices(desk, town.watchdog.ageIdentity)).at(-1)
  assert.ok(newest && 'said' in newest)
  assert.deepEqual([newest.said.kind, newest.said.actor.unit], ['report:open', home])
})

test(
  'a court checks what the new unit gives it, before and after it was sealed anew, by the printed steps',
  withTools,
  async () => {
    await holdsInCourt(await town.desk('carla'), 'handed.age')
    const lead = await leadIn(town, town.admin, home)
    await publishIn(town, await removeMember(lead, keyIdOfOfficer(town.officers.dario)))
    const done = await resealReports(await town.desk('carla'), home, { today: todayIn(town) })
    assert.deepEqual([done.reports, done.unreadable], [1, 0])
    const carla = await town.desk('carla')
    assert.deepEqual(words(await opens(carla)), ['We asked the shop.'], 'the new unit’s notes are sealed anew with it')
    await holdsInCourt(carla, 'resealed.age')
  },
)

test('three custodians bring a new officer what was handed on and came back, with its notes', async () => {
  const carla = await town.desk('carla')
  await transferReport(carla, await opens(carla), { to: harbour, reason: 'other-district', text: 'Yours after all.' })
  const anna = await town.desk('anna')
  const back = await opens(anna)
  assert.deepEqual([words(back), back.missingNotes], [[], 0], 'its own notes of before ended when it was handed on')
  await addNote(anna, back, 'Back with us.')
  const { custodians, shares } = await takeIntoCustody(town)
  const eva = newOfficer(town.pins, 'eva')
  await letIn(town, eva)
  const hash = await handIn(town, await askedFor(town, custodians.slice(0, 3)))
  ahead = waited
  await setWallClockAhead(town, waited)
  await town.app.context.publisher.tick()
  const now = town.app.context.clock.now()
  const [one] = custodians
  const file = await fetchFile(await town.device(), hash, seedOf(one ?? eva), now)
  const handed = await recover({ shares: shares.slice(0, 3), file, officer: keyIdOfOfficer(eva), now })
  const without = await signIn(await town.device(), eva)
  const wraps = await signHandedOver(without, eva.ageIdentity, handed.file)
  await call(without.instance.server, wrapKeys, { wraps }, without.token)
  const report = await opens(await signIn(await town.device(), eva))
  assert.deepEqual([words(report), report.missingNotes, report.gaps], [['Back with us.'], 0, 0])
  assert.deepEqual(
    report.messages.map(({ kind, refused }) => [kind, refused]),
    ['report', 'transfer', 'transfer'].map((kind) => [kind, undefined]),
  )
})
