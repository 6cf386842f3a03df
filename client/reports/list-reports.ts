import type { BodyInput, Reply } from '@citycop/protocol/contract/route.ts'
import { listReports as route } from '@citycop/protocol/reports/desk-contract.ts'
import { call } from '../api/call.ts'
import type { Desk } from '../officers/sign-in.ts'

export type InboxPage = Reply<typeof route>
export type InboxRow = InboxPage['reports'][number]

/** At most 100 reports of this officer's units, those due first first. @throws Problem, Unreachable */
export const listReports = ({ instance, token }: Desk, wanted: BodyInput<typeof route> = {}): Promise<InboxPage> =>
  call(instance.server, route, wanted, token)
