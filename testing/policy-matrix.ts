// Every role × act × city × life of a report: what the policies say of each case, asked in this process, and what the law says.
import { judge, type Mismatch } from '@citycop/floor/check/compare.ts'
import { type Facts, ordinary } from '@citycop/floor/check/facts.ts'
import { questionOf } from '@citycop/floor/check/question.ts'
import { baseCity } from '@citycop/floor/decide/cedar-text.ts'
import { type Decision, decide, explainRule, prepareCity, prepareFloor } from '@citycop/floor/decide/decide.ts'
import { roles } from '@citycop/protocol/keys/certificates.ts'

export const acts = [
  'report:open',
  'attachment:read',
  'report:take',
  'report:triage',
  'report:change-regime',
  'report:review',
  'report:hold',
  'report:release-hold',
] as const
export const lives = {
  running: {},
  'on its last day': { life: 'last-day' },
  over: { life: 'over' },
  'over and held': { life: 'over', held: true },
  restricted: { restricted: true },
} as const
export const cities = ['its own', 'another'] as const

export type Case = {
  readonly role: (typeof roles)[number]
  readonly act: (typeof acts)[number]
  readonly city: (typeof cities)[number]
  readonly life: keyof typeof lives
}
/** What a refusal over HTTP has to say. */
export type Reason = { readonly rules: string; readonly law?: string }

const lifeNames = Object.keys(lives) as Case['life'][]
export const matrix: readonly Case[] = roles.flatMap((role) =>
  acts.flatMap((act) => cities.flatMap((city) => lifeNames.map((life) => ({ role, act, city, life })))),
)

const shows = new Set<Case['act']>(['report:open', 'attachment:read'])

/** Nobody has looked at the report yet, unless the act is to decide otherwise than somebody did. */
export const regimeOf = (act: Case['act']) => (act === 'report:change-regime' ? 'LED' : 'UNDETERMINED')

/** A hold can be released only where there is one. */
export const isHeld = (act: Case['act'], life: Case['life']): boolean =>
  life === 'over and held' || act === 'report:release-hold'

/** What is shown is shown for a purpose and a reason. */
function factsOf({ role, act, city, life }: Case): Facts {
  const asked = shows.has(act) ? { purpose: 'handle_concern', reason: true } : { purpose: undefined, reason: false }
  const sameCity = city === 'its own'
  const held = isHeld(act, life) ? { held: true } : {}
  return {
    ...ordinary,
    who: 'user',
    action: act,
    role,
    sameCity,
    regime: regimeOf(act),
    ...asked,
    ...lives[life],
    ...held,
  }
}

const set = 'matrix'
export function prepareMatrix(): void {
  prepareFloor()
  prepareCity(set, baseCity())
}
const known = new Map<Case, Decision>()
export function decisionOn(one: Case): Decision {
  const decision = known.get(one) ?? decide(set, questionOf(factsOf(one)))
  known.set(one, decision)
  return decision
}
export const unlawful = (): readonly Mismatch[] => matrix.flatMap((one) => judge(factsOf(one), decisionOn(one)))

export function reasonOf(decision: Decision & { allowed: false }): Reason {
  const laws = new Set(decision.by.flatMap((id) => explainRule(id)?.law ?? []))
  const rules = decision.by.length > 0 ? decision.by.join(' ') : decision.why
  return laws.size > 0 ? { rules, law: [...laws].join('; ') } : { rules }
}
