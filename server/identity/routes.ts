import {
  approveIdentity as approveRoute,
  listIdentities as listRoute,
  requestIdentity as requestRoute,
  revealIdentity as revealRoute,
  reviewIdentity as reviewRoute,
} from '@citycop/protocol/identity/contract.ts'
import type { Handle } from '../http/handle.ts'
import { approveIdentity } from './approve-identity.ts'
import { listIdentities } from './list-identities.ts'
import { requestIdentity } from './request-identity.ts'
import { revealIdentity } from './reveal-identity.ts'
import { reviewIdentity } from './review-identity.ts'

export function identityRoutes(handle: Handle): void {
  handle(listRoute, (ctx, { body, officer }) => listIdentities(ctx, officer, body))
  handle(requestRoute, (ctx, { body, officer }) => requestIdentity(ctx, officer, body.request))
  handle(approveRoute, (ctx, { body, officer }) => approveIdentity(ctx, officer, body))
  handle(revealRoute, (ctx, { body, officer }) => revealIdentity(ctx, officer, body))
  handle(reviewRoute, (ctx, { body, officer }) => reviewIdentity(ctx, officer, body))
}
