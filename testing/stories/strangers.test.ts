// An officer of another unit or another city gets nothing; nor does anybody whose session, signature or request is not good.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { call } from '@citycop/client/api/call.ts'
import { sealUnitMessage } from '@citycop/client/conversation/seal-unit-message.ts'
import { Distrusted } from '@citycop/client/keys/distrusted.ts'
import { type Desk, signIn, signOut } from '@citycop/client/officers/sign-in.ts'
import { signRequest } from '@citycop/client/officers/sign-request.ts'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import { type OpenedReport, openReport } from '@citycop/client/reports/open-report.ts'
import { readMailbox } from '@citycop/client/reports/read-mailbox.ts'
import { fromBase64, toBase64 } from '@citycop/protocol/contract/base64.ts'
import { bytes } from '@citycop/protocol/contract/bytes.ts'
import { canonical } from '@citycop/protocol/contract/canonical.ts'
import { signEnvelope } from '@citycop/protocol/contract/dsse.ts'
import type { ProblemCode } from '@citycop/protocol/contract/problem.ts'
import { askChallenge } from '@citycop/protocol/officers/contract.ts'
import type { DeskRequest } from '@citycop/protocol/reports/desk-request.ts'
import type pg from 'pg'
import { signerFrom } from '../../server/platform/signing.ts'
import { assertRefused, send } from '../hostile/request.ts'
import { ownerOf, rowCounts } from '../hostile/row-counts.ts'
import { createTown, type Sent, type Town } from '../town.ts'

let town: Town
let owner: pg.Client
let [anna, bruno, carla]: Desk[] = []
let sent: Sent
let opened: OpenedReport
let hours = 0
const why = { purpose: 'handle_concern', reason: 'first-reading' } as const
const first = (desk: Desk | undefined): Desk => desk as Desk

before(async () => {
  town = await createTown({ now: () => new Date(Date.now() + hours * 3_600_000) })
  owner = await ownerOf(town)
  sent = await town.reports({ files: [{ name: 'a.txt', type: 'text/plain', bytes: new Uint8Array(9) }] })
  ;[anna, bruno, carla] = [await town.desk('anna'), await town.desk('bruno'), await town.desk('carla')]
  const ref = (await listReports(first(anna))).reports[0]?.ref ?? ''
  opened = await openReport(first(anna), ref, why)
})
after(async () => {
  await owner.end()
  await town.close()
})

async function refuses(code: ProblemCode, path: string, content: unknown, token: string): Promise<void> {
  const counts = await rowCounts(owner)
  assertRefused(await send(town.origin, path, content, { token }), code, content)
  assert.deepEqual(await rowCounts(owner), counts)
}
type Asked = Partial<DeskRequest> & Pick<DeskRequest, 'action'>
const ask = (desk: Desk, asked: Asked) => signRequest(desk, { ref: opened.ref, objects: [], ...asked })
const opening = (desk: Desk, change: Partial<DeskRequest> = {}) => ({
  request: ask(desk, { action: 'report:open', ...why, ...change }),
  seen: 0,
})
const blob = () => opened.messages[0]?.files[0]?.blob ?? ''

describe('an officer of another unit', () => {
  test('finds nothing in the list, by any way of asking', async () => {
    const desk = first(carla)
    assert.deepEqual((await listReports(desk)).reports, [])
    assert.deepEqual((await listReports(desk, { ref: opened.ref })).reports, [])
    await refuses('forbidden', '/desk/reports', { unit: 'harbour-team' }, desk.token)
    assert.equal((await listReports(first(bruno))).reports.length, 1)
  })
  test('opens, takes, answers, closes and holds nothing, and gets no part of an attachment', async () => {
    const { token } = first(carla)
    await refuses('forbidden', '/desk/open', opening(first(carla)), token)
    await refuses('forbidden', '/desk/take', { request: ask(first(carla), { action: 'report:take' }) }, token)
    await refuses('forbidden', '/desk/hold', { request: ask(first(carla), { action: 'report:hold' }) }, token)
    const { id, message } = await sealUnitMessage(first(anna), opened, { type: 'reply', text: 'Go away.' })
    const answer = ask(first(carla), { action: 'message:answer', objects: [id] })
    await refuses('forbidden', '/desk/answer', { request: answer, message }, token)
    const close = ask(first(carla), { action: 'report:close', objects: [id], reason: 'resolved' })
    await refuses('forbidden', '/desk/close', { request: close, message }, token)
    await refuses('forbidden', '/desk/attachment', { ref: opened.ref, id: blob(), part: 0, ...why }, token)
    assert.equal((await readMailbox(await town.device(), sent.keys).then(acts)).at(-1), 'report:open')
  })
  test('has no key of the other unit', () => {
    assert.deepEqual([...first(carla).epochs.keys()], ['home-safety/1'])
    assert.deepEqual([...first(anna).epochs.keys()], ['harbour-team/1'])
  })
})

describe('an officer of another city', () => {
  let other: Town
  before(async () => {
    other = await createTown({ database: town.database, instance: 'othertown' })
  })
  after(() => other.close())

  test('cannot sign in, with or without a client that checks', async () => {
    const stranger = other.officers.anna
    await assert.rejects(signIn(await town.device(), stranger), Distrusted)
    const { challenge } = await call({ origin: town.origin }, askChallenge, {})
    const seed = fromBase64(stranger.signSeed)
    const officerPk = toBase64(signerFrom(seed).publicKey)
    const login = (instance: string) => ({
      request: signEnvelope('login', bytes(canonical({ v: 1, instance, officerPk, challenge })), seed),
    })
    await refuses('forbidden', '/desk/sign-in', login('testville'), '')
    await refuses('wrong-instance', '/desk/sign-in', login('othertown'), '')
    const theirs = await call({ origin: other.origin }, askChallenge, {})
    const foreign = bytes(canonical({ v: 1, instance: 'testville', officerPk, challenge: theirs.challenge }))
    await refuses('challenge-stale', '/desk/sign-in', { request: signEnvelope('login', foreign, seed) }, '')
  })
  test('sees nothing of this one, and neither does its server', async () => {
    const desk = await other.desk('anna')
    assert.deepEqual((await listReports(desk)).reports, [])
    assert.deepEqual((await listReports(desk, { ref: opened.ref })).reports, [])
    const attempt = await send(other.origin, '/desk/open', opening(desk), { token: desk.token })
    assertRefused(attempt, 'not-found')
    const part = { ref: opened.ref, id: blob(), part: 0, ...why }
    assertRefused(await send(other.origin, '/desk/attachment', part, { token: desk.token }), 'not-found')
    assert.equal(await readMailbox(await other.device(), sent.keys), undefined)
    await refuses('not-signed-in', '/desk/reports', {}, desk.token)
    assertRefused(await send(other.origin, '/desk/reports', {}, { token: first(anna).token }), 'not-signed-in')
  })
})

describe('nobody gets in', () => {
  test('without a session, with a made-up one, or with one that was ended', async () => {
    for (const token of [
      '',
      'A'.repeat(43),
      `${'A'.repeat(43)}=`,
      `${'A'.repeat(43)}= `,
      first(anna).token.slice(0, -2),
    ])
      await refuses('not-signed-in', '/desk/reports', {}, token)
    const desk = await town.desk('dario')
    await signOut(desk)
    await refuses('not-signed-in', '/desk/reports', {}, desk.token)
  })
  test('with a session older than eight hours', async () => {
    const desk = await town.desk('dario')
    hours = 7.9
    assert.ok(await listReports(desk))
    hours = 8.1
    await refuses('not-signed-in', '/desk/reports', {}, desk.token)
    hours = 0
    await refuses('not-signed-in', '/desk/reports', {}, desk.token)
  })
  test('with a challenge older than five minutes, made up, or from the future', async () => {
    const { challenge } = await call({ origin: town.origin }, askChallenge, {})
    const seed = fromBase64(town.officers.anna.signSeed)
    const officerPk = toBase64(signerFrom(seed).publicKey)
    const login = (challenge: string) => ({
      request: signEnvelope('login', bytes(canonical({ v: 1, instance: 'testville', officerPk, challenge })), seed),
    })
    hours = 0.1
    await refuses('challenge-stale', '/desk/sign-in', login(challenge), '')
    hours = -0.1
    await refuses('challenge-stale', '/desk/sign-in', login(challenge), '')
    hours = 0
    await refuses('challenge-stale', '/desk/sign-in', login(toBase64(new Uint8Array(48))), '')
    assert.equal((await send(town.origin, '/desk/sign-in', login(challenge))).status, 200)
  })
})

describe('a request of an officer is refused', () => {
  test('a second time: one signature is one act', async () => {
    const { token } = first(anna)
    const take = { request: ask(first(anna), { action: 'report:take' }) }
    assert.equal((await send(town.origin, '/desk/take', take, { token })).status, 200)
    await refuses('state-changed', '/desk/take', take, token)
    const open = opening(first(anna))
    assert.equal((await send(town.origin, '/desk/open', open, { token })).status, 200)
    await refuses('state-changed', '/desk/open', open, token)
    await refuses('state-changed', '/desk/open', { ...open, seen: 5 }, token)
  })
  test('under another officer’s signature, of the same unit or of another', async () => {
    await refuses('bad-signature', '/desk/open', opening(first(bruno)), first(anna).token)
    await refuses('bad-signature', '/desk/open', opening(first(anna)), first(carla).token)
  })
  test('for another act, city, policy or domain', async () => {
    const desk = first(anna)
    const { token } = desk
    await refuses('bad-request', '/desk/take', opening(desk), token)
    await refuses('bad-request', '/desk/take', { request: opening(desk).request }, token)
    await refuses('bad-request', '/desk/hold', { request: ask(desk, { action: 'report:take' }) }, token)
    const said = {
      v: 1,
      instance: 'testville',
      action: 'report:open',
      ref: opened.ref,
      objects: [],
      policyVersion: 1,
      ...why,
    }
    const nonce = toBase64(new Uint8Array(16))
    const signed = (change: object, domain: 'act' | 'login' = 'act') => ({
      request: signEnvelope(domain, bytes(canonical({ ...said, nonce, ...change })), desk.signSeed),
      seen: 0,
    })
    await refuses('wrong-instance', '/desk/open', signed({ instance: 'othertown' }), token)
    await refuses('policy-changed', '/desk/open', signed({ policyVersion: 2 }), token)
    await refuses('bad-signature', '/desk/open', signed({}, 'login'), token)
    await refuses('bad-request', '/desk/open', signed({ extra: 1 }), token)
    await refuses('bad-request', '/desk/open', signed({ purpose: 'curiosity' }), token)
    await refuses('not-found', '/desk/open', signed({ ref: '00'.repeat(16) }), token)
  })
  test('without a purpose, without a reason, or with a reason that is not one for opening', async () => {
    const { token } = first(anna)
    const bare = { action: 'report:open' as const }
    await refuses('forbidden', '/desk/open', { request: ask(first(anna), bare), seen: 0 }, token)
    await refuses(
      'bad-request',
      '/desk/open',
      { request: ask(first(anna), { ...bare, purpose: why.purpose }), seen: 0 },
      token,
    )
    await refuses(
      'forbidden',
      '/desk/open',
      { request: ask(first(anna), { ...bare, reason: why.reason }), seen: 0 },
      token,
    )
    await refuses('bad-request', '/desk/open', opening(first(anna), { reason: 'resolved' }), token)
  })
  test('that names another message than the one it brings', async () => {
    const desk = first(anna)
    const { id, message } = await sealUnitMessage(desk, opened, { type: 'reply', text: 'On our way.' })
    const answer = (objects: string[], change: object = {}) => ({
      request: ask(desk, { action: 'message:answer', objects }),
      message: { ...message, ...change },
    })
    await refuses('bad-request', '/desk/answer', answer([]), desk.token)
    await refuses('bad-request', '/desk/answer', answer([id, id]), desk.token)
    await refuses('bad-request', '/desk/answer', answer(['00'.repeat(32)]), desk.token)
    await refuses('seq-taken', '/desk/answer', answer([id], { seq: 1 }), desk.token)
    await refuses('epoch-expired', '/desk/answer', answer([id], { epoch: 2 }), desk.token)
    await refuses('wrong-suite', '/desk/answer', answer([id], { header: '' }), desk.token)
    await refuses('wrong-size', '/desk/answer', answer([id], { payload: '' }), desk.token)
    const close = { request: ask(desk, { action: 'report:close', objects: [id] }), message }
    await refuses('bad-request', '/desk/close', close, desk.token)
  })
  test('for a page that begins on a day of no calendar', async () =>
    refuses('bad-request', '/desk/reports', { after: `2026-99-99/${'00'.repeat(16)}` }, first(anna).token))
})

function acts(mailbox: Awaited<ReturnType<typeof readMailbox>>): string[] {
  assert.ok(mailbox && !('erased' in mailbox))
  return mailbox.acts.map((one) => one.action)
}
