import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import type { Suite } from '@citycop/protocol/contract/fields.ts'
import { type Pins, pins as pinsSchema } from '@citycop/protocol/keys/certificates.ts'
import { certify, nobody, trust } from '@citycop/protocol/keys/chain.ts'
import { logKeyLine } from '@citycop/protocol/log/checkpoint.ts'
import { parse } from 'valibot'
import { openWith } from '../sealing/age-file.ts'
import { newIdentity, recipientOf, suiteOf } from '../sealing/suite.ts'
import {
  makeAdminCertificate,
  makeCurrentStatement,
  makeRootCertificate,
  newSeed,
  publicKeyOf,
} from './make-certificate.ts'
import { appointOfficer, asMember, newOfficer } from './make-officer.ts'
import { makeEpoch } from './make-unit.ts'
import { openWrap } from './open-wrap.ts'

const validity = { notBefore: '2026-11-23', notAfter: '2026-12-23' }

async function city(suite: Suite) {
  const [root, admin, log] = [newSeed(), newSeed(), newSeed()]
  const logKey = logKeyLine('citycop.testville/log/1', fromBase64(publicKeyOf(log)))
  const pins: Pins = { v: 1, instance: 'testville', suite, rootPk: publicKeyOf(root), demo: true, logKey }
  const audit = await recipientOf(newIdentity(suite))
  const { instance, rootPk } = pins
  const certificate = {
    v: 1 as const,
    instance,
    certNo: 0,
    demo: true,
    suite,
    rootPk,
    logKey,
    acceptPk: publicKeyOf(log),
    audit,
  }
  return { pins, root, admin, certificate }
}

test('nobody signs a certificate that every reader would drop', async () => {
  const { root, admin, certificate } = await city('classic')
  assert.throws(() => makeRootCertificate(certificate, admin), /another root key/)
  const wrong = { v: 1 as const, instance: 'testville', certNo: 1, ...validity, adminPk: publicKeyOf(admin) }
  assert.throws(() => makeAdminCertificate({ ...wrong, units: [] }, root))
  assert.throws(() => makeAdminCertificate({ ...wrong, units: ['Harbour Team'] }, root))
})

for (const suite of ['pq', 'classic'] as const)
  test(`root, administrator, officer and epoch certify one another, and only members open the epoch's key (${suite})`, async () => {
    const { pins, root, admin, certificate } = await city(suite)
    assert.deepEqual(parse(pinsSchema, pins), pins)
    const trusted = nobody()
    const accept = (envelope: Parameters<typeof certify>[2]) => {
      const certified = certify(pins, trusted, envelope)
      assert.ok(certified)
      trust(trusted, certified)
    }
    accept(makeRootCertificate(certificate, root))
    const base = { instance: 'testville', ...validity }
    accept(
      makeAdminCertificate({ v: 1, ...base, certNo: 1, adminPk: publicKeyOf(admin), units: ['harbour-team'] }, root),
    )
    const [anna, bruno, eve] = ['anna', 'bruno', 'eve'].map((name) => newOfficer(pins, name))
    assert.ok(anna && bruno && eve)
    accept(await appointOfficer({ ...base, certNo: 2, units: ['harbour-team'] }, anna, admin))
    const foreign = await appointOfficer({ ...base, certNo: 3, units: ['another-unit'] }, eve, admin)
    assert.equal(
      certify(pins, trusted, foreign),
      undefined,
      'an administrator certified an officer of a unit that is not theirs',
    )
    const members = await Promise.all([anna, bruno].map((officer) => asMember(officer, 'harbour-team', 1)))
    const plan = {
      ...base,
      certNo: 4,
      unit: 'harbour-team',
      epoch: 1,
      title: { en: 'Harbour' },
      serves: ['crime' as const],
    }
    const { certificate: epoch, wraps } = await makeEpoch(suite, plan, members, admin)
    accept(epoch)
    const [certified] = trusted.epochs
    assert.ok(certified && suiteOf(certified.recipient) === suite)
    assert.equal(wraps.length, 2)
    for (const [i, officer] of [anna, bruno].entries()) {
      const wrap = wraps[i] ?? assert.fail()
      assert.equal(wrap.officer, members[i]?.officer)
      const opened = await openWrap({ pins, trusted }, officer.ageIdentity, wrap)
      assert.equal(typeof opened === 'string' && (await recipientOf(opened)), certified.recipient)
      assert.equal(await openWith(eve.ageIdentity, fromBase64(wrap.file)), undefined)
    }
  })

test('a current statement is signed by the very subkey that the epoch names', async () => {
  const { pins } = await city('classic')
  const anna = newOfficer(pins, 'anna')
  const said = { v: 1 as const, instance: 'testville', unit: 'harbour-team', epoch: 1, at: '2026-11-23T10:00Z' }
  const statement = makeCurrentStatement(said, fromBase64(anna.signSeed))
  const { verifyEnvelope } = await import('@citycop/protocol/contract/dsse.ts')
  const [one, two] = await Promise.all([1, 2].map((epoch) => asMember(anna, 'harbour-team', epoch)))
  assert.ok(verifyEnvelope('current', statement, fromBase64(one?.signPk ?? '')))
  assert.equal(verifyEnvelope('current', statement, fromBase64(two?.signPk ?? '')), undefined)
})

test('an officer’s secrets do not print', () => {
  const secrets = newOfficer(
    { v: 1, instance: 'testville', suite: 'classic', rootPk: publicKeyOf(newSeed()), demo: true, logKey: '' },
    'anna',
  )
  assert.equal(JSON.stringify({ secrets }), '{"secrets":"[sealed]"}')
})
