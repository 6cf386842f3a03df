// The files of a pilot's folder, each parsed once, at the edge.
import * as v from 'valibot'
import { cityPolicy } from '../policy/city-policy.ts'
import { boundary } from './boundary.ts'
import { demoPeople } from './demo-people.ts'
import { papers } from './papers.ts'
import { pilot } from './pilot.ts'
import { serviceKeys } from './service-keys.ts'

/** What the file holds, or where in it what is wrong. */
export type Parsed<T> = { readonly found: T } | { readonly problem: string }

const parser =
  <S extends v.GenericSchema>(schema: S) =>
  (value: unknown): Parsed<v.InferOutput<S>> => {
    const result = v.safeParse(schema, value)
    if (result.success) return { found: result.output }
    const [issue] = result.issues
    return { problem: `${v.getDotPath(issue) ?? 'the whole file'}: ${issue.message}` }
  }

export const parsePilot = parser(pilot)
export const parseCityPolicy = parser(cityPolicy)
export const parsePapers = parser(papers)
export const parseBoundary = parser(boundary)
export const parseDemoPeople = parser(demoPeople)
export const parseServiceKeys = parser(serviceKeys)
