// Every keyfile of a unit is lost. Three of five custodians bring its keys back, in the open; fewer, or in secret, nobody does.

import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { call } from '@citycop/client/api/call.ts'
import { rotate } from '@citycop/client/keys/change-unit.ts'
import { Distrusted } from '@citycop/client/keys/distrusted.ts'
import { makeRootCertificate, newSeed, publicKeyOf } from '@citycop/client/keys/make-certificate.ts'
import { newOfficer } from '@citycop/client/keys/make-officer.ts'
import type { OfficerKeys } from '@citycop/client/officers/keyfile.ts'
import { signIn } from '@citycop/client/officers/sign-in.ts'
import { makeFetch, makeObjection, signAlso } from '@citycop/client/recovery/ask-recovery.ts'
import { combineShares } from '@citycop/client/recovery/combine-shares.ts'
import { fetchFile, recoveriesIn } from '@citycop/client/recovery/fetch-file.ts'
import { recover, signHandedOver } from '@citycop/client/recovery/hand-over.ts'
import type { RecoveryFile } from '@citycop/client/recovery/recovery-file.ts'
import { RecoveryRefused } from '@citycop/client/recovery/recovery-refused.ts'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import { openReport } from '@citycop/client/reports/open-report.ts'
import { toBase64 } from '@citycop/protocol/contract/base64.ts'
import { canonical } from '@citycop/protocol/contract/canonical.ts'
import { type Envelope, signEnvelope } from '@citycop/protocol/contract/dsse.ts'
import { Problem, type ProblemCode } from '@citycop/protocol/contract/problem.ts'
import { wrapKeys } from '@citycop/protocol/keys/member-contract.ts'
import { recoveryOf } from '@citycop/protocol/keys/recovery.ts'
import { requestHash } from '@citycop/protocol/recovery/asked.ts'
import { fetchRecovery, objectToRecovery } from '@citycop/protocol/recovery/contract.ts'
import pg from 'pg'
import { askedFor, type Custody, handIn, seedOf, splitAnew, takeIntoCustody } from '../custody.ts'
import { ownerOf } from '../hostile/row-counts.ts'
import { keyIdOfOfficer, leadIn, letIn, publishIn, harbour as unit } from '../lead.ts'
import { createTown, type Town } from '../town.ts'
import { setWallClockAhead } from '../wall-clock.ts'

const why = { purpose: 'handle_concern', reason: 'first-reading' } as const
const waited = 3 * 60_000
let town: Town
let custody: Custody
let eva: OfficerKeys
let ahead = 0
let file: RecoveryFile
let owner: pg.Client

before(async () => {
  town = await createTown({ witnesses: true, now: () => new Date(Date.now() + ahead) })
  owner = await ownerOf(town)
  await town.reports()
  custody = await takeIntoCustody(town)
  eva = newOfficer(town.pins, 'eva')
  await letIn(town, eva)
})
after(async () => {
  await owner.end()
  await town.close()
})

const now = () => town.app.context.clock.now()
const three = () => custody.custodians.slice(0, 3)
const anyOf = (...which: number[]) => which.flatMap((i) => custody.custodians[i] ?? [])
const sharesOf = (...which: number[]) => which.flatMap((i) => custody.shares[i] ?? [])
const seed = (i: number) => seedOf(custody.custodians[i] as OfficerKeys)
const problem = (code: ProblemCode) => (error: unknown) => error instanceof Problem && error.code === code
const refused = (why: RecoveryRefused['why']) => (error: unknown) =>
  error instanceof RecoveryRefused && error.why === why
const fetchAs = async (hash: string, i = 0) => fetchFile(await town.device(), hash, seed(i), now())
const opened = (shares = sharesOf(0, 1, 2), given = file) =>
  recover({ shares, file: given, officer: keyIdOfOfficer(eva), now: now() })

async function objected(hash: string, by: Uint8Array) {
  const objection = makeObjection(town.pins.instance, hash, by)
  return call({ origin: town.origin }, objectToRecovery, { objection })
}

describe('a request for a unit’s keys is refused', () => {
  test('of two custodians', async () => {
    const two = await askedFor(town, anyOf(0, 1))
    await assert.rejects(handIn(town, two), problem('bad-signature'))
  })
  test('of two custodians, one of whom signed twice', async () => {
    const two = await askedFor(town, anyOf(0, 1))
    assert.throws(() => signAlso(two, seed(1)), refused('custodians'))
    const twice = { ...two, signatures: [...two.signatures, two.signatures[0]] } as Envelope
    await assert.rejects(handIn(town, twice), problem('bad-signature'))
  })
  test('of two custodians and somebody else', async () => {
    const stranger = await askedFor(town, anyOf(0, 1))
    await assert.rejects(handIn(town, signAlso(stranger, randomBytes(32))), problem('bad-signature'))
  })
  test('when it was signed over a week ago', async () => {
    const old = await askedFor(town, three())
    ahead = 8 * 86_400_000
    await assert.rejects(handIn(town, old), problem('state-changed'))
    ahead = 0
  })
})

describe('the keys are not given out', () => {
  test('before the wait is over, nor to who holds no share, nor after a member objected; who is not of the unit objects in vain', async () => {
    const hash = await handIn(town, await askedFor(town, three()))
    await town.app.context.publisher.tick()
    await assert.rejects(fetchAs(hash), refused('waiting'))
    const early = { fetch: makeFetch(town.pins.instance, hash, seed(0)) }
    await assert.rejects(call({ origin: town.origin }, fetchRecovery, early), problem('state-changed'))
    const stranger = { fetch: makeFetch(town.pins.instance, hash, seedOf(town.officers.anna)) }
    ahead = waited
    await assert.rejects(call({ origin: town.origin }, fetchRecovery, stranger), problem('bad-signature'))
    await assert.rejects(objected(hash, seedOf(town.officers.carla)), problem('bad-signature'))
    await objected(hash, seedOf(town.officers.anna))
    await assert.rejects(fetchAs(hash), refused('objected'))
    await assert.rejects(call({ origin: town.origin }, fetchRecovery, early), problem('state-changed'))
    await assert.rejects(objected(hash, town.admin), problem('state-changed'))
  })
  test('to a request that was objected to and is handed in again, its signatures in another order or with a fourth', async () => {
    ahead = 0
    const request = await askedFor(town, three())
    await objected(await handIn(town, request), seedOf(town.officers.anna))
    const turned = { ...request, signatures: request.signatures.toReversed() }
    for (const same of [turned, signAlso(request, seed(3))])
      await assert.rejects(handIn(town, same), problem('state-changed'))
  })
  test('to the server’s own role, whatever it writes into its tables: there is no public entry', async () => {
    const app = new pg.Client({ ...town.database.app, options: `-c app.city=${town.pins.instance}` })
    await app.connect()
    for (const way of [
      'select file from recovery_wrap',
      'delete from recovery_wrap returning file',
      'table recovery_wrap',
    ])
      await assert.rejects(app.query(way), { code: '42501' }, way)
    const secret = await askedFor(town, three())
    const row = [town.pins.instance, Buffer.from(requestHash(secret), 'hex'), JSON.stringify(secret), unit]
    const { rows } = await app.query('select id from log_act where idx is not null order by idx')
    const insert =
      'insert into recovery_request (city, hash, envelope, unit, until, act) values ($1, $2, $3, $4, now(), $5)'
    for (const { id } of rows) {
      await app.query('begin')
      await app.query(insert, [...row, id])
      const release = app.query('select * from release_recovery($1, $2, $3)', [row[1], new Date('2100-01-01'), id])
      await assert.rejects(release, { code: 'CCP01' })
      await app.query('rollback')
    }
    await assert.rejects(app.query('select * from release_recovery($1, now(), $2)', [randomBytes(32), randomUUID()]), {
      code: 'CCP01',
    })
    await app.end()
  })
})

describe('what a custodian’s device refuses', () => {
  test('keys that a server hands out at once: its witnesses saw no log from after the wait, and the database has its own clock', async () => {
    ahead = 0
    const hash = await handIn(town, await askedFor(town, three()))
    await town.app.context.publisher.tick()
    ahead = waited // of the server and this device; the witnesses signed before
    await assert.rejects(fetchAs(hash), refused('waiting'))
    await town.app.context.publisher.tick()
    await assert.rejects(fetchAs(hash), problem('not-logged'), 'the database counts for itself')
  })
  test('keys whose request nobody else could see, or that its witnesses do not confirm', async () => {
    ahead = 0
    const hash = await handIn(town, await askedFor(town, three()))
    ahead = waited
    await assert.rejects(fetchAs(hash), refused('not-published'))
    await setWallClockAhead(town, waited)
    await town.app.context.publisher.tick()
    file = await fetchAs(hash)
    const [note = ''] = file.proof.split('\n\n').slice(-1)
    const alone = note
      .split('\n')
      .filter((line) => !/witness|watchdog|peer/.test(line))
      .join('\n')
    await assert.rejects(
      opened(undefined, { ...file, proof: file.proof.replace(note, alone) }),
      refused('not-published'),
    )
    await assert.rejects(opened(undefined, { ...file, until: '2020-01-01T00:00Z' }), refused('not-published'))
    const early = { shares: sharesOf(0, 1, 2), file, officer: keyIdOfOfficer(eva), now: new Date() }
    await assert.rejects(recover(early), refused('waiting'), 'by this device’s clock')
    await assert.rejects(fetchAs(hash), refused('done'))
    const again = { fetch: makeFetch(town.pins.instance, hash, seed(1)) }
    await assert.rejects(call({ origin: town.origin }, fetchRecovery, again), problem('state-changed'))
  })
  test('two shares; three of which one was changed, and it says which', async () => {
    await assert.rejects(opened(sharesOf(0, 1)), refused('too-few'))
    await assert.rejects(opened([...sharesOf(0, 1), ...sharesOf(1)]), refused('too-few'))
    const [two] = sharesOf(2)
    assert.ok(two)
    const said = JSON.parse(Buffer.from(two.envelope.payload, 'base64').toString())
    const payload = toBase64(Buffer.from(JSON.stringify({ ...said, share: toBase64(randomBytes(33)) })))
    const bad = { name: 'the third', envelope: { ...two.envelope, payload } }
    const isNamed = (error: unknown) => error instanceof RecoveryRefused && error.names.join() === 'the third'
    await assert.rejects(opened([...sharesOf(0, 1), bad]), isNamed)
    assert.deepEqual((await opened([...sharesOf(0, 1, 4), bad])).bad, ['the third'])
  })
  test('keys that the server exchanged or nobody signed, of another epoch than was asked for, and an officer whom nobody let in', async () => {
    const exchanged = file.wraps.map((one) => ({ ...one, file: toBase64(randomBytes(300)) }))
    await assert.rejects(opened(undefined, { ...file, wraps: exchanged }), refused('wrap-exchanged'))
    const more = { ...file, wraps: file.wraps.map((one) => ({ ...one, epoch: 2 })) }
    await assert.rejects(opened(undefined, more), refused('request'))
    const stranger = { shares: sharesOf(0, 1, 2), file, officer: keyIdOfOfficer(town.officers.carla), now: now() }
    await assert.rejects(recover(stranger), refused('not-a-member'))
  })
  test('a directory of the same name that hangs on another root', async () => {
    const [root, accept] = [newSeed(), newSeed()]
    const known = (await town.device()).directory.root
    const forged = makeRootCertificate({ ...known, rootPk: publicKeyOf(root), acceptPk: publicKeyOf(accept) }, root)
    const said = JSON.parse(Buffer.from(file.directory.directory.payload, 'base64').toString())
    const content = { ...said, certificates: [forged, ...said.certificates.slice(1)] }
    const shown = signEnvelope('directory', Buffer.from(canonical(content)), accept)
    const directory = { ...file.directory, directory: shown }
    await assert.rejects(opened(undefined, { ...file, directory }), (error) => error instanceof Distrusted)
  })
})

test('three shares bring the keys to the new officer, who reads what was sent before', async () => {
  const { file: handed, epochs } = await opened(sharesOf(4, 2, 0))
  assert.deepEqual(epochs, [1])
  const desk = await signIn(await town.device(), eva)
  assert.equal(desk.epochs.size, 0)
  const wraps = await signHandedOver(desk, eva.ageIdentity, handed)
  await call(desk.instance.server, wrapKeys, { wraps }, desk.token)
  const again = await signIn(await town.device(), eva)
  const [report] = (await listReports(again)).reports
  const { messages } = await openReport(again, report?.ref ?? '', why)
  assert.match(String(messages[0]?.text), /lamp at the corner/)
  const states = (await recoveriesIn(again.instance)).map((one) => one.state)
  assert.deepEqual(states.sort(), ['done', 'objected', 'objected', 'ready'])
})

test('afterwards a new identity is drawn: what was sealed to the old one is gone, and the old request opens no newer key', async () => {
  const { trusted } = (await town.device()).directory
  const old = recoveryOf(trusted, unit)
  const replay = await askedFor(town, three())
  await splitAnew(town, custody.custodians, 2)
  const { rows } = await owner.query('select epoch, recovery from recovery_wrap')
  assert.deepEqual([rows.length, rows[0].epoch, rows[0].recovery.toString('hex') === old?.hash], [1, 1, false])
  await assert.rejects(handIn(town, replay), problem('not-found'))
  await publishIn(town, await rotate(await leadIn(town), { atOnce: true }))
  const after = await owner.query('select epoch from recovery_wrap order by epoch')
  assert.deepEqual(
    after.rows.map((row) => row.epoch),
    [1, 2],
    'the next epoch is sealed to it by the lead',
  )
  const fresh = recoveryOf((await town.device()).directory.trusted, unit)
  assert.ok(fresh && old)
  await assert.rejects(combineShares(town.pins, fresh, custody.shares), refused('too-few'))
})
