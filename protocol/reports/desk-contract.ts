// What the desk and the server agree on about reports. Every act carries a request that the officer signed anew (desk-request.ts).
import * as v from 'valibot'
import { isDay } from '../contract/days.ts'
import { envelope } from '../contract/dsse.ts'
import { ageHeader, base64, day, hex, keyId, name, sized, whole } from '../contract/fields.ts'
import type { Route } from '../contract/route.ts'
import { holdGrounds, regimes, retentionClasses } from '../policy/parameters.ts'
import { groups } from './categories.ts'
import { clocks } from './clocks.ts'
import { directions, mostPastActs, pastAct } from './history.ts'
import { statuses } from './workflow.ts'

export const inboxRow = v.strictObject({
  ref: hex(16),
  reference: v.string(),
  unit: name,
  epoch: whole,
  group: v.picklist(groups),
  day,
  sizeClass: whole,
  status: v.picklist(statuses),
  clocks,
  endsOn: day,
  /** Which law it is under, and what it is filed as; undecided until an officer says so, by `triageBy`. */
  regime: v.picklist(regimes),
  retentionClass: v.optional(v.picklist(retentionClasses)),
  protected: v.boolean(),
  triageBy: v.optional(day),
  reviewOn: v.optional(day),
  restricted: v.boolean(),
  hold: v.optional(v.strictObject({ ground: v.picklist(holdGrounds), until: day, mine: v.boolean() })),
  mine: v.boolean(),
  taken: v.boolean(),
  /** Who has it, by key: colleagues know one another. */
  assignee: v.optional(keyId),
  /** An officer asked that it be handed to a unit outside the policy's list, because a life is in danger: a second one decides. */
  transferAsked: v.optional(v.strictObject({ unit: name, mine: v.boolean(), statement: envelope })),
  /** Officers agreed that it goes to a court, and it has not gone there since; where the city asks for two, the other one is asked by it. */
  exportAgreed: v.optional(v.array(v.strictObject({ officer: keyId, mine: v.boolean(), until: day }))),
  messages: whole,
  /** Of the unit's own, among themselves. */
  notes: whole,
  files: whole,
  /** Files that nobody opened and that were erased some time after the report was closed (POLICY R7). */
  erasedFiles: v.optional(whole),
  opened: v.boolean(),
  objects: v.array(hex(32)),
})

export const listReports = {
  action: 'report:list',
  summary: 'A page of at most 100 reports of the officer’s own units, those due first first',
  method: 'POST',
  path: '/desk/reports',
  caller: 'officer',
  body: v.strictObject({
    unit: v.optional(name),
    status: v.optional(v.pipe(v.array(v.picklist(statuses)), v.maxLength(statuses.length))),
    ref: v.optional(hex(16)),
    /** Only what an officer agreed to hand to a court, closed or not. */
    agreed: v.optional(v.literal(true)),
    after: v.optional(
      v.pipe(
        v.string(),
        v.maxLength(60),
        v.regex(/^\d{4}-\d{2}-\d{2}\/[0-9a-f]{32}$/),
        v.check((after) => isDay(after.slice(0, 10))),
      ),
    ),
  }),
  limit: 4096,
  reply: v.strictObject({ reports: v.array(inboxRow), next: v.optional(v.string()) }),
  problems: ['not-signed-in', 'forbidden'],
} as const satisfies Route

const proved = {
  n: whole,
  opening: sized(32),
  payload: base64(32_768),
  /** tlog-proof of the act's entry. */
  proof: v.string(),
  tagKey: sized(32),
}

export const openReport = {
  action: 'report:open',
  summary: 'Open a report for a purpose: logged first, then the headers are released with the proof',
  method: 'POST',
  path: '/desk/open',
  caller: 'officer',
  body: v.strictObject({ request: envelope, seen: whole }),
  limit: 65_536,
  reply: v.strictObject({
    ...proved,
    consistency: v.array(sized(32)),
    mailboxPk: sized(32),
    messages: v.array(
      v.strictObject({
        direction: v.picklist(directions),
        seq: whole,
        id: hex(32),
        epoch: whole,
        header: ageHeader,
        payload: base64(540_000),
      }),
    ),
    blobs: v.array(v.strictObject({ id: hex(16), header: ageHeader, size: whole })),
    /** What was done with the report before this opening, the newest of it last: each is chained to the one before. */
    acts: v.pipe(v.array(pastAct), v.maxLength(mostPastActs)),
  }),
  problems: [
    'not-signed-in',
    'forbidden',
    'bad-signature',
    'wrong-instance',
    'not-found',
    'state-changed',
    'policy-changed',
    'not-logged',
  ],
} as const satisfies Route

const changeBody = v.strictObject({ request: envelope })
const changeReply = v.strictObject({ status: v.picklist(statuses), index: whole })
const changeProblems = [
  'not-signed-in',
  'forbidden',
  'bad-signature',
  'wrong-instance',
  'not-found',
  'state-changed',
  'policy-changed',
  'not-logged',
] as const

export const takeReport = {
  action: 'report:take',
  summary: 'Take a report: it is acknowledged, and the citizen sees it',
  method: 'POST',
  path: '/desk/take',
  caller: 'officer',
  body: changeBody,
  limit: 32_768,
  reply: changeReply,
  problems: changeProblems,
} as const satisfies Route

export const triageReport = {
  ...takeReport,
  action: 'report:triage',
  summary: 'Decide which law a report is under and what it is filed as; a second decision gives its ground',
  path: '/desk/triage',
} as const satisfies Route

export const changeRegime = {
  ...takeReport,
  action: 'report:change-regime',
  summary: 'Put a report under another law than was decided before, on a named ground',
  path: '/desk/change-regime',
} as const satisfies Route

export const reviewReport = {
  ...takeReport,
  action: 'report:review',
  summary: 'Decide whether a report is still needed: keep, shorten, restrict or erase it',
  path: '/desk/review',
} as const satisfies Route

export const holdReport = {
  ...takeReport,
  action: 'report:hold',
  summary: 'Hold a report on a legal ground until a day, so that it is not erased before',
  path: '/desk/hold',
} as const satisfies Route

export const releaseHold = {
  ...takeReport,
  action: 'report:release-hold',
  summary: 'End a hold: the report ends when it would have ended without it',
  path: '/desk/release-hold',
} as const satisfies Route

/** What would be erased until a day, without erasing it. */
export const previewErasure = {
  action: 'report:preview-erasure',
  summary: 'What of the officer’s units ends until a day, by class, and what is held meanwhile',
  method: 'POST',
  path: '/desk/preview-erasure',
  caller: 'officer',
  body: v.strictObject({ until: day }),
  limit: 256,
  reply: v.strictObject({
    until: day,
    ends: v.array(
      v.strictObject({
        unit: name,
        retentionClass: v.optional(v.picklist(retentionClasses)),
        count: whole,
        first: day,
      }),
    ),
    held: v.array(v.strictObject({ unit: name, ground: v.picklist(holdGrounds), until: day, count: whole })),
  }),
  problems: ['not-signed-in', 'forbidden'],
} as const satisfies Route

/** A sealed message of the unit: to the citizen’s reply recipient and the unit’s epoch. */
export const unitMessage = v.strictObject({
  epoch: whole,
  seq: whole,
  header: ageHeader,
  payload: base64(524_432),
})

export const closeReport = {
  action: 'report:close',
  summary: 'Close a report with a reason, in a sealed message that the citizen reads',
  method: 'POST',
  path: '/desk/close',
  caller: 'officer',
  body: v.strictObject({ request: envelope, message: unitMessage }),
  limit: 800_000,
  reply: changeReply,
  problems: [...changeProblems, 'seq-taken', 'wrong-suite', 'wrong-size', 'epoch-expired'],
} as const satisfies Route
