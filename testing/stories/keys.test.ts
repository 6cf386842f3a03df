// Publishing a city's keys needs no sign-in: the signatures decide. So the server must read them as strictly as every phone.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { call } from '@citycop/client/api/call.ts'
import {
  makeAdminCertificate,
  makeCurrentStatement,
  makeEpochCertificate,
  newSeed,
  publicKeyOf,
} from '@citycop/client/keys/make-certificate.ts'
import { appointOfficer, asMember, newOfficer } from '@citycop/client/keys/make-officer.ts'
import { makeEpoch } from '@citycop/client/keys/make-unit.ts'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import { epochSigningSeed } from '@citycop/client/sealing/derive.ts'
import { recipientOf } from '@citycop/client/sealing/suite.ts'
import { fromBase64, toBase64 } from '@citycop/protocol/contract/base64.ts'
import { bytes } from '@citycop/protocol/contract/bytes.ts'
import { canonical } from '@citycop/protocol/contract/canonical.ts'
import { addDays } from '@citycop/protocol/contract/days.ts'
import { type Envelope, signEnvelope } from '@citycop/protocol/contract/dsse.ts'
import type { ProblemCode } from '@citycop/protocol/contract/problem.ts'
import type { EpochCertificate } from '@citycop/protocol/keys/certificates.ts'
import { publishKeys, readDirectory, renewCurrent } from '@citycop/protocol/keys/contract.ts'
import type pg from 'pg'
import { civilToday, daysAhead } from '../days-ahead.ts'
import { contentOf } from '../hostile/forged-directory.ts'
import { type Answer, assertRefused, send } from '../hostile/request.ts'
import { ownerOf, rowCounts } from '../hostile/row-counts.ts'
import { createTown, type Name, type Town } from '../town.ts'

let town: Town
let owner: pg.Client
let days = 0
const today = civilToday()
const year = { notBefore: today, notAfter: addDays(today, 365) }

before(async () => {
  town = await createTown({ now: () => daysAhead(days) })
  owner = await ownerOf(town)
})
after(async () => {
  await owner.end()
  await town.close()
})

const publish = (certificates: readonly unknown[], wraps: readonly unknown[] = []): Promise<Answer> =>
  send(town.origin, publishKeys.path, { certificates, wraps })
async function refuses(code: ProblemCode, certificates: readonly unknown[], wraps?: readonly unknown[]): Promise<void> {
  const counts = await rowCounts(owner)
  assertRefused(await publish(certificates, wraps), code)
  assert.deepEqual(await rowCounts(owner), counts)
}
const epochOf = async (change: Partial<EpochCertificate> = {}, names: Name[] = ['anna', 'bruno']) => {
  const { instance, suite } = town.pins
  const plan = {
    instance,
    certNo: 2,
    unit: 'harbour-team',
    epoch: 2,
    title: { en: 'Team' },
    serves: ['crime' as const],
    ...year,
  }
  const members = await Promise.all(names.map((name) => asMember(town.officers[name], 'harbour-team', 2)))
  return makeEpoch(suite, { ...plan, ...change }, members, town.admin)
}
const adminBy = (root: Uint8Array, admin: Uint8Array, change = {}): Envelope => {
  const base = { v: 1 as const, instance: town.pins.instance, certNo: 2, ...year, adminPk: publicKeyOf(admin) }
  return makeAdminCertificate({ ...base, units: ['harbour-team'], ...change }, root)
}
async function epochBy(admin: Uint8Array, change: Partial<EpochCertificate> = {}): Promise<Envelope> {
  const { instance } = town.pins
  const recipient = await recipientOf(town.officers.anna.ageIdentity)
  const member = await asMember(town.officers.anna, 'harbour-team', 2)
  const members = [{ officer: member.officer, signPk: member.signPk }]
  const base = {
    v: 1 as const,
    instance,
    certNo: 2,
    unit: 'harbour-team',
    epoch: 2,
    title: { en: 'T' },
    serves: ['crime' as const],
  }
  return makeEpochCertificate({ ...base, ...year, recipient, members, ...change }, admin)
}

/** For what would spoil the town for the tests after it. */
async function inAnotherTown(instance: string, act: () => Promise<void>): Promise<void> {
  const [home, homeOwner] = [town, owner]
  town = await createTown({ database: home.database, instance })
  owner = await ownerOf(town)
  try {
    await act()
  } finally {
    await owner.end()
    await town.close()
    ;[town, owner] = [home, homeOwner]
  }
}

describe('the server refuses', () => {
  test('an administrator whom another root certified', async () => {
    const admin = newSeed()
    await refuses('bad-signature', [adminBy(newSeed(), admin), await epochBy(admin)])
  })
  test('an epoch that another administrator certified', async () =>
    refuses('bad-signature', [await epochBy(newSeed())]))
  test('an epoch of a unit that is not its administrator’s', async () => {
    const admin = newSeed()
    await refuses('bad-signature', [adminBy(town.root, admin, { units: ['traffic-team'] }), await epochBy(admin)])
  })
  test('an epoch of another city', async () =>
    refuses('bad-signature', [await epochBy(town.admin, { instance: 'othertown' })]))
  test('an epoch by an administrator whose certificate has ended', () =>
    inAnotherTown('oldtown', async () => {
      const admin = newSeed()
      const past = { notBefore: '2020-01-01', notAfter: '2021-01-01' }
      assert.equal((await publish([adminBy(town.root, admin, past)])).status, 200)
      await refuses('bad-signature', [await epochBy(admin)])
    }))
  test('an epoch on a day that no calendar has, which would break every later report', () =>
    inAnotherTown('calendartown', async () => {
      const spelt = {
        v: 1,
        instance: town.pins.instance,
        certNo: 2,
        unit: 'harbour-team',
        epoch: 2,
        title: { en: 'T' },
      }
      const rest = { serves: ['crime'], recipient: await recipientOf(town.officers.anna.ageIdentity) }
      const members = [{ officer: '00'.repeat(8), signPk: publicKeyOf(newSeed()) }]
      const content = { ...spelt, ...rest, members, notBefore: '2026-02-31', notAfter: '2026-99-99' }
      await refuses('bad-signature', [signEnvelope('epoch', bytes(canonical(content)), town.admin)])
    }))
  test('an epoch with a number that was there before, or a lower one', async () => {
    await refuses('state-changed', [await epochBy(town.admin, { certNo: 1 })])
    await refuses('state-changed', [await epochBy(town.admin, { certNo: 0 })])
    await refuses('state-changed', [await epochBy(town.admin, { certNo: 9, epoch: 0 })])
  })
  test('a second root', async () => {
    const counts = await rowCounts(owner)
    const [root] = contentOf(await call({ origin: town.origin }, readDirectory, undefined)).certificates
    assert.ok(root)
    const turned = { ...root, payload: toBase64(Buffer.from(root.payload, 'base64')) }
    assert.equal((await publish([turned])).status, 200, 'the same again changes nothing')
    assert.deepEqual(await rowCounts(owner), counts)
  })
  test('a certificate whose one byte was changed', async () => {
    const epoch = await epochBy(town.admin)
    const payload = Buffer.from(epoch.payload, 'base64')
    payload[payload.length - 3] = (payload[payload.length - 3] ?? 0) ^ 1
    await refuses('bad-signature', [{ ...epoch, payload: payload.toString('base64') }])
    await refuses('bad-signature', [{ ...epoch, payloadType: epoch.payloadType.replace('epoch', 'officer') }])
    await refuses('bad-request', [{ ...epoch, payloadType: `${epoch.payloadType.slice(0, 20)}\ud800` }])
  })
  test('a wrap for somebody whom no certificate names', async () => {
    const { certificate, wraps } = await epochOf()
    await refuses('bad-signature', [certificate], [...wraps, { ...wraps[0], officer: 'ab'.repeat(8) }])
    await refuses('bad-signature', [certificate], [...wraps, { ...wraps[0], unit: 'home-safety' }])
  })
})

describe('the word that an epoch is in use', () => {
  const { instance } = { instance: 'testville' }
  const said = (name: Name, at: string, change = {}): Envelope => {
    const seed = epochSigningSeed(instance, fromBase64(town.officers[name].signSeed), 'harbour-team', 1)
    return signEnvelope(
      'current',
      bytes(canonical({ v: 1, instance, unit: 'harbour-team', epoch: 1, at, ...change })),
      seed,
    )
  }
  const minute = (ms = 0) => `${new Date(Date.now() + ms).toISOString().slice(0, 16)}Z`
  const says = (statement: Envelope) => send(town.origin, renewCurrent.path, { statement })
  const shown = async () => (await town.device()).directory.units.find((one) => one.id === 'harbour-team')

  test('counts for three days; then the app says since when nobody has confirmed the key', async () => {
    assert.equal((await shown())?.unconfirmedSince, undefined)
    days = 4
    assert.equal((await shown())?.unconfirmedSince, minute().slice(0, 10)) // its moment is in UTC
    days = 0
  })
  test('is refused from the future, from no calendar, from another unit, and from a stranger', async () => {
    assertRefused(await says(said('anna', minute(20 * 60_000))), 'bad-signature')
    assertRefused(await says(said('anna', '2099-01-01T00:00Z')), 'bad-signature')
    assertRefused(await says(said('carla', minute())), 'bad-signature')
    assertRefused(await says(said('anna', minute(), { unit: 'home-safety' })), 'bad-signature')
    assertRefused(await says(said('anna', minute(), { epoch: 2 })), 'bad-signature')
    assertRefused(await says(said('anna', minute(), { instance: 'othertown' })), 'bad-signature')
    assertRefused(await says(said('anna', '2026-99-99T99:99Z')), 'bad-signature')
  })
  test('of an earlier minute does not replace a later one', async () => {
    await says(said('anna', minute()))
    const { rows: before } = await owner.query('select * from current_statement order by unit')
    assert.equal((await says(said('bruno', minute(-3_600_000)))).status, 200)
    const { rows: later } = await owner.query('select * from current_statement order by unit')
    assert.deepEqual(later, before)
  })
  test('from the year 2099 does not make a phone believe the key for ever', async () => {
    await owner.query('update current_statement set said_at = $1, envelope = $2 where unit = $3', [
      '2099-01-01T00:00Z',
      JSON.stringify(said('anna', '2099-01-01T00:00Z')),
      'harbour-team',
    ])
    assert.notEqual((await shown())?.unconfirmedSince, undefined)
    await owner.query('delete from current_statement where unit = $1', ['harbour-team'])
    await says(
      makeCurrentStatement(
        { v: 1, instance, unit: 'harbour-team', epoch: 1, at: minute() },
        fromBase64(town.officers.anna.signSeed),
      ),
    )
  })
})

test('whoever has no key of the city cannot hand in a wrap with a certificate that everybody can read', async () => {
  const { certificate, wraps } = await epochOf({}, ['anna', 'bruno'])
  const [annas] = wraps
  assert.equal((await publish([certificate], [annas])).status, 200) // bruno's is handed in later
  const counts = await rowCounts(owner)
  const forged = { ...wraps[1], file: toBase64(bytes('nothing that opens')) }
  await publish([certificate], [forged])
  assert.deepEqual(await rowCounts(owner), counts)
})

test('an officer who was left out of the next epoch opens nothing that is sealed to it', async () => {
  const { certificate, wraps } = await epochOf({ certNo: 3, epoch: 3 }, ['anna'])
  assert.equal((await publish([certificate], wraps)).status, 200)
  const bruno = await town.desk('bruno')
  assert.deepEqual(
    [...bruno.epochs.keys()].filter((one) => one.endsWith('/3')),
    [],
  )
  assert.ok(Array.isArray((await listReports(bruno)).reports))
  await refuses('state-changed', [(await epochOf({ certNo: 4, epoch: 2 }, ['anna', 'bruno'])).certificate])
})

test('an officer certified for another unit than the administrator’s is refused', async () => {
  const eva = newOfficer(town.pins, 'eva')
  const appointment = { instance: town.pins.instance, certNo: 7, ...year, units: ['traffic-team'] }
  await refuses('bad-signature', [await appointOfficer(appointment, eva, town.admin)])
})
