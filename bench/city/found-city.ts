// A demo city to be measured: one unit, one officer who is asked, another who holds the unit's keys with her. It lives for as long as its cached reports do, and holds nothing real.
import {
  makeAdminCertificate,
  makeRootCertificate,
  newSeed,
  publicKeyOf,
} from '@citycop/client/keys/make-certificate.ts'
import { appointOfficer, asMember, newOfficer } from '@citycop/client/keys/make-officer.ts'
import { makeEpoch } from '@citycop/client/keys/make-unit.ts'
import type { OfficerKeys } from '@citycop/client/officers/keyfile.ts'
import { newIdentity, recipientOf } from '@citycop/client/sealing/suite.ts'
import { fromBase64, toBase64 } from '@citycop/protocol/contract/base64.ts'
import { addDays } from '@citycop/protocol/contract/days.ts'
import type { Envelope } from '@citycop/protocol/contract/dsse.ts'
import type { Suite } from '@citycop/protocol/contract/fields.ts'
import type { Pins } from '@citycop/protocol/keys/certificates.ts'
import type { MemberWrap } from '@citycop/protocol/keys/wraps.ts'
import { logKeyLine } from '@citycop/protocol/log/checkpoint.ts'

import { appointStaff, newStaff, type Staff } from '../../testing/town-policy.ts'
import { benchPilot } from './bench-pilot.ts'

const instance = 'benchville'
const unit = 'harbour-team'
const epochDays = 30

export type BenchCity = {
  readonly pins: Pins
  /** What the server finds in DATA/instance. */
  readonly instanceFiles: Readonly<Record<string, string>>
  /** What the city's administrator publishes, each time anew, to an empty server. */
  readonly certificates: Envelope[]
  readonly wraps: MemberWrap[]
  readonly officer: OfficerKeys
  /** Who sign for the policy that opens it. */
  readonly staff: Staff
  /** The last day on which reports sealed for this city are taken. */
  readonly until: string
}

export async function foundCity(suite: Suite, today: string): Promise<BenchCity> {
  const [root, log, accept] = [newSeed(), newSeed(), newSeed()]
  const [rootPk, acceptPk] = [publicKeyOf(root), publicKeyOf(accept)]
  const logKey = logKeyLine(`citycop.${instance}.example/log/1`, fromBase64(publicKeyOf(log)))
  const pins: Pins = { v: 1, instance, suite, rootPk, demo: true, logKey }
  const audit = await recipientOf(newIdentity(suite))
  const certificate = { v: 1 as const, instance, certNo: 0, demo: true, suite, rootPk, logKey, acceptPk, audit }
  const instanceFiles = {
    'pins.json': JSON.stringify(pins),
    'root.json': JSON.stringify(makeRootCertificate(certificate, root)),
    'log.key': toBase64(log),
    'accept.key': toBase64(accept),
    ...benchPilot(instance, unit),
  }
  return { pins, instanceFiles, until: addDays(today, epochDays - 2), ...(await appoint(pins, root, today)) }
}

async function appoint(pins: Pins, root: Uint8Array, today: string) {
  const admin = newSeed()
  const validity = { notBefore: addDays(today, -1), notAfter: addDays(today, epochDays) }
  const base = { v: 1 as const, instance, certNo: 1, ...validity }
  const [officer, second] = [newOfficer(pins, 'anna'), newOfficer(pins, 'bruno')]
  const staff = newStaff(pins)
  const certificates = [
    makeAdminCertificate({ ...base, adminPk: publicKeyOf(admin), units: [unit], city: true }, root),
    await appointOfficer({ instance, certNo: 1, ...validity, units: [unit], trainedOn: today }, officer, admin),
    await appointOfficer({ instance, certNo: 2, ...validity, units: [unit], trainedOn: today }, second, admin),
    ...(await appointStaff(staff, { instance, ...validity, trainedOn: today }, admin)),
  ]
  const plan = {
    ...{ instance, certNo: 1, unit, epoch: 1, ...validity },
    title: { en: 'Harbour quarter team' },
    serves: ['crime' as const, 'concern' as const, 'question' as const, 'tip' as const, 'urgent' as const],
  }
  const members = await Promise.all([officer, second].map((one) => asMember(one, unit, 1)))
  const epoch = await makeEpoch(pins.suite, plan, members, admin)
  return { officer, staff, certificates: [...certificates, epoch.certificate], wraps: epoch.wraps }
}
