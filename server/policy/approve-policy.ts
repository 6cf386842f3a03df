// The approvals of a draft. With the last one it becomes a numbered version: a public entry first, then the row, then the lives of
// the reports that it shortens.
import { randomUUID } from 'node:crypto'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import type { Body, Reply } from '@citycop/protocol/contract/route.ts'
import { publicEntry } from '@citycop/protocol/log/public-entry.ts'
import {
  type approvePolicy as approveRoute,
  type dropPolicy as dropRoute,
  type PolicyStatement,
  policyText,
} from '@citycop/protocol/policy/contract.ts'
import { parse } from 'valibot'
import type { Context } from '../context.ts'
import { insertPublicEntry } from '../log/published-store.ts'
import { insertAct } from '../log/store.ts'
import { isTaken, type Query } from '../platform/database.ts'
import { sha256 } from '../platform/hash.ts'
import { authorise, type Officer } from './authorise.ts'
import { draftReply } from './read-draft.ts'
import { readStatement } from './read-statement.ts'
import {
  type Approval,
  deleteDraft,
  insertApproval,
  insertVersion,
  readApprovals,
  readDraftRow,
  type StoredDraft,
} from './store.ts'

/** Who must have approved: two different people, neither of them the proposer (POLICY G4, F-FOUR-EYES-POLICY). */
const needed = ['dpo', 'chief'] as const

/** @throws Problem: not-found, state-changed, forbidden */
export async function approvePolicy(
  ctx: Context,
  officer: Officer,
  { statement }: Body<typeof approveRoute>,
): Promise<Reply<typeof approveRoute>> {
  const { city, database } = ctx
  const { instance } = city.pins
  const said = readStatement(ctx, officer, statement, 'approve')
  const done = await database.transaction(async ({ query }) => {
    const draft = await draftNamed(query, instance, said)
    authorise(ctx, officer, 'policy:approve', { proposer: draft.proposer })
    const before = await readApprovals(query, instance)
    const role = needed.find((one) => officer.roles.includes(one) && !before.some((given) => given.role === one))
    if (!role) throw new Problem('state-changed', 'this approval is there already')
    const approval = { officer: officer.keyId, role, sig: statement.signatures[0]?.sig ?? '' }
    await insertApproval(query, instance, approval).catch(unlessTwice)
    const approvals = [...before, approval]
    const whole = needed.every((one) => approvals.some((given) => given.role === one))
    return { draft, approvals, act: whole ? await publish(ctx, query, draft, approvals) : undefined }
  })
  if (done.act) await ctx.activate(done.draft.number, await ctx.log.number(done.act))
  return { draft: draftReply(done.draft, done.approvals), published: done.act !== undefined }
}

export async function dropPolicy(
  ctx: Context,
  officer: Officer,
  { statement }: Body<typeof dropRoute>,
): Promise<Reply<typeof dropRoute>> {
  const { instance } = ctx.city.pins
  const said = readStatement(ctx, officer, statement, 'drop')
  await ctx.database.transaction(async ({ query }) => {
    const draft = await draftNamed(query, instance, said)
    authorise(ctx, officer, 'policy:drop', { proposer: draft.proposer })
    await deleteDraft(query, instance)
  })
  return {}
}

/** Held until the transaction ends: two last approvals at one moment publish once. */
async function draftNamed(query: Query, city: string, said: PolicyStatement): Promise<StoredDraft> {
  const draft = await readDraftRow(query, city, true)
  if (!draft) throw new Problem('not-found')
  if (draft.number !== said.number || draft.hash.toString('hex') !== said.sha256)
    throw new Problem('state-changed', 'another text is proposed now')
  return draft
}

async function publish(
  { city, clock }: Context,
  query: Query,
  { number, text, hash }: StoredDraft,
  given: readonly Approval[],
): Promise<string> {
  const { instance } = city.pins
  const startsOn = parse(policyText, JSON.parse(text)).from
  if (startsOn < clock.today())
    throw new Problem('state-changed', `it was to begin on ${startsOn}, which is past; propose it anew`)
  const approvals = given.map(({ officer, sig }) => ({ keyid: officer, sig }))
  const entry = publicEntry('policy', { v: 1, number, text, sha256: hash.toString('hex'), approvals })
  const act = randomUUID()
  await insertAct(query, instance, act, entry)
  await insertPublicEntry(query, instance, { kind: 'policy', hash: sha256(entry), act, day: clock.today() })
  await insertVersion(query, instance, { number, text, approvals, startsOn }, act)
  await deleteDraft(query, instance)
  return act
}

function unlessTwice(error: unknown): never {
  if (isTaken(error)) throw new Problem('state-changed', 'one person approves once')
  throw error
}
