// Posts of the whole city: only an administrator whom the root named for the city gives them, or takes them away.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { rotate } from '@citycop/client/keys/change-unit.ts'
import { makeAdminCertificate, newSeed, publicKeyOf } from '@citycop/client/keys/make-certificate.ts'
import { appointOfficer, newOfficer } from '@citycop/client/keys/make-officer.ts'
import { addDays } from '@citycop/protocol/contract/days.ts'
import type { Envelope } from '@citycop/protocol/contract/dsse.ts'
import { harbour, leadIn, publishIn, todayIn } from '../lead.ts'
import { createTown, type Town } from '../town.ts'

let town: Town
before(async () => {
  town = await createTown()
})
after(() => town.close())

const year = () => ({ notBefore: todayIn(town), notAfter: addDays(todayIn(town), 365) })
const publish = (...certificates: Envelope[]) => publishIn(town, { certificates, wraps: [] })
const refuses = (...certificates: Envelope[]) =>
  assert.rejects(publish(...certificates), { name: 'Problem', code: 'bad-signature' })
const leadOfHarbour = (seed: Uint8Array, certNo = 60): Envelope => {
  const base = { v: 1 as const, instance: town.pins.instance, certNo, ...year() }
  return makeAdminCertificate({ ...base, adminPk: publicKeyOf(seed), units: [harbour] }, town.root)
}
const post = (certNo: number) => ({ instance: town.pins.instance, certNo, ...year(), trainedOn: todayIn(town) })

test('a lead who makes herself data-protection officer, chief or administrator of the city, or an officer of no unit, is refused', async () => {
  const lead = newSeed()
  const herself = newOfficer(town.pins, 'lead')
  for (const role of ['dpo', 'chief', 'city_admin'] as const) {
    const asked = { ...post(70), units: [harbour], roles: ['case_officer' as const, role] }
    await refuses(leadOfHarbour(lead), await appointOfficer(asked, herself, lead))
  }
  const nowhere = { ...post(70), units: [], roles: ['case_officer' as const] }
  await refuses(leadOfHarbour(lead), await appointOfficer(nowhere, herself, lead))
})

test('a lead who takes the data-protection officer’s post away, or ends it, is refused', async () => {
  const lead = newSeed()
  const { elena } = town.staff
  const ended = { ...post(71), units: [], notAfter: addDays(todayIn(town), -1) }
  for (const one of [{ ...post(71), units: [harbour] }, ended])
    await refuses(leadOfHarbour(lead), await appointOfficer({ ...one, roles: ['case_officer'] }, elena, lead))
})

test('an administrator of the city whom the root has made a unit’s lead since gives no post of the city and no other unit’s key', async () => {
  await publish(leadOfHarbour(town.admin, 80))
  const asked = { ...post(81), units: [], roles: ['dpo' as const] }
  await refuses(await appointOfficer(asked, newOfficer(town.pins, 'second'), town.admin))
  const before = { ...(await leadIn(town)), unit: 'home-safety' } // a changed client
  await assert.rejects(publishIn(town, await rotate(before, { atOnce: true })), { code: 'bad-signature' })
  await publishIn(town, await rotate(await leadIn(town), { atOnce: true }))
  await town.desk('carla') // what was certified before still stands
})
