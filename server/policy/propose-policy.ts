// A draft: checked against the floor before anybody is asked to approve it, and refused with every reason.
import { Problem } from '@citycop/protocol/contract/problem.ts'
import type { Body } from '@citycop/protocol/contract/route.ts'
import type { PolicyDraft, PolicyText, proposePolicy as route } from '@citycop/protocol/policy/contract.ts'
import { policyText } from '@citycop/protocol/policy/contract.ts'
import { safeParse } from 'valibot'
import type { Context } from '../context.ts'
import { isTaken } from '../platform/database.ts'
import { sha256 } from '../platform/hash.ts'
import { authorise, type Officer } from './authorise.ts'
import { draftReply } from './read-draft.ts'
import { readStatement } from './read-statement.ts'
import { insertDraft, readDraftRow } from './store.ts'

/** @throws Problem: policy-refused with the reasons, state-changed when another draft is being looked at */
export async function proposePolicy(ctx: Context, officer: Officer, body: Body<typeof route>): Promise<PolicyDraft> {
  const { city, clock, database, versions } = ctx
  const { instance } = city.pins
  const said = readStatement(ctx, officer, body.statement, 'propose')
  authorise(ctx, officer, 'policy:propose', { proposer: officer.keyId })
  const hash = sha256(Buffer.from(body.text))
  if (said.sha256 !== hash.toString('hex')) throw new Problem('bad-signature', 'the statement names another text')
  const number = (versions.all().at(-1)?.number ?? 0) + 1
  const text = readText(body.text)
  if (said.number !== number || Number(text.policy.version) !== number)
    throw new Problem('state-changed', `the next version is number ${number}`)
  if (text.policy.lea.id !== instance) refused(`lea.id: ${text.policy.lea.id} is not this city, ${instance}`)
  if (!text.policy.service) refused('service: a running city says its time zone and what its units promise')
  if (text.from < clock.today()) refused(`from: ${text.from} is in the past; a version begins today or later`)
  if (await readDraftRow(database.query, instance)) throw another()
  const checked = await ctx.checkPolicy({ policy: text.policy, cedar: text.cedar, today: clock.today() })
  if (!checked.ok) refused(checked.refusals.map(({ where, todo }) => `${where}: ${todo}`).join('; '))
  const draft = {
    number,
    hash,
    text: body.text,
    proposer: officer.keyId,
    day: clock.today(),
    notes: checked.notes.map(({ where, todo }) => `${where}: ${todo}`.slice(0, 400)),
    cases: checked.cases,
  }
  try {
    await insertDraft(database.query, instance, draft)
  } catch (error) {
    if (isTaken(error)) throw another()
    throw error
  }
  return draftReply(draft, [])
}

/** @throws Problem policy-refused */
function readText(spelt: string): PolicyText {
  try {
    const parsed = safeParse(policyText, JSON.parse(spelt))
    if (parsed.success) return parsed.output
    const [issue] = parsed.issues
    return refused(`${issue.path?.map((one) => String(one.key)).join('.') ?? 'the text'}: ${issue.message}`)
  } catch (error) {
    if (error instanceof Problem) throw error
    return refused('the text is not JSON')
  }
}

function refused(why: string): never {
  throw new Problem('policy-refused', why.slice(0, 4000))
}

const another = () => new Problem('state-changed', 'another version is being looked at; approve or drop it first')
