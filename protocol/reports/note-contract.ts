// Notes of a unit about a report: sealed to the unit alone, never to the person, who sees that one was written and nothing of it.
import * as v from 'valibot'
import { envelope } from '../contract/dsse.ts'
import type { Route } from '../contract/route.ts'
import { takeReport, unitMessage } from './desk-contract.ts'

/** In one report. */
export const mostNotes = 200

export const addNote = {
  ...takeReport,
  action: 'report:note',
  summary: 'Add a note that is sealed to the unit alone; the person sees that one was written',
  path: '/desk/note',
  body: v.strictObject({ request: envelope, note: unitMessage }),
  limit: 65_536,
  problems: [...takeReport.problems, 'seq-taken', 'wrong-suite', 'wrong-size', 'epoch-expired'],
} as const satisfies Route
