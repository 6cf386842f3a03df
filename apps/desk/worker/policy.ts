// The city's policy: its versions and the proposed one as the page may see them, and the acts that need the officer's signature.
import { draftText } from '@citycop/client/policy/draft-text.ts'
import { approvePolicy, dropPolicy, proposePolicy, readDraft } from '@citycop/client/policy/propose-policy.ts'
import { readVersions } from '@citycop/client/policy/read-versions.ts'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import type { Role } from '@citycop/protocol/keys/certificates.ts'
import type { PolicyDraft } from '@citycop/protocol/policy/contract.ts'
import type { DraftView, Input, Output, PolicyView } from './commands.ts'
import { desk } from './held.ts'

export async function readPolicy(): Promise<PolicyView> {
  const { instance, officer } = desk()
  const looks = drafting.some((role) => officer.roles.includes(role))
  const [{ versions, fits }, draft] = await Promise.all([
    readVersions(instance),
    looks ? readDraft(desk()).catch(unlessForbidden) : undefined,
  ])
  return {
    city: instance.pins.instance,
    // One whose text is not what it is named by is not shown; `fits` says whether it is the one in force.
    fits,
    versions: versions.flatMap(({ number, from, index, content, approvals }) =>
      content ? [{ number, from, index, content, approvals }] : [],
    ),
    ...(draft && { draft: viewOf(draft) }),
  }
}

/** Everybody reads what is in force; a draft is for those who may propose or approve. The server decides who they are. */
const drafting: readonly Role[] = ['city_admin', 'dpo', 'chief']

function unlessForbidden(error: unknown): undefined {
  if (!(error instanceof Problem) || error.code !== 'forbidden') throw error
}

function viewOf(draft: PolicyDraft): DraftView {
  const { keyId } = desk().officer
  const { number, sha256, proposedOn, notes, cases } = draft
  return {
    number,
    sha256,
    content: draftText(draft),
    proposedOn,
    mine: draft.proposedBy === keyId,
    approvals: draft.approvals.map(({ keyid, role }) => ({ role, mine: keyid === keyId })),
    notes,
    cases,
  }
}

export const propose = async (content: Input<'propose-policy'>): Promise<DraftView> =>
  viewOf(await proposePolicy(desk(), content))

export async function approve(named: Input<'approve-policy'>): Promise<Output<'approve-policy'>> {
  const { draft, published } = await approvePolicy(desk(), named)
  return { published, draft: viewOf(draft) }
}

export const drop = async (named: Input<'drop-policy'>): Promise<undefined> => void (await dropPolicy(desk(), named))
