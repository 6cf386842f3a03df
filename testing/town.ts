// A whole city on one embedded PostgreSQL: the real server on a real socket, two units, four officers with names. Everything is
// done through the public door.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { call } from '@citycop/client/api/call.ts'
import { connect, type Instance, type Memory, type Seen } from '@citycop/client/keys/connect.ts'
import {
  makeAdminCertificate,
  makeCurrentStatement,
  makeRootCertificate,
  newSeed,
  publicKeyOf,
} from '@citycop/client/keys/make-certificate.ts'
import { appointOfficer, asMember, newOfficer } from '@citycop/client/keys/make-officer.ts'
import { makeEpoch } from '@citycop/client/keys/make-unit.ts'
import type { Receipt } from '@citycop/client/log/verify-receipt.ts'
import { makeKeyfile, type OfficerKeys } from '@citycop/client/officers/keyfile.ts'
import { type Desk, signIn } from '@citycop/client/officers/sign-in.ts'
import { unitServing } from '@citycop/client/reports/find-unit.ts'
import { type Draft, sealReport, submitReport } from '@citycop/client/reports/submit-report.ts'
import { type PassphraseKeys, passphraseKeys } from '@citycop/client/sealing/derive.ts'
import { newPassphrase, toWords } from '@citycop/client/sealing/passphrase.ts'
import { fromBase64, toBase64 } from '@citycop/protocol/contract/base64.ts'
import { addDays } from '@citycop/protocol/contract/days.ts'
import type { Suite } from '@citycop/protocol/contract/fields.ts'
import type { Pins } from '@citycop/protocol/keys/certificates.ts'
import { publishKeys, renewCurrent } from '@citycop/protocol/keys/contract.ts'
import { logKeyLine } from '@citycop/protocol/log/checkpoint.ts'
import type { CityPolicy } from '@citycop/protocol/policy/city-policy.ts'
import { groupOf } from '@citycop/protocol/reports/categories.ts'
import { publicOf } from '../cli/instance/draw-keys.ts'
import { type App, type AppOptions, createApp } from '../server/app.ts'
import { checkOnce } from './checked-city.ts'
import { createDatabase, type TestDatabase } from './database.ts'
import { appointStaff, publishPolicy, rolesOf, type Staff, staffNames, townPolicy } from './town-policy.ts'
import { units, vault } from './town-units.ts'
import { startWitnesses, type Witnesses } from './witnesses.ts'

export const names = ['anna', 'bruno', 'carla', 'dario'] as const
export type Name = (typeof names)[number]
export const passphrase = 'a passphrase only the tests know'

export type Sent = { readonly keys: PassphraseKeys; readonly words: string; readonly receipt: Receipt }
export type Town = {
  readonly origin: string
  readonly deskOrigin: string
  readonly app: App
  readonly database: TestDatabase
  readonly data: string
  readonly pins: Pins
  /** Seeds of the keys that a city keeps offline. */
  readonly root: Uint8Array
  readonly admin: Uint8Array
  readonly watchdog: OfficerKeys
  /** With `witnesses: true`. Published once, and then whenever `publisher.tick` is called. */
  readonly witnesses: Witnesses | undefined
  readonly officers: Readonly<Record<Name, OfficerKeys>>
  /** Who sign for the policy: data-protection officer, chief, administrator of the desk. */
  readonly staff: Staff
  /** A fresh device: it knows the pins and has seen nothing. */
  device(): Promise<Instance>
  reports(draft?: Partial<Draft>): Promise<Sent>
  desk(name: Name): Promise<Desk>
  keyfile(name: Name): Promise<Uint8Array<ArrayBuffer>>
  close(): Promise<void>
}
type Options = Partial<Pick<AppOptions, 'now' | 'limits' | 'citizen' | 'desk' | 'logTo' | 'pilots'>> & {
  suite?: Suite
  instance?: string
  witnesses?: boolean
  /** False: nothing is shown of the log yet, and no device believes such a city; without a policy, therefore. */
  published?: false
  /** With units of custodians and supervisors, so that people may seal who they are. */
  vault?: boolean
  /** False: no version of the policy is approved, so the city takes nothing in. */
  policy?: boolean | ((policy: CityPolicy) => CityPolicy)
  database?: TestDatabase
  data?: string
}

export const lamp: Draft = {
  category: 'street',
  language: 'en',
  what: 'The lamp at the corner has been dark for a week.',
  where: 'Corner of Pier Street and Rope Lane',
  when: 'Since last Monday',
  files: [],
}

export const memory = (): Memory => {
  let seen: Seen | undefined
  return {
    read: () => seen,
    write: (next) => {
      seen = next
    },
  }
}

export async function createTown(options: Options = {}): Promise<Town> {
  const { suite = 'classic', instance = 'testville', limits = false } = options
  const database = options.database ?? (await createDatabase())
  const data = options.data ?? mkdtempSync(join(tmpdir(), 'citycop-town-'))
  const { pins, root, watchdog, witnesses } = await found(data, instance, suite, options)
  const app = await createApp(database, { checkPolicy: checkOnce, ...options, data, limits })
  const origin = await app.citizen.listen({ host: '127.0.0.1', port: 0 })
  const deskOrigin = await app.desk.listen({ host: '127.0.0.1', port: 0 })
  const today = app.context.clock.today()
  const { admin, officers, staff } = await publish(origin, pins, root, today, options.vault ?? false)
  const device = () => connect(origin, { memory: memory(), pins, ...(options.now ? { now: options.now() } : {}) })
  const { policy = true, published = true } = options
  if (witnesses && published) await app.context.publisher.tick() // or nobody could know that these are all the keys
  if (policy) {
    const change = policy === true ? undefined : policy
    await publishPolicy(device, staff, townPolicy(instance, today, 1, change))
  }
  return {
    origin,
    deskOrigin,
    app,
    database,
    data,
    pins,
    root,
    admin,
    watchdog,
    witnesses,
    officers,
    staff,
    device,
    reports: async (draft) => report(await device(), { ...lamp, ...draft }),
    desk: async (name) => signIn(await device(), officers[name]),
    keyfile: (name) => makeKeyfile(officers[name], passphrase),
    async close() {
      await app.close()
      await witnesses?.close()
      if (!options.database) await database.drop()
      if (!options.data) rmSync(data, { recursive: true, force: true })
    },
  }
}

/** One person, one report. */
export async function report(instance: Instance, draft: Draft): Promise<Sent> {
  const r = newPassphrase()
  const keys = await passphraseKeys(instance.pins, r)
  const unit = unitServing(instance.directory, groupOf[draft.category])
  const receipt = await submitReport(instance, await sealReport(instance, unit?.id ?? '', draft, keys))
  return { keys, words: (await toWords(r, 'en')).join(' '), receipt }
}

async function found(data: string, instance: string, suite: Suite, { witnesses: witnessed, now }: Options) {
  const [root, log, accept] = [newSeed(), newSeed(), newSeed()]
  const logKey = logKeyLine(`citycop.${instance}.example/log/1`, fromBase64(publicKeyOf(log)))
  const witnesses = witnessed ? await startWitnesses(logKey, now) : undefined
  const rootPk = publicKeyOf(root)
  const policy = witnesses ? { witnessPolicy: witnesses.policy } : {}
  const pins: Pins = { v: 1, instance, suite, rootPk, demo: true, logKey, ...policy }
  const watchdog = newOfficer(pins, 'watchdog')
  const certificate = {
    v: 1 as const,
    instance,
    certNo: 0,
    demo: true,
    suite,
    rootPk: pins.rootPk,
    logKey,
    acceptPk: publicKeyOf(accept),
    ...(await publicOf(watchdog)),
  }
  const folder = join(data, 'instance')
  mkdirSync(folder, { recursive: true })
  const files = {
    'pins.json': JSON.stringify(pins),
    'root.json': JSON.stringify(makeRootCertificate(certificate, root)),
    'log.key': toBase64(log),
    'accept.key': toBase64(accept),
    'witnesses.json': JSON.stringify(witnesses?.urls ?? {}),
  }
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content, { mode: 0o600 })
  return { pins, root, watchdog, witnesses }
}

async function publish(origin: string, pins: Pins, root: Uint8Array, today: string, vaulted: boolean) {
  const all = vaulted ? { ...units, ...vault } : units
  const vaultOf = (name: Name) =>
    Object.entries(vaulted ? vault : {}).flatMap(([id, { officers }]) =>
      officers.some((one) => one === name) ? [id] : [],
    )
  const admin = newSeed()
  const { instance } = pins
  const year = { notBefore: today, notAfter: addDays(today, 365) }
  const officers = Object.fromEntries(names.map((name) => [name, newOfficer(pins, name)])) as Record<Name, OfficerKeys>
  const staff = Object.fromEntries(staffNames.map((name) => [name, newOfficer(pins, name)])) as unknown as Staff
  const certificates = [
    makeAdminCertificate(
      { v: 1, instance, certNo: 1, ...year, adminPk: publicKeyOf(admin), units: Object.keys(all), city: true },
      root,
    ),
  ]
  certificates.push(...(await appointStaff(staff, { instance, ...year, trainedOn: today }, admin)))
  const wraps = []
  for (const [unit, { title, serves, officers: members }] of Object.entries(all)) {
    for (const [i, name] of Object.hasOwn(units, unit) ? members.entries() : [])
      certificates.push(
        await appointOfficer(
          {
            instance,
            certNo: i + 1,
            ...year,
            units: [unit, ...vaultOf(name)],
            roles: [...rolesOf(name), ...(vaultOf(name).includes('custodians') ? ['identity_custodian' as const] : [])],
            trainedOn: today,
            clearedSpecial: unit === 'home-safety',
          },
          officers[name],
          admin,
        ),
      )
    const inEpoch = await Promise.all(members.map((name) => asMember(officers[name], unit, 1)))
    const plan = {
      instance,
      certNo: 1,
      unit,
      epoch: 1,
      title,
      serves: [...serves],
      notBefore: today,
      notAfter: addDays(today, 30),
    }
    const epoch = await makeEpoch(pins.suite, plan, inEpoch, admin)
    certificates.push(epoch.certificate)
    wraps.push(...epoch.wraps)
  }
  await call({ origin }, publishKeys, { certificates, wraps })
  for (const [
    unit,
    {
      officers: [name],
    },
  ] of Object.entries(units)) {
    const at = `${new Date().toISOString().slice(0, 16)}Z`
    const statement = makeCurrentStatement({ v: 1, instance, unit, epoch: 1, at }, fromBase64(officers[name].signSeed))
    await call({ origin }, renewCurrent, { statement })
  }
  return { admin, officers, staff }
}
