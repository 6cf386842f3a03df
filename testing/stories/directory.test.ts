// What a device believes of a city's keys: only what hangs on the root it was given, stands in the log, and was not set back.
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { call } from '@citycop/client/api/call.ts'
import { connect, type Memory } from '@citycop/client/keys/connect.ts'
import { Distrusted } from '@citycop/client/keys/distrusted.ts'
import {
  makeAdminCertificate,
  makeEpochCertificate,
  makeRootCertificate,
  newSeed,
  publicKeyOf,
} from '@citycop/client/keys/make-certificate.ts'
import { appointOfficer, newOfficer } from '@citycop/client/keys/make-officer.ts'
import { readMailbox } from '@citycop/client/reports/read-mailbox.ts'
import { fromBase64, toBase64 } from '@citycop/protocol/contract/base64.ts'
import { bytes, text } from '@citycop/protocol/contract/bytes.ts'
import type { Envelope } from '@citycop/protocol/contract/dsse.ts'
import type { EpochCertificate, Pins } from '@citycop/protocol/keys/certificates.ts'
import { type Directory, readDirectory } from '@citycop/protocol/keys/contract.ts'
import { signerFrom } from '../../server/platform/signing.ts'
import { daysAhead } from '../days-ahead.ts'
import { contentOf, forgedPage, type Page } from '../hostile/forged-directory.ts'
import { type Middleman, standBetween } from '../hostile/proxy.ts'
import { createTown, memory, type Town } from '../town.ts'

let town: Town
let proxy: Middleman
let page: Page
let content: Directory

before(async () => {
  town = await createTown()
  proxy = await standBetween(town.origin)
  page = await call({ origin: town.origin }, readDirectory, undefined)
  content = contentOf(page)
})
after(async () => {
  await proxy.close()
  await town.close()
})
beforeEach(() => {
  proxy.alter = undefined
})

const distrusted = (why: Distrusted['why']) => (error: unknown) => {
  assert.ok(error instanceof Distrusted, `${error}`)
  assert.equal(error.why, why)
  return true
}
const visit = (device: Memory = memory(), pins: Pins = town.pins) => connect(proxy.origin, { memory: device, pins })
const shows = (forged: Page) => {
  proxy.alter = (path, answer) => (path === '/directory' ? forged : answer)
}
const without = (...unwanted: Envelope[]): Directory => ({
  ...content,
  certificates: content.certificates.filter((one) => !unwanted.includes(one)),
})
const withMore = (...more: Envelope[]): Directory => ({ ...content, certificates: [...content.certificates, ...more] })
const certificate = <T>(envelope: Envelope): T => JSON.parse(text(fromBase64(envelope.payload)))
const epochEnvelope = (): Envelope => {
  const found = content.certificates.find((one) => one.payloadType.includes('.epoch.'))
  assert.ok(found)
  return found
}
const nextEpoch = (): EpochCertificate => ({ ...certificate<EpochCertificate>(epochEnvelope()), epoch: 2, certNo: 2 })

test('the forger of these tests can make a page that is believed, when nothing is wrong with it', async () => {
  shows(forgedPage(town, page, content))
  const { directory } = await visit()
  assert.equal(directory.number, content.number)
  assert.deepEqual(directory.units.map((one) => one.id).sort(), ['harbour-team', 'home-safety'])
})

describe('a device stops when', () => {
  test('the page’s pins name another root than on its last visit', async () => {
    const device = memory()
    await visit(device)
    await assert.rejects(visit(device, { ...town.pins, rootPk: publicKeyOf(newSeed()) }), distrusted('root-changed'))
  })
  test('the pins beside the page are not JSON, or have another shape', async () => {
    for (const wrong of ['<html>', {}, { ...town.pins, rootPk: 'AAAA' }, { ...town.pins, extra: 1 }]) {
      proxy.alter = (path, answer) => (path === '/pins.json' ? wrong : answer)
      await assert.rejects(connect(proxy.origin, { memory: memory() }), distrusted('pins'))
    }
  })
  test('the directory hangs on a root of its own', async () => {
    const seed = newSeed()
    const root = makeRootCertificate(
      { ...certificate(content.certificates[0] as Envelope), rootPk: publicKeyOf(seed) },
      seed,
    )
    const swapped = { ...content, certificates: [root, ...content.certificates.slice(1)] }
    shows(forgedPage(town, page, swapped))
    await assert.rejects(visit(), distrusted('certificate'))
  })
  test('the root’s certificate names another log, suite or kind of city than the pins', async () => {
    const seed = newSeed()
    for (const pins of [
      { ...town.pins, demo: false },
      { ...town.pins, suite: 'pq' as const },
    ])
      await assert.rejects(visit(memory(), pins), distrusted('root'))
    const logKey = town.pins.logKey.replace('testville', 'otherville')
    await assert.rejects(visit(memory(), { ...town.pins, logKey }), distrusted('root'))
    await assert.rejects(visit(memory(), { ...town.pins, rootPk: publicKeyOf(seed) }), distrusted('certificate'))
  })
  test('an administrator was certified by somebody else than the root', async () => {
    const admin = newSeed()
    const year = { notBefore: '2026-01-01', notAfter: '2036-01-01' }
    const base = { v: 1 as const, instance: town.pins.instance, certNo: 9, ...year, units: ['harbour-team'] }
    const swapped = makeAdminCertificate({ ...base, adminPk: publicKeyOf(admin) }, newSeed())
    const epoch = makeEpochCertificate(nextEpoch(), admin)
    shows(forgedPage(town, page, withMore(swapped, epoch)))
    await assert.rejects(visit(), distrusted('certificate'))
    shows(forgedPage(town, page, withMore(epoch)))
    await assert.rejects(visit(), distrusted('certificate'))
  })
  test('an administrator certified an epoch of a unit that is not theirs', async () => {
    const admin = newSeed()
    const year = { notBefore: '2026-01-01', notAfter: '2036-01-01' }
    const base = { v: 1 as const, instance: town.pins.instance, certNo: 9, ...year, units: ['traffic-team'] }
    const certified = makeAdminCertificate({ ...base, adminPk: publicKeyOf(admin) }, town.root)
    shows(forgedPage(town, page, withMore(certified, makeEpochCertificate(nextEpoch(), admin))))
    await assert.rejects(visit(), distrusted('certificate'))
  })
  test('the lead of one unit certified a data-protection officer', async () => {
    const admin = newSeed()
    const year = { notBefore: '2026-01-01', notAfter: '2036-01-01' }
    const base = { v: 1 as const, instance: town.pins.instance, certNo: 9, ...year, units: ['harbour-team'] }
    const post = { instance: town.pins.instance, certNo: 90, ...year, units: ['harbour-team'], roles: ['dpo' as const] }
    const dpo = await appointOfficer(post, newOfficer(town.pins, 'lead'), admin)
    for (const city of [undefined, true] as const) {
      const named = { ...base, adminPk: publicKeyOf(admin), ...(city && { city }) }
      shows(forgedPage(town, page, withMore(makeAdminCertificate(named, town.root), dpo)))
      if (city) await visit()
      else await assert.rejects(visit(), distrusted('certificate'))
    }
  })
  test('an epoch was certified by an administrator whose own certificate had ended', async () => {
    const admin = newSeed()
    const past = { notBefore: '2020-01-01', notAfter: '2021-01-01' }
    const base = { v: 1 as const, instance: town.pins.instance, certNo: 9, ...past, units: ['harbour-team'] }
    const certified = makeAdminCertificate({ ...base, adminPk: publicKeyOf(admin) }, town.root)
    shows(forgedPage(town, page, withMore(certified, makeEpochCertificate(nextEpoch(), admin))))
    await assert.rejects(visit(), distrusted('certificate'))
  })
  test('a certificate does not stand in the log', async () => {
    const epoch = makeEpochCertificate(nextEpoch(), town.admin)
    shows(forgedPage(town, page, withMore(epoch), { others: 3, logged: content.certificates }))
    await assert.rejects(visit(), distrusted('log'))
    shows({ ...page, proofs: page.proofs.slice(1) })
    await assert.rejects(visit(), distrusted('log'))
    shows({ ...page, proofs: page.proofs.map((one) => ({ ...one, index: one.index + 1 })) })
    await assert.rejects(visit(), distrusted('log'))
  })
  test('the log is signed by another key, or by none', async () => {
    shows(forgedPage(town, page, content, { log: signerFrom(newSeed()) }))
    await assert.rejects(visit(), distrusted('log'))
    shows({ ...page, checkpoint: page.checkpoint.split('\n\n')[0] ?? '' })
    await assert.rejects(visit(), distrusted('log'))
  })
  test('the directory is signed by another key than the root names', async () => {
    shows(forgedPage(town, page, content, { accept: signerFrom(newSeed()) }))
    await assert.rejects(visit(), distrusted('directory'))
  })
  test('the directory is not what a directory looks like', async () => {
    const spelt = ['', 'not JSON', '{}', 'null', JSON.stringify({ ...content, number: -1 })]
    for (const wrong of spelt) {
      shows({ ...page, directory: { ...page.directory, payload: toBase64(bytes(wrong)) } })
      await assert.rejects(visit(), distrusted('directory'))
    }
  })
})

describe('a device that has been here before stops when', () => {
  test('an older directory is shown again', async () => {
    const device = memory()
    await visit(device)
    const seen = device.read()
    assert.ok(seen)
    device.write({ ...seen, directory: seen.directory + 1 })
    await assert.rejects(visit(device), distrusted('older-directory'))
  })
  test('a unit’s newest epoch is missing, whatever number the directory bears', async () => {
    const device = memory()
    const epoch = makeEpochCertificate(nextEpoch(), town.admin)
    shows(forgedPage(town, page, { ...withMore(epoch), number: content.number + 1 }))
    await visit(device)
    shows(forgedPage(town, page, { ...content, number: content.number + 2 }, { others: 5 }))
    await assert.rejects(visit(device), distrusted('older-epoch'))
    shows(forgedPage(town, page, { ...without(epochEnvelope()), number: content.number + 2 }, { others: 5 }))
    await assert.rejects(visit(device), distrusted('older-epoch'))
  })
  test('the log has the same size and another content', async () => {
    const device = memory()
    const { size } = (await visit(device)).directory.checkpoint
    const swapped = without(epochEnvelope())
    const turned = { ...content, certificates: [...swapped.certificates, epochEnvelope()] }
    shows(forgedPage(town, page, turned, { others: size - turned.certificates.length }))
    await assert.rejects(visit(device), distrusted('fork'))
  })
  test('the log has grown out of another past', async () => {
    const device = memory()
    await visit(device)
    const turned = { ...content, certificates: [...without(epochEnvelope()).certificates, epochEnvelope()] }
    shows(forgedPage(town, page, turned, { others: 100 }))
    const proved = device.read()?.checkpoint
    await visit(device).catch((error) => assert.ok(error instanceof Distrusted))
    assert.deepEqual(
      device.read()?.checkpoint,
      proved,
      'it remembers a log that nobody proved to continue the last one',
    )
  })
  test('a mailbox is shown under a log that was set back', async () => {
    const device = memory()
    const { keys } = await town.reports()
    const early = await visit(device)
    let kept: object | undefined
    proxy.alter = (path, answer: object) => {
      if (path === '/mailbox') kept ??= answer
      return path === '/mailbox' ? kept : answer
    }
    await readMailbox(early, keys)
    await town.reports()
    proxy.alter = undefined
    await readMailbox(early, keys)
    proxy.alter = (path, answer) => (path === '/mailbox' ? kept : answer)
    await assert.rejects(readMailbox(early, keys), distrusted('fork'))
  })
})

test('a unit whose epoch ended yesterday is still offered, for a phone’s clock may be a day ahead; a day later it is not', async () => {
  const unitsIn = async (days: number) => {
    const now = daysAhead(days)
    return (await connect(town.origin, { memory: memory(), pins: town.pins, now })).directory.units.length
  }
  assert.deepEqual([await unitsIn(0), await unitsIn(31), await unitsIn(32)], [2, 2, 0])
})
