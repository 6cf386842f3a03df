// Whether a city chose something else than the default.
import type { BalanceRow } from '@citycop/protocol/policy/balance.ts'
import type { Bound } from '@citycop/protocol/policy/bounds-floor.ts'
import { compare } from '@citycop/protocol/policy/strictness.ts'

/** A bound without a default has nothing to differ from, unless it is broken. */
export function differs({ colour, city, default: byDefault }: BalanceRow, param: Bound): boolean {
  if (colour !== 'green') return true
  if (byDefault === undefined) return false
  const rule = typeof city === 'object' && city !== null && 'rule' in city ? city.rule : undefined
  if (param.defaultRule !== undefined && typeof rule === 'string' && rule.split(' ')[0] === param.defaultRule)
    return false
  return compare(param, city, byDefault) !== 'equal'
}
