// Acts that change a report's state and need nothing of its content.

import type { Reply } from '@citycop/protocol/contract/route.ts'
import { holdReport as holdRoute, takeReport as takeRoute } from '@citycop/protocol/reports/desk-contract.ts'
import { call } from '../api/call.ts'
import type { Desk } from '../officers/sign-in.ts'
import { signRequest } from '../officers/sign-request.ts'

type Changed = Promise<Reply<typeof takeRoute>>

/** Acknowledges a report and takes it as one's own. @throws Problem */
export const takeReport = (desk: Desk, ref: string): Changed =>
  call(
    desk.instance.server,
    takeRoute,
    { request: signRequest(desk, { action: 'report:take', ref, objects: [] }) },
    desk.token,
  )

/** Keeps a withdrawn report from being erased, on a legal ground. @throws Problem */
export const holdReport = (desk: Desk, ref: string): Changed =>
  call(
    desk.instance.server,
    holdRoute,
    { request: signRequest(desk, { action: 'report:hold', ref, objects: [] }) },
    desk.token,
  )
