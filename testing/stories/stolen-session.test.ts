// A thief has the token of an officer's session, and not the officer's keys: what it is worth, and what ends it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newSeed } from '@citycop/client/keys/make-certificate.ts'
import { type Desk, signOut } from '@citycop/client/officers/sign-in.ts'
import { signRequest } from '@citycop/client/officers/sign-request.ts'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import { openReport } from '@citycop/client/reports/open-report.ts'
import type { Route } from '@citycop/protocol/contract/route.ts'
import type { DeskRequest } from '@citycop/protocol/reports/desk-request.ts'
import { routes } from '@citycop/protocol/routes.ts'
import type pg from 'pg'
import { assertRefused, codeOf, send } from '../hostile/request.ts'
import { ownerOf, rowCounts } from '../hostile/row-counts.ts'
import { letOut } from '../lead.ts'
import { createTown, lamp, type Town } from '../town.ts'

let town: Town
let owner: pg.Client
let anna: Desk
let ref: string
let blob: string
const why = { purpose: 'handle_concern', reason: 'first-reading' } as const

before(async () => {
  town = await createTown()
  owner = await ownerOf(town)
  anna = await town.desk('anna')
  await town.reports({ files: [{ name: 'a.txt', type: 'text/plain', bytes: new Uint8Array(9) }] })
  ref = (await listReports(anna)).reports[0]?.ref ?? ''
  blob = (await openReport(anna, ref, why)).messages[0]?.files[0]?.blob ?? ''
})
after(async () => {
  await owner.end()
  await town.close()
})

const ofOfficers = routes.filter((one) => one.caller === 'officer')
const fieldsOf = ({ body }: Route) => ('entries' in body ? Object.keys(body.entries as object) : [])
const isSigned = (one: Route) => fieldsOf(one).some((field) => field === 'request' || field === 'statement')
const withToken = (path: string, content: unknown) => send(town.origin, path, content, { token: anna.token })

/** From the officer's own requests, under the thief's key: the thief has no other. */
const forged = (asked: Pick<DeskRequest, 'action'> & Partial<DeskRequest>) =>
  signRequest({ ...anna, signSeed: newSeed() }, { ref, objects: [], ...asked })

test('with the token alone these acts can be done, and no other: whatever opens, changes or decides is signed anew', () => {
  const bare = ofOfficers.filter((one) => !isSigned(one)).map((one) => one.action)
  assert.deepEqual(bare.sort(), [
    'attachment:read',
    'audit:read-notices',
    'identity:list',
    'officer:read-cards',
    'officer:read-keys',
    'officer:sign-out',
    'officer:wrap-keys',
    'officer:write-cards',
    'policy:read-draft',
    'report:count',
    'report:list',
    'report:list-sealed',
    'report:preview-erasure',
    'report:watch',
  ])
})

test('the token opens nothing: an opening under another key is refused, and so is one that was used', async () => {
  const counts = await rowCounts(owner)
  const opening = { request: forged({ action: 'report:open', ...why }), seen: 0 }
  assertRefused(await withToken('/desk/open', opening), 'bad-signature')
  assertRefused(await withToken('/desk/open', { seen: 0 }), 'bad-request')
  assert.deepEqual(await rowCounts(owner), counts)
  const own = { request: signRequest(anna, { action: 'report:open', ref, objects: [], ...why }), seen: 0 }
  assert.equal((await withToken('/desk/open', own)).status, 200)
  assertRefused(await withToken('/desk/open', own), 'state-changed') // overheard, and played again
})

test('the token changes nothing: no act on a report is done under another key', async () => {
  const counts = await rowCounts(owner)
  const changes = ofOfficers.filter((one) => one.action.startsWith('report:') && fieldsOf(one).join() === 'request')
  assert.ok(changes.length >= 7, `${changes.length} acts were tried`)
  for (const { path, action } of changes) {
    const answer = await withToken(path, { request: forged({ action: action as DeskRequest['action'] }) })
    assert.equal(codeOf(answer), 'bad-signature', action)
  }
  assert.deepEqual(await rowCounts(owner), counts)
})

test('what it can read has no word of a report and no key: lines of the list, who has keys, sealed parts', async () => {
  const asked = {
    '/desk/reports': {},
    '/desk/keys': {},
    '/desk/reseal/list': { unit: 'harbour-team', epochs: [1] },
    '/desk/attachment': { ref, id: blob, part: 0, ...why },
  }
  for (const [path, content] of Object.entries(asked)) {
    const { status, text } = await withToken(path, content)
    assert.equal(status, 200, path) // nothing ties a token to a device, and nothing here claims it
    for (const word of [lamp.what, lamp.where ?? '', 'AGE-SECRET-KEY', 'age-encryption.org'])
      assert.ok(!text.includes(word))
    assert.doesNotMatch(text, /"(header|file|category)"/)
  }
})

test('signing out, which a desk does whenever it locks, ends it for whoever has a copy', async () => {
  const desk = await town.desk('anna')
  assert.equal((await send(town.origin, '/desk/reports', {}, { token: desk.token })).status, 200)
  await signOut(desk)
  assertRefused(await send(town.origin, '/desk/reports', {}, { token: desk.token }), 'not-signed-in')
  assert.equal((await withToken('/desk/reports', {})).status, 200) // the officer's other desk goes on
})

test('letting the officer go ends every session at that moment, and no new one begins', async () => {
  const bruno = await town.desk('bruno')
  await letOut(town, town.officers.bruno)
  for (const path of ['/desk/reports', '/desk/keys', '/desk/watch'])
    assertRefused(await send(town.origin, path, {}, { token: bruno.token }), 'not-signed-in')
  await assert.rejects(town.desk('bruno'))
  assert.equal((await withToken('/desk/reports', {})).status, 200)
})
