// The acts on a sealed identity. Both seals come off here; what the page gets of one is a name and how to reach somebody, once.
import * as vault from '@citycop/client/identity/open-identity.ts'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import type { IdentityRequest } from '@citycop/protocol/identity/contract.ts'
import type { IdentitiesView, Input, Output } from './commands.ts'
import { desk } from './held.ts'

export async function listIdentities(): Promise<IdentitiesView> {
  const { requests } = await vault.listIdentities(desk())
  // No file and no hash of one: the page has no use for them.
  return { mine: desk().officer.keyId, requests: requests.map(({ file: _f, object: _o, ref: _r, ...shown }) => shown) }
}

export const requestIdentity = async ({ number, cause, until }: Input<'request-identity'>): Promise<undefined> =>
  void (await vault.requestIdentity(desk(), number, cause, until))

export const approveIdentity = async ({ id }: Input<'approve-identity'>): Promise<undefined> =>
  void (await vault.approveIdentity(desk(), await find(id)))

export async function revealIdentity({ id, cause }: Input<'reveal-identity'>): Promise<Output<'reveal-identity'>> {
  const { name, contact } = await vault.revealIdentity(desk(), await find(id), cause)
  return { name, contact }
}

export const reviewIdentity = async ({ id, outcome }: Input<'review-identity'>): Promise<undefined> =>
  void (await vault.reviewIdentity(desk(), await find(id), outcome))

/** As it stands now: what the page shows may be from a while ago. @throws Problem not-found */
async function find(id: string): Promise<IdentityRequest> {
  const found = (await vault.listIdentities(desk())).requests.find((one) => one.id === id)
  if (!found) throw new Problem('not-found')
  return found
}
