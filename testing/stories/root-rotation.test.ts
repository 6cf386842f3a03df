// A new root key: old root, new root and three custodians, or nobody. Devices that know the old key follow the chain, or stop.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { call } from '@citycop/client/api/call.ts'
import { connect, type Memory } from '@citycop/client/keys/connect.ts'
import { Distrusted } from '@citycop/client/keys/distrusted.ts'
import { makeAdminCertificate, newSeed, publicKeyOf } from '@citycop/client/keys/make-certificate.ts'
import type { OfficerKeys } from '@citycop/client/officers/keyfile.ts'
import { signIn } from '@citycop/client/officers/sign-in.ts'
import { signAlso } from '@citycop/client/recovery/ask-recovery.ts'
import { makeRotation } from '@citycop/client/recovery/make-rotation.ts'
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { addDays } from '@citycop/protocol/contract/days.ts'
import { type Envelope, keyIdOf } from '@citycop/protocol/contract/dsse.ts'
import { Problem, type ProblemCode } from '@citycop/protocol/contract/problem.ts'
import { certify, nobody, trust } from '@citycop/protocol/keys/chain.ts'
import { readDirectory } from '@citycop/protocol/keys/contract.ts'
import { createApp } from '../../server/app.ts'
import { drawCustodians, nameCustodians, publishOne, seedOf } from '../custody.ts'
import { todayIn } from '../lead.ts'
import { createTown, lamp, memory, report, type Town } from '../town.ts'

let town: Town
let custodians: OfficerKeys[]
let device: Memory
let restarted = false
const fresh = newSeed()

before(async () => {
  town = await createTown()
  custodians = drawCustodians(town)
  await publishOne(town, await nameCustodians(town, custodians))
  device = memory()
  await visit(device)
})
after(() => (restarted ? town.database.drop() : town.close()))

const visit = (seen: Memory, pins = town.pins, origin = town.origin) => connect(origin, { memory: seen, pins })
const problem = (code: ProblemCode) => (error: unknown) => error instanceof Problem && error.code === code
const distrusted = (why: Distrusted['why']) => (error: unknown) => error instanceof Distrusted && error.why === why
const seed = (i: number) => seedOf(custodians[i] as OfficerKeys)
const next = async (by = town.root, to = fresh) => makeRotation(town.pins, (await town.device()).directory.root, by, to)
const signedBy = (rotation: Envelope, ...seeds: Uint8Array[]) =>
  seeds.reduce((one, own) => signAlso(one, own), rotation)

test('the root alone names no other custodians once there are some', async () => {
  const others = drawCustodians(town)
  const alone = await nameCustodians(town, others, 2)
  await assert.rejects(publishOne(town, alone), problem('bad-signature'))
  const two = [0, 1].reduce((one, i) => signAlso(one, seed(i)), alone)
  await assert.rejects(publishOne(town, two), problem('bad-signature'))
  await publishOne(town, signAlso(two, seed(2)))
  custodians = others
})

test('no new root comes from the old root alone, from two custodians, from a stranger’s root, nor from custodians alone', async () => {
  const { rotation } = await next()
  const two = signedBy(rotation, seed(0), seed(1))
  const twice = { ...two, signatures: [...two.signatures, two.signatures[0]] } as Envelope
  const strangers = signedBy(rotation, ...[1, 2, 3].map(() => newSeed()))
  const stolen = signedBy((await next(newSeed())).rotation, seed(0), seed(1), seed(2))
  for (const one of [rotation, two, twice, strangers, stolen])
    await assert.rejects(publishOne(town, one), problem('bad-signature'))
  const withoutOld = signedBy(rotation, seed(0), seed(1), seed(2))
  const own = keyIdOf(fromBase64(town.pins.rootPk))
  const fewer = { ...withoutOld, signatures: withoutOld.signatures.filter(({ keyid }) => keyid !== own) }
  await assert.rejects(publishOne(town, fewer), problem('bad-signature'))
})

test('no rotation changes anything but the key: not the log, not the watchdog', async () => {
  const { root } = (await town.device()).directory
  const { rotation } = makeRotation(town.pins, { ...root, watchdogPk: publicKeyOf(newSeed()) }, town.root, newSeed())
  await assert.rejects(publishOne(town, signedBy(rotation, seed(0), seed(1), seed(2))), problem('bad-signature'))
})

test('with old root, new root and three custodians, every device follows; the old root then certifies nothing more', async () => {
  const { rotation, pins, root } = await next()
  await publishOne(town, signedBy(rotation, seed(0), seed(2), seed(4)))
  const followed = await visit(device)
  assert.deepEqual(followed.directory.trusted.roots, [town.pins.rootPk, pins.rootPk])
  assert.equal((await report(followed, lamp)).receipt.instance, pins.instance)
  await signIn(followed, town.officers.anna)

  const today = todayIn(town)
  const named = { v: 1 as const, instance: pins.instance, certNo: 7, notBefore: today, notAfter: addDays(today, 9) }
  const admin = { ...named, adminPk: publicKeyOf(newSeed()), units: ['harbour-team'] }
  await assert.rejects(publishOne(town, makeAdminCertificate(admin, town.root)), problem('bad-signature'))
  await publishOne(town, makeAdminCertificate(admin, fresh))

  writeFileSync(join(town.data, 'instance/pins.json'), JSON.stringify(pins))
  writeFileSync(join(town.data, 'instance/root.json'), JSON.stringify(root))
  restarted = true
  await town.app.close()
  const app = await createApp(town.database, { data: town.data, limits: false })
  try {
    const origin = await app.citizen.listen({ host: '127.0.0.1', port: 0 })
    const anew = await visit(memory(), pins, origin)
    assert.equal((await report(anew, lamp)).receipt.instance, pins.instance)
    await signIn(anew, town.officers.anna)
    await visit(device, town.pins, origin)
    await visit(device, pins, origin)
    await assert.rejects(visit(device, { ...pins, rootPk: publicKeyOf(newSeed()) }, origin), distrusted('root-changed'))
    await believesNoOther(await call({ origin }, readDirectory, undefined))
  } finally {
    await app.close()
  }
})

/** The same chain with the custodians left out, or with the thief's own in their place, leads nowhere. */
async function believesNoOther({ directory }: { directory: Envelope }): Promise<void> {
  const all: Envelope[] = JSON.parse(Buffer.from(directory.payload, 'base64').toString()).certificates
  const isOf = (kind: string) => (one: Envelope) => one.payloadType.includes(`.${kind}.`)
  const rotation = all.find(isOf('rotation'))
  const [root] = all
  assert.ok(root && rotation)
  const trusted = nobody()
  const first = certify(town.pins, trusted, root)
  assert.ok(first)
  trust(trusted, first)
  assert.equal(certify(town.pins, trusted, rotation), undefined, 'custodians were left out')
  const thiefs = drawCustodians(town)
  const own = certify(town.pins, trusted, await nameCustodians(town, thiefs))
  assert.ok(own)
  trust(trusted, own)
  assert.equal(certify(town.pins, trusted, rotation), undefined, 'other custodians stand in their place')
  const seen = device.read()
  assert.notEqual(own.what === 'custodians' && own.certificate.hash, seen?.custodians)
}
