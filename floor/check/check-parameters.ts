// A set of parameters against the floor: its shape, its bounds, and an explanation for each choice that is looser than the default.
import { balanceOf } from '@citycop/protocol/policy/balance.ts'
import { breachesOf } from '@citycop/protocol/policy/bounds.ts'
import type { Floor } from '@citycop/protocol/policy/bounds-floor.ts'
import { memberName } from '@citycop/protocol/policy/bounds-paths.ts'
import { cityPolicy } from '@citycop/protocol/policy/city-policy.ts'
import { safeParse } from 'valibot'
import type { Note, Refusal } from './refusal.ts'

export function checkParameters(policy: unknown, today: string, floor: Floor): { refusals: Refusal[]; notes: Note[] } {
  const breaches = breachesOf(policy, floor).map(({ id, param, value, bound, law, todo }): Refusal => {
    return { where: id, param, value, ...(bound === undefined ? {} : { bound }), law, todo }
  })
  const told = new Set(breaches.map(({ param }) => param))
  const shape = shapeOf(policy).filter(({ where }) => ![...told].some((param) => param?.startsWith(where)))
  const refusals = [...breaches, ...shape, ...versionOf(policy, floor), ...unexplained(policy, today, floor)]
  return { refusals, notes: notesOn(policy, today, floor) }
}

function shapeOf(policy: unknown): Refusal[] {
  const parsed = safeParse(cityPolicy, policy)
  return (parsed.issues ?? []).map((issue) => {
    const where = placeOf(issue.path ?? []) || 'the policy'
    return { where, value: issue.input, todo: `write it as the policy's form asks: ${issue.message}` }
  })
}

/** Spelt as the bounds spell it: purposes[led_detect].basis. */
const placeOf = (path: readonly { readonly type: string; readonly key: unknown; readonly value: unknown }[]): string =>
  path
    .map(({ type, key, value }, n) =>
      type === 'array' ? `[${memberName(value) ?? key}]` : `${n > 0 ? '.' : ''}${key}`,
    )
    .join('')

function versionOf(policy: unknown, { floorVersion }: Floor): Refusal[] {
  const named = (policy as { floorVersion?: unknown } | null)?.floorVersion
  if (named === floorVersion || typeof named !== 'string') return [] // a missing one is a matter of shape
  const todo = `look at it again under the floor in force and name that: ${floorVersion}`
  return [{ where: 'floorVersion', param: 'floorVersion', value: named, bound: floorVersion, todo }]
}

function unexplained(policy: unknown, today: string, floor: Floor): Refusal[] {
  return balanceOf(policy, floor, [], today)
    .filter(({ colour, deviation }) => colour === 'amber' && !deviation?.valid)
    .map(({ id, param, city, default: usual, law, deviation }) => {
      const what = deviation
        ? `renew the deviation of ${id}, which needs a reason, a view and a day after today`
        : `add a deviation for ${id}`
      const todo = `${what}: why, the data-protection officer's view, and an end date; or keep to the default, ${usual}`
      return {
        where: `${id} deviation`,
        param,
        value: city,
        ...(usual === undefined ? {} : { bound: usual }),
        law,
        todo,
      }
    })
}

function notesOn(policy: unknown, today: string, floor: Floor): Note[] {
  const rows = balanceOf(policy, floor, [], today)
  const idle = rows.filter(({ colour, deviation }) => deviation && colour === 'green')
  const service = (policy as { service?: unknown } | null)?.service === undefined
  return [
    ...idle.map(({ id }) => ({
      where: `${id} deviation`,
      todo: 'it explains nothing: the value keeps to the default; drop it',
    })),
    ...(service
      ? [{ where: 'service', todo: 'say the time zone and what the units promise before the city goes live' }]
      : []),
  ]
}
