// The policies say the same in this process and over HTTP: a walk through the whole matrix here, and probes of it against two cities'
// running servers, each by an officer who has that one role, on a report that is in that state.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { call } from '@citycop/client/api/call.ts'
import { appointOfficer, newOfficer } from '@citycop/client/keys/make-officer.ts'
import { type Desk, signIn } from '@citycop/client/officers/sign-in.ts'
import { signRequest } from '@citycop/client/officers/sign-request.ts'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import { openReport } from '@citycop/client/reports/open-report.ts'
import { addDays } from '@citycop/protocol/contract/days.ts'
import { roles } from '@citycop/protocol/keys/certificates.ts'
import { publishKeys } from '@citycop/protocol/keys/contract.ts'
import { chanceFrom } from '@citycop/protocol/policy/testing/chance.ts'
import type pg from 'pg'
import { codeOf, send } from '../hostile/request.ts'
import { ownerOf, rowCounts } from '../hostile/row-counts.ts'
import {
  acts,
  type Case,
  decisionOn,
  isHeld,
  matrix,
  prepareMatrix,
  reasonOf,
  regimeOf,
  unlawful,
} from '../policy-matrix.ts'
import { createTown, type Town } from '../town.ts'

const unit = 'harbour-team'
const why = { purpose: 'handle_concern', reason: 'first-reading' } as const
const inEach = 2 // probes of each role and city, and as many again of what is allowed

let town: Town
let other: Town
let owner: pg.Client
let desks: ReadonlyMap<string, Desk>
let ref: string
let blob: string

before(async () => {
  prepareMatrix()
  town = await createTown()
  other = await createTown({ database: town.database, instance: 'othertown' })
  owner = await ownerOf(town)
  desks = new Map([...(await oneOfEachRole(town, 'its own')), ...(await oneOfEachRole(other, 'another'))])
  await town.reports({ files: [{ name: 'a.txt', type: 'text/plain', bytes: new Uint8Array(9) }] })
  const anna = await town.desk('anna')
  ref = (await listReports(anna)).reports[0]?.ref ?? ''
  blob = (await openReport(anna, ref, why)).messages[0]?.files[0]?.blob ?? ''
})
after(async () => {
  await owner.end()
  await other.close()
  await town.close()
})

/** In the unit that has the report, with this role and no other. */
async function oneOfEachRole(
  { pins, admin, origin, app, device }: Town,
  city: Case['city'],
): Promise<[string, Desk][]> {
  const today = app.context.clock.today()
  const post = { instance: pins.instance, notBefore: today, notAfter: addDays(today, 30), units: [unit] }
  const people = roles.map((role, i) => ({ role, certNo: 70 + i, keys: newOfficer(pins, role) }))
  const certificates = await Promise.all(
    people.map(({ role, certNo, keys }) =>
      appointOfficer({ ...post, certNo, roles: [role], trainedOn: today, clearedSpecial: false }, keys, admin),
    ),
  )
  await call({ origin }, publishKeys, { certificates, wraps: [] })
  const signedIn = people.map(async ({ role, keys }): Promise<[string, Desk]> => {
    return [`${role} of ${city}`, await signIn(await device(), keys)]
  })
  return Promise.all(signedIn)
}

/** The same ones every time: some of each role and city, and of those that are allowed, which are few. */
function draw(): readonly Case[] {
  const chance = chanceFrom(23)
  const some = (from: readonly Case[]) => Array.from({ length: from.length > 0 ? inEach : 0 }, () => chance.one(from))
  const ofEach = roles.flatMap((role) => [
    ...some(matrix.filter((one) => one.role === role && one.city === 'its own')),
    ...some(matrix.filter((one) => one.role === role && one.city === 'another')),
  ])
  const allowed = matrix.filter((one) => decisionOn(one).allowed)
  const refused = matrix.filter(
    (one) => one.city === 'its own' && decisionOn(one).by.length > 0 && !decisionOn(one).allowed,
  )
  const ofActs = acts.flatMap((act) => [
    ...some(allowed.filter((one) => one.act === act)),
    ...some(refused.filter((one) => one.act === act)),
  ])
  return [...new Set([...ofEach, ...ofActs])]
}

/** Puts the report where the case has it, whatever an earlier probe made of it. */
async function setLife({ act, life }: Case): Promise<void> {
  const today = town.app.context.clock.today()
  const ends = { running: 30, 'on its last day': 0, over: -1, 'over and held': -1, restricted: 30 }[life]
  await owner.query(
    `update report set status = 'received', regime = $2, retention_class = null, triaged_on = $8, assignee = null,
     review_on = null, erase_on = null, ends_on = $3, restricted = $4, hold_ground = $5, hold_by = $6, hold_until = $7
     where ref = $1`,
    [
      Buffer.from(ref, 'hex'),
      regimeOf(act),
      addDays(today, ends),
      life === 'restricted',
      ...(isHeld(act, life) ? ['evidence', 'somebody', addDays(today, 10)] : [null, null, null]),
      regimeOf(act) === 'LED' ? today : null,
    ],
  )
}

const decisions: Partial<Record<Case['act'], Parameters<typeof signRequest>[1]['decision']>> = {
  'report:triage': { regime: 'LED', retentionClass: 'crime_minor' },
  'report:change-regime': { regime: 'GDPR', retentionClass: 'noncrime', ground: 'no-crime' },
  'report:review': { outcome: 'keep' },
}

function ask({ act }: Case, desk: Desk): { path: string; body: unknown } {
  const path = `/desk/${act.slice('report:'.length)}`
  if (act === 'attachment:read') return { path: '/desk/attachment', body: { ref, id: blob, part: 0, ...why } }
  if (act === 'report:open')
    return { path, body: { request: signRequest(desk, { action: act, ref, objects: [], ...why }), seen: 0 } }
  const until = addDays(town.app.context.clock.today(), 10)
  const decision = act === 'report:hold' ? ({ ground: 'evidence', until } as const) : decisions[act]
  return {
    path,
    body: { request: signRequest(desk, { action: act, ref, objects: [], ...(decision ? { decision } : {}) }) },
  }
}

async function probe(one: Case): Promise<{ code: string | undefined; status: number; reason: object; wrote: boolean }> {
  await setLife(one)
  const desk = desks.get(`${one.role} of ${one.city}`) as Desk
  const { path, body } = ask(one, desk)
  const counts = await rowCounts(owner)
  const answer = await send(one.city === 'its own' ? town.origin : other.origin, path, body, { token: desk.token })
  const wrote = JSON.stringify(counts) !== JSON.stringify(await rowCounts(owner))
  if (answer.status === 200) return { code: undefined, status: 200, reason: {}, wrote }
  const { rules, law } = JSON.parse(answer.text) as { rules?: string; law?: string }
  const reason = { ...(rules === undefined ? {} : { rules }), ...(law === undefined ? {} : { law }) }
  return { code: codeOf(answer), status: answer.status, reason, wrote }
}

test(`all ${matrix.length} cases of role, act, city and life are decided as the law says, and another city’s officer has none`, () => {
  assert.deepEqual(unlawful().slice(0, 3), [])
  const allowed = matrix.filter((one) => decisionOn(one).allowed)
  assert.ok(allowed.length > 30)
  assert.deepEqual(
    allowed.filter(({ act, city, life }) => city === 'another' || (life === 'over' && !isHeld(act, life))),
    [],
  )
})

test('a running server answers each of more than fifty probes of it as the policies do, and a refusal names the same rules and laws', async (t) => {
  const probes = draw()
  const reasons = new Map<string, number>()
  const found = { allowed: 0, refused: 0, unknown: 0 }
  for (const one of probes) {
    const decision = decisionOn(one)
    const { code, status, reason, wrote } = await probe(one)
    const said = `${JSON.stringify(one)}: ${status} ${code} ${JSON.stringify(reason)}`
    if (one.city === 'another') {
      // Of another city's report a server knows nothing, so that it cannot even be asked about.
      assert.deepEqual([decision.allowed, code, reason, wrote], [false, 'not-found', {}, false], said)
      found.unknown++
    } else if (decision.allowed) {
      assert.equal(status, 200, said)
      found.allowed++
    } else {
      assert.deepEqual([code, reason, wrote], ['forbidden', reasonOf(decision), false], said)
      found.refused++
      reasons.set(reasonOf(decision).rules, (reasons.get(reasonOf(decision).rules) ?? 0) + 1)
    }
  }
  assert.ok(probes.length >= 50 && found.allowed >= 10 && found.refused >= 25)
  const { allowed, refused, unknown } = found
  t.diagnostic(
    `${probes.length} probes of ${matrix.length} cases: ${allowed} allowed, ${refused} refused with the same rules and laws, ${unknown} about another city’s report`,
  )
  t.diagnostic(`refused by ${[...reasons].map(([rules, count]) => `${rules} (${count})`).join(', ')}`)
})
