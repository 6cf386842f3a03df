// Publishes what the demo city lacks: its administrator, officers and units' keys at the first start, later a unit's next epoch.
import { call } from '@citycop/client/api/call.ts'
import type { UnitChange } from '@citycop/client/keys/change-unit.ts'
import type { Instance } from '@citycop/client/keys/connect.ts'
import { makeAdminCertificate, publicKeyOf } from '@citycop/client/keys/make-certificate.ts'
import { appointOfficer, asMember } from '@citycop/client/keys/make-officer.ts'
import { makeEpoch } from '@citycop/client/keys/make-unit.ts'
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { addDays } from '@citycop/protocol/contract/days.ts'
import type { Envelope } from '@citycop/protocol/contract/dsse.ts'
import type { EpochCertificate } from '@citycop/protocol/keys/certificates.ts'
import { publishKeys } from '@citycop/protocol/keys/contract.ts'
import { aheadDays, epochDays, lastNumber } from '@citycop/protocol/keys/epochs.ts'
import { recoveryOf } from '@citycop/protocol/keys/recovery.ts'
import type { MemberWrap, RecoveryWrap } from '@citycop/protocol/keys/wraps.ts'
import { type DemoCity, type DemoUnit, demoCity } from '../demo-city.ts'
import type { DemoPeople } from './demo-people.ts'

const year = 365
const renewBefore = 40 // days; an administrator or officer certified for a year is certified again in time

type Published = UnitChange
/** Draws the next certificate number: one counter for the whole city. */
type Counter = () => number

/** How many certificates were published: 0 when nothing was due. */
export async function publishCity(instance: Instance, people: DemoPeople, today: string): Promise<number> {
  const { trusted } = instance.directory
  const city = demoCity(instance.pins.instance)
  let last = lastNumber(trusted)
  const counter = () => ++last
  const certificates = [
    ...(await appointAdmin(instance, city, people, today, counter)),
    ...(await appointOfficers(instance, city, people, today, counter)),
  ]
  const wraps: MemberWrap[] = []
  const recovery: RecoveryWrap[] = []
  for (const unit of city.units) {
    const next = await nextEpoch(instance, people, unit, today, counter)
    certificates.push(...next.certificates)
    wraps.push(...next.wraps)
    recovery.push(...(next.recovery ?? []))
  }
  if (certificates.length > 0) await call(instance.server, publishKeys, { certificates, wraps, recovery })
  return certificates.length
}

async function appointAdmin(
  { pins, directory }: Instance,
  city: DemoCity,
  people: DemoPeople,
  today: string,
  certNo: Counter,
): Promise<Envelope[]> {
  // There is one; its key is opened only when it is needed.
  if (directory.trusted.admins.some((one) => one.notAfter > addDays(today, renewBefore))) return []
  const adminPk = publicKeyOf(await people.adminSeed())
  const units = city.units.map((unit) => unit.id)
  const validity = { notBefore: today, notAfter: addDays(today, year) }
  const base = { v: 1 as const, instance: pins.instance, certNo: certNo() }
  return [makeAdminCertificate({ ...base, ...validity, adminPk, units, city: true }, await people.rootSeed())]
}

async function appointOfficers(
  { pins, directory }: Instance,
  city: DemoCity,
  people: DemoPeople,
  today: string,
  certNo: Counter,
): Promise<Envelope[]> {
  const lasting = directory.trusted.officers.filter((one) => one.notAfter > addDays(today, renewBefore))
  // Every demo officer was certified in one go, so a full set needs no keyfile opened to see that nothing is due.
  const officers = city.officers.filter(({ name }) => people.has(name))
  if (lasting.length >= officers.length) return []
  const made: Envelope[] = []
  for (const { name, ...post } of officers) {
    const keys = await people.officer(name)
    const officerPk = publicKeyOf(fromBase64(keys.signSeed))
    if (lasting.some((one) => one.officerPk === officerPk)) continue
    const validity = { notBefore: today, notAfter: addDays(today, year) }
    const appointment = { instance: pins.instance, certNo: certNo(), ...validity, ...post, trainedOn: today }
    made.push(await appointOfficer(appointment, keys, await people.adminSeed()))
  }
  return made
}

/** Epoch n+1 when n has under ten days left (J1): it begins when n has ended, so that nobody seals to it before its time. */
async function nextEpoch(
  { pins, directory }: Instance,
  people: DemoPeople,
  { id, title, serves, officers }: DemoUnit,
  today: string,
  certNo: Counter,
): Promise<Published> {
  const known = directory.trusted.epochs.filter((one) => one.unit === id)
  if (known.some((one) => one.notAfter >= addDays(today, aheadDays))) return { certificates: [], wraps: [] }
  const epoch = Math.max(0, ...known.map((one: EpochCertificate) => one.epoch)) + 1
  const members = await Promise.all(officers.map(async (name) => asMember(await people.officer(name), id, epoch)))
  const ends = known
    .map((one) => one.notAfter)
    .sort()
    .at(-1)
  const notBefore = ends === undefined || ends < today ? today : addDays(ends, 1)
  const validity = { notBefore, notAfter: addDays(notBefore, epochDays) }
  const plan = { instance: pins.instance, certNo: certNo(), ...validity, unit: id, epoch, title: { ...title }, serves }
  const recovering = recoveryOf(directory.trusted, id)
  const { certificate, wraps, recovery } = await makeEpoch(
    pins.suite,
    plan,
    members,
    await people.adminSeed(),
    recovering,
  )
  return { certificates: [certificate], wraps, recovery }
}
