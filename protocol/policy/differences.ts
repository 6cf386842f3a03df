// What changes from one version of a policy to the next, as plain data for the words of each language.
import type { Bound, Floor } from './bounds-floor.ts'
import { type Found, valuesAt } from './bounds-paths.ts'
import { compare } from './strictness.ts'

export type Difference = {
  /** Where it stands: "retention.report_noncrime", "map.cell_m", "purposes[led_detect].basis", "languages". */
  readonly param: string
  /** The floor's parameter, when the floor has one for it. */
  readonly id?: string
  readonly from: unknown
  readonly to: unknown
  readonly stricter: boolean | undefined
  /** Whether it holds for what is already there. Shortening does; a longer life is for new things only (POLICY 4.4). */
  readonly reachesOld: boolean
}

export function differencesOf(before: unknown, after: unknown, floor: Floor): readonly Difference[] {
  const seen = new Set<string>()
  const bounded = floor.params
    .flatMap((param) => differencesIn(param, before, after))
    .filter(({ param }) => !seen.has(param) && seen.add(param)) // a ceiling and a minimum may bound the same value
  const told = (leaf: string) =>
    [...seen].some((one) => one === leaf || one.startsWith(`${leaf}.`) || one.startsWith(`${leaf}[`))
  const [old, next] = [leavesOf(before), leavesOf(after)]
  const loose = [...new Set([...old.keys(), ...next.keys()])]
    .filter((leaf) => !told(leaf) && !same(old.get(leaf), next.get(leaf)))
    .map((leaf): Difference => {
      return { param: leaf, from: old.get(leaf), to: next.get(leaf), stricter: undefined, reachesOld: true }
    })
  return [...bounded, ...loose]
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

function differencesIn(param: Bound, before: unknown, after: unknown): Difference[] {
  const [old, next] = [placesOf(param, before), placesOf(param, after)]
  const fields = param.path.includes('[') && !isKey(param)
  return [...new Set([...old.keys(), ...next.keys()])].flatMap((place): Difference[] => {
    // The field of a member that came or went is not a difference of its own.
    if (fields && !(old.has(place) && next.has(place))) return []
    const [from, to] = [old.get(place), next.get(place)]
    if (same(from, to)) return []
    return [
      { param: place, id: param.id, from, to, stricter: told(param, from, to), reachesOld: reaches(param, from, to) },
    ]
  })
}

const isKey = ({ path }: Bound): boolean => /\[\]\.(id|class)$/.test(path)

/** A parameter's values by the places where they stand; what names a list's members is one value, the list. */
function placesOf(param: Bound, policy: unknown): ReadonlyMap<string, unknown> {
  const found = valuesAt(policy, param.path)
  if (isKey(param)) return new Map([[param.path.replace(/\[\].*$/, ''), found.map(({ value }) => value)]])
  return new Map(found.map((one) => [placeOf(param, one), wholeOf(param, one)]))
}
const placeOf = ({ path }: Bound, { at }: Found): string => (path.endsWith('.days') ? at.replace(/\.days$/, '') : at)
/** A life is its days, or all of it where a period or a rule says more. */
function wholeOf({ path }: Bound, { value, around }: Found): unknown {
  const { period, rule } = (around ?? {}) as { period?: unknown; rule?: unknown }
  return path.endsWith('.days') && (period !== undefined || rule !== undefined) ? around : value
}

function told(param: Bound, from: unknown, to: unknown): boolean | undefined {
  if (param.path.endsWith('*')) return undefined // that the words are of the list says nothing of how much they protect
  const outcome = compare(param, to, from)
  return outcome === 'stricter' ? true : outcome === 'looser' ? false : undefined
}

function reaches(param: Bound, from: unknown, to: unknown): boolean {
  if (!param.path.startsWith('retention.')) return true
  // A log kept longer is the stricter choice, and still only for what is logged from then on.
  return ['stricter', 'equal'].includes(compare({ ...param, op: '<=' }, to, from))
}

const ofTheFile = ['schema', 'floorVersion', 'version']
/** Two levels deep: "languages", "service.answer_days"; below that a value is shown whole. */
function leavesOf(policy: unknown): ReadonlyMap<string, unknown> {
  const found = new Map<string, unknown>()
  if (typeof policy !== 'object' || policy === null) return found
  for (const [name, value] of Object.entries(policy)) {
    if (ofTheFile.includes(name)) continue
    if (typeof value !== 'object' || value === null || Array.isArray(value)) found.set(name, value)
    else for (const [inner, leaf] of Object.entries(value)) found.set(`${name}.${inner}`, leaf)
  }
  return found
}
