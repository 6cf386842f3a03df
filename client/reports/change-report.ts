// Acts that change a report's state and need nothing of its content. Each is a request that the officer signs anew.
import type { Reply } from '@citycop/protocol/contract/route.ts'
import type { Decision } from '@citycop/protocol/log/entry.ts'
import type { HoldGround, Regime, RegimeGround, ReviewOutcome } from '@citycop/protocol/policy/parameters.ts'
import type { RetentionClass } from '@citycop/protocol/policy/terms.ts'
import {
  changeRegime as changeRegimeRoute,
  holdReport as holdRoute,
  previewErasure as previewRoute,
  releaseHold as releaseRoute,
  reviewReport as reviewRoute,
  takeReport as takeRoute,
  triageReport as triageRoute,
} from '@citycop/protocol/reports/desk-contract.ts'
import { assignReport as assignRoute, pauseClock as pauseRoute } from '@citycop/protocol/reports/inbox-contract.ts'
import type { AssignReason, PauseReason, WorkReason } from '@citycop/protocol/reports/work-reasons.ts'
import { call } from '../api/call.ts'
import type { Desk } from '../officers/sign-in.ts'
import { signRequest } from '../officers/sign-request.ts'

type Changed = Promise<Reply<typeof takeRoute>>
type Changing =
  | typeof takeRoute
  | typeof assignRoute
  | typeof pauseRoute
  | typeof triageRoute
  | typeof changeRegimeRoute
  | typeof reviewRoute
  | typeof holdRoute
  | typeof releaseRoute

export type Triage = {
  readonly regime: Exclude<Regime, 'UNDETERMINED'>
  readonly retentionClass: RetentionClass
  readonly protected?: boolean
}

type Said = { readonly decision?: Decision; readonly reason?: WorkReason; readonly assignee?: string }

function change(desk: Desk, route: Changing, ref: string, said: Said = {}): Changed {
  const asked = { action: route.action, ref, objects: [], ...said }
  return call(desk.instance.server, route, { request: signRequest(desk, asked) }, desk.token)
}

const because = (reason: WorkReason | undefined): Said => (reason === undefined ? {} : { reason })

/** Acknowledges a report and takes it as one's own; among many at once, with the reason. @throws Problem */
export const takeReport = (desk: Desk, ref: string, reason?: WorkReason): Changed =>
  change(desk, takeRoute, ref, because(reason))

/** Gives a report to a member of its unit, who is named by key id. @throws Problem */
export const assignReport = (desk: Desk, ref: string, assignee: string, reason: AssignReason): Changed =>
  change(desk, assignRoute, ref, { assignee, reason })

/** Puts the first answer off; `until` is the last day of the pause. @throws Problem */
export const pauseClock = (desk: Desk, ref: string, until: string, reason: PauseReason): Changed =>
  change(desk, pauseRoute, ref, { decision: { until }, reason })

/** Decides which law a report is under and what it is filed as. @throws Problem */
export const triageReport = (desk: Desk, ref: string, triage: Triage, reason?: WorkReason): Changed =>
  change(desk, triageRoute, ref, { decision: triage, ...because(reason) })

/** Another law than was decided before, on a ground of its own. @throws Problem */
export const changeRegime = (desk: Desk, ref: string, triage: Triage, ground: RegimeGround): Changed =>
  change(desk, changeRegimeRoute, ref, { decision: { ...triage, ground } })

/** Says whether a report is still needed; `until` is the new last day of a shortened one. @throws Problem */
export const reviewReport = (desk: Desk, ref: string, outcome: ReviewOutcome, until?: string): Changed =>
  change(desk, reviewRoute, ref, { decision: { outcome, ...(until === undefined ? {} : { until }) } })

/** Keeps a report from being erased before a day, on a legal ground. @throws Problem */
export const holdReport = (desk: Desk, ref: string, ground: HoldGround, until: string): Changed =>
  change(desk, holdRoute, ref, { decision: { ground, until } })

export const releaseHold = (desk: Desk, ref: string): Changed => change(desk, releaseRoute, ref)

/** What of this officer's units would be erased until a day. */
export const previewErasure = (desk: Desk, until: string) =>
  call(desk.instance.server, previewRoute, { until }, desk.token)
