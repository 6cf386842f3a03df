import {
  fetchRecovery as fetchRoute,
  listRecoveries as listRoute,
  objectToRecovery as objectRoute,
  requestRecovery as requestRoute,
} from '@citycop/protocol/recovery/contract.ts'
import type { Handle } from '../http/handle.ts'
import { fetchRecovery } from './fetch-recovery.ts'
import { listRecoveries } from './list-recoveries.ts'
import { objectToRecovery } from './object-to-recovery.ts'
import { requestRecovery } from './request-recovery.ts'

export function recoveryRoutes(handle: Handle): void {
  handle(listRoute, (ctx) => listRecoveries(ctx))
  handle(requestRoute, (ctx, { body }) => requestRecovery(ctx, body))
  handle(objectRoute, (ctx, { body }) => objectToRecovery(ctx, body))
  handle(fetchRoute, (ctx, { body }) => fetchRecovery(ctx, body))
}
