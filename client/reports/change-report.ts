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
import { call } from '../api/call.ts'
import type { Desk } from '../officers/sign-in.ts'
import { signRequest } from '../officers/sign-request.ts'

type Changed = Promise<Reply<typeof takeRoute>>
type Changing =
  | typeof takeRoute
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

function change(desk: Desk, route: Changing, ref: string, decision?: Decision): Changed {
  const asked = { action: route.action, ref, objects: [], ...(decision === undefined ? {} : { decision }) }
  return call(desk.instance.server, route, { request: signRequest(desk, asked) }, desk.token)
}

/** Acknowledges a report and takes it as one's own. @throws Problem */
export const takeReport = (desk: Desk, ref: string): Changed => change(desk, takeRoute, ref)

/** Decides which law a report is under and what it is filed as. @throws Problem */
export const triageReport = (desk: Desk, ref: string, triage: Triage): Changed => change(desk, triageRoute, ref, triage)

/** Another law than was decided before, on a ground of its own. @throws Problem */
export const changeRegime = (desk: Desk, ref: string, triage: Triage, ground: RegimeGround): Changed =>
  change(desk, changeRegimeRoute, ref, { ...triage, ground })

/** Says whether a report is still needed; `until` is the new last day of a shortened one. @throws Problem */
export const reviewReport = (desk: Desk, ref: string, outcome: ReviewOutcome, until?: string): Changed =>
  change(desk, reviewRoute, ref, { outcome, ...(until === undefined ? {} : { until }) })

/** Keeps a report from being erased before a day, on a legal ground. @throws Problem */
export const holdReport = (desk: Desk, ref: string, ground: HoldGround, until: string): Changed =>
  change(desk, holdRoute, ref, { ground, until })

export const releaseHold = (desk: Desk, ref: string): Changed => change(desk, releaseRoute, ref)

/** What of this officer's units would be erased until a day. */
export const previewErasure = (desk: Desk, until: string) =>
  call(desk.instance.server, previewRoute, { until }, desk.token)
