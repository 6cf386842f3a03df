// What a unit's keys ask of somebody, and the very command that does it. One list for the command line and for the desk's page.
import { addDays } from '@citycop/protocol/contract/days.ts'
import { aheadDays } from '@citycop/protocol/keys/epochs.ts'
import type { MemberView, UnitState } from './unit-state.ts'

/** So long before the lead's own certificate ends, the root has to make another. */
const leadDays = 30

export type Due =
  | { readonly what: 'rotate'; readonly days: number }
  | { readonly what: 'unconfirmed'; readonly since: string }
  | { readonly what: 'member-ends'; readonly officer: string; readonly until: string; readonly atOnce: boolean }
  | { readonly what: 'lead-ends'; readonly until: string }
  | { readonly what: 'wrap-missing'; readonly officer: string; readonly epochs: readonly number[] }
  | { readonly what: 'reseal'; readonly epoch: number; readonly count: number }

export function dueOf(state: UnitState, view: MemberView | undefined, today: string): Due[] {
  const { daysLeft, unconfirmedSince, leadUntil, members, epochs } = state
  const left = epochs.filter((one) => one.left).map((one) => one.epoch)
  const waiting = [...new Set(view?.missing.map((one) => one.officer) ?? [])]
  return [
    ...(daysLeft < aheadDays ? [{ what: 'rotate', days: daysLeft } as const] : []),
    ...(unconfirmedSince === undefined ? [] : [{ what: 'unconfirmed', since: unconfirmedSince } as const]),
    ...members.flatMap(({ keyId: officer, certifiedUntil: until }) =>
      until !== undefined && until < addDays(today, aheadDays)
        ? [{ what: 'member-ends', officer, until, atOnce: daysLeft >= aheadDays } as const]
        : [],
    ),
    ...(leadUntil !== undefined && leadUntil < addDays(today, leadDays)
      ? [{ what: 'lead-ends', until: leadUntil } as const]
      : []),
    ...waiting.map((officer) => {
      const own = view?.missing.filter((one) => one.officer === officer) ?? []
      return { what: 'wrap-missing', officer, epochs: own.map((one) => one.epoch) } as const
    }),
    ...(view?.reports ?? [])
      .filter((one) => left.includes(one.epoch))
      .map(({ epoch, count }) => ({ what: 'reseal', epoch, count }) as const),
  ]
}

type At = { readonly unit: string; readonly server: string }
const asLead = ({ server }: At) => `--server ${server} --admin admin.key`
const asMember = ({ server }: At) => `--server ${server} --keyfile KEYFILE.age`

/** Undefined where no command of ours is the answer. */
export function commandFor(due: Due, at: At): string | undefined {
  if (due.what === 'rotate') return `citycop unit rotate ${at.unit} ${asLead(at)}`
  // A member's certificate is renewed with the unit's next key.
  if (due.what === 'member-ends') return `citycop unit rotate ${at.unit}${due.atOnce ? ' --now' : ''} ${asLead(at)}`
  if (due.what === 'wrap-missing') return `citycop officer wrap-keys ${asMember(at)}`
  if (due.what === 'reseal') return `citycop officer reseal ${asMember(at)}`
  return undefined
}

export const letGoCommand = (keyId: string, at: At): string =>
  `citycop unit remove-member ${at.unit} ${keyId} ${asLead(at)}`

/**
 * The words are left out on purpose: they come from the officer's mouth. A command that brought the file's own words along would
 * compare the file with itself. So does the file's name: whoever made it could have written a command into it.
 */
export const letInCommand = (at: At, today: string): string =>
  `citycop unit add-member ${at.unit} REQUEST.json ${asLead(at)} --trained-on ${today} --fingerprint "SIX WORDS AS READ OUT"`
