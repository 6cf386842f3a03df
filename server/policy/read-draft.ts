import type { Reply } from '@citycop/protocol/contract/route.ts'
import type { PolicyDraft, readDraft as route } from '@citycop/protocol/policy/contract.ts'
import type { Context } from '../context.ts'
import { authorise, type Officer } from './authorise.ts'
import { type Approval, readApprovals, readDraftRow, type StoredDraft } from './store.ts'

/** What is proposed now, for those who may propose or approve. */
export async function readDraft(ctx: Context, officer: Officer): Promise<Reply<typeof route>> {
  authorise(ctx, officer, 'policy:read-draft', {})
  const { instance } = ctx.city.pins
  const draft = await readDraftRow(ctx.database.query, instance)
  return draft ? { draft: draftReply(draft, await readApprovals(ctx.database.query, instance)) } : {}
}

export const draftReply = (
  { number, hash, text, proposer, day, notes, cases }: StoredDraft,
  approvals: readonly Approval[],
): PolicyDraft => ({
  number,
  sha256: hash.toString('hex'),
  text,
  proposedBy: proposer,
  proposedOn: day,
  approvals: approvals.map(({ officer, role }) => ({ keyid: officer, role })),
  notes: [...notes],
  cases,
})
