// What a city has of all that the gate asks for: the other side of `missingFor`, and nothing that it calls missing. Everybody may see
// it: days, roles and numbers, and the names of two bodies outside the police. No paper's reference, and no person.
import * as v from 'valibot'
import { addDays } from '../contract/days.ts'
import { day } from '../contract/fields.ts'
import type { CityPolicy } from '../policy/city-policy.ts'
import { type GateFacts, gateItems, type Missing } from './gate.ts'
import type { Papers } from './papers.ts'
import type { Pilot } from './pilot.ts'
import { peopleNeeded, trainedUntil } from './training.ts'

const short = v.pipe(v.string(), v.maxLength(40))
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

export const there = v.strictObject({
  what: v.picklist(gateItems),
  /** The category, unit, language or day it is about. */
  of: v.optional(short),
  /** The day of the paper, or since when it holds. */
  on: v.optional(day),
  /** Its last day. */
  until: v.optional(day),
  /** Roles that approved it. */
  by: v.optional(v.pipe(v.array(short), v.maxLength(12))),
  version: v.optional(short),
  /** Who hold a unit's keys, or were trained; and how many must. */
  people: v.optional(count),
  needed: v.optional(count),
  /** Of a body outside the police. */
  name: v.optional(v.pipe(v.string(), v.maxLength(200))),
})
export type There = v.InferOutput<typeof there>

/** How many days before its end a paper is warned of. */
export const soonDays = 60

/** Those that end within `soonDays`, the first to end before the others. */
export const endingSoon = <T extends Pick<There, 'until'>>(all: readonly T[], today: string): T[] =>
  all
    .filter(({ until }) => until !== undefined && until <= addDays(today, soonDays))
    .sort((one, other) => (one.until ?? '').localeCompare(other.until ?? ''))

export function thereFor(
  pilot: Pilot,
  policy: CityPolicy | undefined,
  papers: Papers,
  facts: GateFacts,
  missing: readonly Missing[],
): There[] {
  const asked = [
    ...pilot.categories.map(({ id }): There => ({ what: 'legal-basis', of: id, ...daysOf(papers.legalBasis[id]) })),
    { what: 'processor-contract' as const, ...daysOf(papers.processorContract) },
    { what: 'impact-assessment' as const, ...daysOf(papers.impactAssessment) },
    policyThere(policy, papers, facts),
    ...pilot.units.map(
      ({ id }): There => ({ what: 'unit-keys', of: id, people: holders(id, papers, facts), needed: 2 }),
    ),
    { what: 'watchdog' as const, ...nameOf(papers.watchdog) },
    { what: 'supervisory-authority' as const, ...nameOf(papers.supervisoryAuthority) },
    ...pilot.languages.map((of): There => ({ what: 'languages', of })),
    trainingThere(pilot, policy, papers),
    ...(pilot.opens === undefined ? [] : [{ what: 'opening-day' as const, of: pilot.opens }]),
  ]
  return asked.filter((one) => !missing.some(({ what, of }) => what === one.what && of === one.of))
}

type Paper = { readonly date: string; readonly until?: string | undefined } | null | undefined
const daysOf = (paper: Paper): Pick<There, 'on' | 'until'> =>
  paper ? { on: paper.date, ...(paper.until === undefined ? {} : { until: paper.until }) } : {}
const nameOf = (body: { readonly name: string } | null): Pick<There, 'name'> => (body ? { name: body.name } : {})

function policyThere(policy: CityPolicy | undefined, { policyApproved }: Papers, facts: GateFacts): There {
  if (!policy) return { what: 'policy' }
  const onPaper = policyApproved?.version === policy.version ? policyApproved.date : undefined
  const on = facts.policySince ?? onPaper
  const { version, governance } = policy
  return { what: 'policy', version, by: [...governance.approvals], ...(on === undefined ? {} : { on }) }
}

const holders = (unit: string, { unitKeysHeldBy }: Papers, { keysHeldBy }: GateFacts): number =>
  keysHeldBy ? (keysHeldBy[unit] ?? 0) : (unitKeysHeldBy.find((one) => one.unit === unit)?.people ?? 0)

function trainingThere({ needs }: Pilot, policy: CityPolicy | undefined, { staffTrained }: Papers): There {
  if (!staffTrained) return { what: 'training' }
  const { on, count: people } = staffTrained
  return { what: 'training', on, until: trainedUntil(on, policy), people, needed: peopleNeeded(needs) }
}
