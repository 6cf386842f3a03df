import { readNotices as noticesRoute } from '@citycop/protocol/watchdog/contract.ts'
import type { Handle } from '../http/handle.ts'
import { readNotices } from './read-notices.ts'

export function watchdogRoutes(handle: Handle): void {
  handle(noticesRoute, (ctx, { body, officer }) => readNotices(ctx, officer, body))
}
