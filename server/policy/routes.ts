import {
  approvePolicy as approveRoute,
  readDraft as draftRoute,
  dropPolicy as dropRoute,
  proposePolicy as proposeRoute,
} from '@citycop/protocol/policy/contract.ts'
import type { Handle } from '../http/handle.ts'
import { approvePolicy, dropPolicy } from './approve-policy.ts'
import { proposePolicy } from './propose-policy.ts'
import { readDraft } from './read-draft.ts'

export function policyRoutes(handle: Handle): void {
  handle(draftRoute, (ctx, { officer }) => readDraft(ctx, officer))
  handle(proposeRoute, (ctx, { body, officer }) => proposePolicy(ctx, officer, body))
  handle(approveRoute, (ctx, { body, officer }) => approvePolicy(ctx, officer, body))
  handle(dropRoute, (ctx, { body, officer }) => dropPolicy(ctx, officer, body))
}
