// Where a city stands, parameter by parameter: red below the floor, amber looser than the default and to be explained, green the
// rest. Never one grade for all: a balance is struck where one sees it.

import { breachesIn } from './bounds.ts'
import { type Bound, boundFor, type Floor, type Kind } from './bounds-floor.ts'
import { daysThatCount } from './bounds-lives.ts'
import { valuesAt } from './bounds-paths.ts'

export type Colour = 'red' | 'amber' | 'green'
export type Deviation = { readonly param: string; readonly why: string; readonly dpo: string; readonly expires: string }
export type BalanceRow = {
  readonly id: string
  readonly param: string
  readonly kind: Kind
  readonly law: string
  readonly floor: Bound['bound']
  readonly default: number | undefined
  readonly city: unknown
  readonly others: readonly { readonly name: string; readonly value: unknown; readonly colour: Colour }[]
  readonly colour: Colour
  /** What the city says to a looser choice, and whether that is whole and not over. */
  readonly deviation?: Deviation & { readonly valid: boolean }
}
export type NamedPolicy = { readonly name: string; readonly policy: unknown }

export function balanceOf(
  policy: unknown,
  floor: Floor,
  others: readonly NamedPolicy[],
  today: string,
): readonly BalanceRow[] {
  const explained = deviationsOf(policy)
  const memberState = valuesAt(policy, 'lea.memberState')[0]?.value
  return floor.params.map((param): BalanceRow => {
    const deviation = explained.find((one) => one.param === param.id)
    return {
      id: param.id,
      param: param.path,
      kind: param.kind,
      law: param.law,
      floor: boundFor(param, floor, memberState),
      default: param.default,
      city: chosenValue(param, policy),
      others: others.map(({ name, policy: other }) => ({
        name,
        value: chosenValue(param, other),
        colour: colourOf(param, other, floor),
      })),
      colour: colourOf(param, policy, floor),
      ...(deviation ? { deviation: { ...deviation, valid: isValid(deviation, today) } } : {}),
    }
  })
}

export function colourOf(param: Bound, policy: unknown, floor: Floor): Colour {
  if (breachesIn(param, policy, floor).length > 0) return 'red'
  return isLooser(param, policy) ? 'amber' : 'green'
}

/** A reason, the data-protection officer's view, and an end that is still to come. */
export const isValid = ({ why, dpo, expires }: Deviation, today: string): boolean =>
  why.trim() !== '' && dpo.trim() !== '' && expires > today

function isLooser(param: Bound, policy: unknown): boolean {
  const [found] = valuesAt(policy, param.path)
  if (!found || param.default === undefined) return false
  const { rule } = (found.around ?? {}) as { rule?: unknown }
  // "end_of_year_following (BDSG 76(4))": the law behind it is not part of the rule.
  if (param.defaultRule !== undefined && typeof rule === 'string' && rule.split(' ')[0] === param.defaultRule)
    return false
  const value = /\.days$/.test(param.path) ? daysThatCount(param.op, found.value, found.around) : found.value
  return typeof value === 'number' && (param.op === '<=' ? value > param.default : value < param.default)
}

/** One value, or those of a list, as the policy has them; a life whole when it is more than days. */
export function chosenValue({ path }: Bound, policy: unknown): unknown {
  const found = valuesAt(policy, path)
  const [first] = found
  const life = first?.around as Record<string, unknown> | undefined
  if (/\.days$/.test(path) && life && (life.rule !== undefined || life.period !== undefined)) return life
  return /[[*]/.test(path) ? found.map(({ value }) => value) : first?.value
}

function deviationsOf(policy: unknown): readonly Deviation[] {
  const all = valuesAt(policy, 'deviations')[0]?.value
  return (Array.isArray(all) ? all : []).filter((one: Partial<Deviation> | null): one is Deviation =>
    [one?.param, one?.why, one?.dpo, one?.expires].every((part) => typeof part === 'string'),
  )
}
