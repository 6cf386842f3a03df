import { type InboxNews, inboxNews, watchReports as route } from '@citycop/protocol/reports/inbox-contract.ts'
import { safeParse } from 'valibot'
import { readEvents } from '../api/read-events.ts'
import type { Desk } from '../officers/sign-in.ts'

/**
 * What changes in this officer's list, until `signal` is aborted or the server ends it; undefined when nothing changed and the server
 * is still there. @throws Problem, Unreachable
 */
export const watchReports = (
  { instance, token }: Desk,
  signal: AbortSignal,
): AsyncGenerator<InboxNews | undefined, void, undefined> => readEvents(instance.server, route, {}, token, signal)

/** What another tab of this officer says it was told. */
export function parseNews(said: unknown): InboxNews | undefined {
  const parsed = safeParse(inboxNews, said)
  return parsed.success ? parsed.output : undefined
}
