// What a watchdog says of the logs it watches (/status.json). Its page draws from this and from nothing else.
import * as v from 'valibot'
import { day, hex, whole } from '../contract/fields.ts'
import { contradiction } from './contradiction.ts'

/** Of POSIX, in seconds. */
const time = whole
const word = v.pipe(v.string(), v.maxLength(200))

/** Why a log's newest state is not the one shown. */
export const problems = [
  'unreachable', // no answer, or a broken one
  'no-checkpoint', // 404: it has published nothing
  'unsigned', // not signed by the log, or a known witness's signature is false
  'no-quorum', // too few witnesses
  'older', // it shows a state that we have seen grow since
  'entries', // entries are missing, malformed, or do not have the signed root
  'fork', // it signed another history; the contradiction is kept
  'disk', // our own
] as const
export type ProblemKind = (typeof problems)[number]

const counts = v.strictObject({
  sealed: whole,
  open: whole,
  policy: whole,
  build: whole,
  keys: whole,
  tally: whole,
  notice: whole,
  close: whole,
})

/** `whose`: the log was silent, or we were not looking. `until` of null: it goes on. */
export const gap = v.strictObject({ from: time, until: v.nullable(time), whose: v.picklist(['log', 'watchdog']) })
const tally = v.strictObject({
  index: whole,
  from: day,
  until: day,
  below: whole,
  counts: v.array(
    v.strictObject({ kind: word, unit: v.optional(word), purpose: v.optional(word), count: v.nullable(whole) }),
  ),
})

/** Who asks for a unit's keys is nobody's secret. */
const recovery = v.strictObject({
  index: whole,
  what: v.picklist(['requested', 'objected', 'done']),
  unit: word,
  epochs: v.array(whole),
  until: v.nullable(word),
  sha256: hex(32),
})
export type RecoverySeen = v.InferOutput<typeof recovery>

/** What was kept of a log: rebuilt from its entries, and confirmed. */
export const held = v.strictObject({
  size: whole,
  root: v.pipe(v.string(), v.length(44)),
  note: v.pipe(v.string(), v.maxLength(65_536)),
  /** When we adopted it. */
  at: time,
  cosigners: v.array(v.strictObject({ name: word, time })),
  /** When enough witnesses had confirmed it. */
  newest: v.nullable(time),
  counts,
  tallies: v.array(tally),
  /** The newest. */
  recoveries: v.array(recovery),
  /** Entries that may not stand in a log. */
  strange: v.array(v.strictObject({ index: whole, why: word })),
})

const watchedLog = v.strictObject({
  origin: word,
  hash: hex(32),
  url: v.string(),
  policy: v.pipe(v.string(), v.maxLength(65_536)),
  lookedAt: v.nullable(time),
  held: v.nullable(held),
  problem: v.nullable(v.strictObject({ kind: v.picklist(problems), since: time, detail: v.string() })),
  gaps: v.array(gap),
  contradictions: v.array(contradiction),
})
export type WatchedLog = v.InferOutput<typeof watchedLog>
export type Held = v.InferOutput<typeof held>
export type Gap = v.InferOutput<typeof gap>
export type Tally = v.InferOutput<typeof tally>

export const watchStatus = v.strictObject({
  v: v.literal(1),
  now: time,
  /** How often it looks, in seconds. */
  every: whole,
  logs: v.array(watchedLog),
})
export type WatchStatus = v.InferOutput<typeof watchStatus>
