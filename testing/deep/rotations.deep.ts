// A year of a city with fifty units, week by week: each unit goes on to its next key in time, no day is without one, what nothing lies
// under any more is destroyed, and the directory does not grow for ever.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rotate } from '@citycop/client/keys/change-unit.ts'
import { makeAdminCertificate, newSeed, publicKeyOf } from '@citycop/client/keys/make-certificate.ts'
import { appointOfficer, asMember, newOfficer } from '@citycop/client/keys/make-officer.ts'
import { makeEpoch } from '@citycop/client/keys/make-unit.ts'
import { leadOf } from '@citycop/client/keys/unit-lead.ts'
import type { OfficerKeys } from '@citycop/client/officers/keyfile.ts'
import { addDays } from '@citycop/protocol/contract/days.ts'
import { daysLeft, epochInUse, isEnding } from '@citycop/protocol/keys/epochs.ts'
import { sweep } from '../../server/sweep.ts'
import { publishIn } from '../lead.ts'
import { createTown, type Town } from '../town.ts'

const units = Array.from({ length: 50 }, (_, n) => `unit-${n}`)
const first = '2028-01-03'
let day = first
const now = () => new Date(`${day}T11:00:00Z`)

async function found(town: Town, admin: Uint8Array): Promise<void> {
  const { instance, suite } = town.pins
  const years = { notBefore: first, notAfter: addDays(first, 800) }
  const base = { v: 1 as const, instance, certNo: 100, ...years }
  await publishIn(town, {
    certificates: [makeAdminCertificate({ ...base, adminPk: publicKeyOf(admin), units }, town.root)],
    wraps: [],
  })
  for (let n = 0; n < units.length; n += 10) {
    const officer: OfficerKeys = newOfficer(town.pins, `officer-${n}`)
    const own = units.slice(n, n + 10)
    const certificates = [await appointOfficer({ instance, certNo: 200 + n, ...years, units: own }, officer, admin)]
    const wraps = []
    for (const unit of own) {
      const plan = { instance, certNo: 300 + n, unit, epoch: 1, title: { en: unit }, serves: ['tip' as const] }
      const dates = { notBefore: first, notAfter: addDays(first, 30) }
      const epoch = await makeEpoch(suite, { ...plan, ...dates }, [await asMember(officer, unit, 1)], admin)
      certificates.push(epoch.certificate)
      wraps.push(...epoch.wraps)
    }
    await publishIn(town, { certificates, wraps })
  }
}

test('fifty units go through a year of keys: none is ever without one, and the directory stays small', async () => {
  const town = await createTown({ now })
  const admin = newSeed()
  try {
    await found(town, admin)
    let largest = 0
    for (let week = 0; week < 52; week++) {
      day = addDays(first, 7 * week)
      await sweep(town.app.context)
      const device = await town.device()
      const { trusted } = device.directory
      largest = Math.max(largest, trusted.epochs.length)
      for (const unit of units) {
        assert.ok(epochInUse(trusted, unit, day) && daysLeft(trusted, unit, day) >= 0, `${unit} has no key on ${day}`)
        if (isEnding(trusted, unit, day)) await publishIn(town, await rotate(leadOf(device, admin, unit, day)))
      }
    }
    const { trusted, number } = (await town.device()).directory
    assert.ok(units.every((unit) => (epochInUse(trusted, unit, day)?.epoch ?? 0) >= 12))
    assert.ok(number > 600, `${number} certificates were published`)
    assert.ok(largest <= 52 * 4, `${largest} certificates of epochs at once`)
  } finally {
    await town.close()
  }
})
