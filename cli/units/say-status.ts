// `citycop unit status` in words.
import { commandFor, type Due } from '@citycop/client/keys/unit-due.ts'
import type { UnitEvent } from '@citycop/client/keys/unit-history.ts'
import type { MemberView, UnitState } from '@citycop/client/keys/unit-state.ts'

type Status = {
  readonly state: UnitState
  readonly view: MemberView | undefined
  readonly due: readonly Due[]
  readonly history: readonly UnitEvent[]
  readonly server: string
}
const mostEvents = 10

export function sayStatus({ state, view, due, history, server }: Status): string {
  const at = { unit: state.unit, server }
  return [
    ...sayState(state),
    ...(view?.reports ?? []).map(({ epoch, count }) => `  ${count} reports have something sealed to epoch ${epoch}`),
    ...(view?.sessions ?? []).map(({ day, count }) => `  ${count} sessions open since ${day}`),
    ...history.slice(0, mostEvents).map((one) => `  ${one.day}  ${sayEvent(one)}  (certificate ${one.certNo})`),
    ...due.flatMap((one) => {
      const command = commandFor(one, at)
      return [`DUE: ${sayDue(one)}`, ...(command === undefined ? [] : [`  ${command}`])]
    }),
  ].join('\n')
}

function sayState({ unit, daysLeft, confirmed, unconfirmedSince, leadUntil, members, epochs }: UnitState): string[] {
  const word = unconfirmedSince === undefined ? `confirmed ${confirmed?.at} by ${confirmed?.by}` : 'not confirmed'
  const lead = leadUntil === undefined ? '' : `; its lead is certified until ${leadUntil}`
  return [
    `${unit}: ${daysLeft} days left; ${word}${lead}`,
    ...epochs.map(
      ({ epoch, from, until, inUse, left, certNo }) =>
        `  epoch ${epoch}  ${from} to ${until}  certificate ${certNo}${inUse ? '  in use' : ''}${left ? '  a former member may have this key' : ''}`,
    ),
    ...members.map(
      ({ keyId, roles, certifiedUntil }) =>
        `  member ${keyId}  ${roles.join(', ')}${certifiedUntil === undefined ? '' : `, certified until ${certifiedUntil}`}`,
    ),
  ]
}

function sayDue(due: Due): string {
  if (due.what === 'rotate') return `${due.days} days are left; the next key has to be certified`
  if (due.what === 'unconfirmed') return `nobody has confirmed the key since ${due.since}; have a member sign in`
  if (due.what === 'member-ends') return `the certificate of ${due.officer} ends on ${due.until}`
  if (due.what === 'lead-ends') return `the lead’s certificate ends on ${due.until}; the root has to make another`
  if (due.what === 'wrap-missing')
    return `${due.officer} has no key of epoch ${due.epochs.join(', ')} yet; an open desk of a member hands it over, or`
  return `a former member may open ${due.count} reports under epoch ${due.epoch}; an open desk seals them anew, or`
}

function sayEvent({ what, epoch, officers }: UnitEvent): string {
  if (what === 'epoch') return `epoch ${epoch} certified for ${officers.length} members`
  if (what === 'ended') return `epoch ${epoch} ended early`
  return `${what === 'let-in' ? 'let in' : 'let go'}: ${officers.join(', ')}`
}
