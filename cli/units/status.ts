// `citycop unit status`: what everybody may know of a unit's keys, and what only its members may.
import { call } from '@citycop/client/api/call.ts'
import type { Instance } from '@citycop/client/keys/connect.ts'
import { type MemberView, memberView, type UnitState, unitState } from '@citycop/client/keys/unit-state.ts'
import { aheadDays } from '@citycop/protocol/keys/epochs.ts'
import { readKeys } from '@citycop/protocol/keys/member-contract.ts'
import { cityOf } from '../city.ts'
import type { Command, Given } from '../command.ts'
import { cityToday } from '../officers/city-today.ts'
import { atDesk, deskOptions, passphraseNote } from '../officers/desk.ts'
import { Refused } from '../refusal.ts'
import { unitOf } from './lead.ts'

export const command: Command = {
  operands: ['UNIT'],
  options: {
    ...deskOptions,
    keyfile: {
      value: 'FILE',
      says: 'a member’s keyfile: also shows who waits for a key, and what lies under old ones',
    },
  },
  about: `
Who is in a unit, by key id: certificates hold no names. Which keys it has and until when; who confirmed the key last, and when. With a
member's keyfile also who has no key yet, and how many reports are sealed to which key.
${passphraseNote}

  citycop unit status harbour-team --server http://127.0.0.1:8080 --keyfile data/demo/officers/anna.age`,
  run: async (given) => {
    const unit = unitOf(given)
    if (given.text('keyfile') === undefined) return shown(given, stateOf(await cityOf(given), unit))
    return atDesk(given, async (desk) => {
      const today = cityToday(desk.instance.directory.policy)
      const keys = await call(desk.instance.server, readKeys, {}, desk.token)
      return shown(given, stateOf(desk.instance, unit), memberView(desk, keys, unit, today))
    })
  },
}

function stateOf({ directory }: Instance, unit: string): UnitState {
  const state = unitState(directory, unit, cityToday(directory.policy))
  if (!state) throw new Refused('not-found', 'no such unit has a key that has begun')
  return state
}

const shown = (_given: Given, state: UnitState, view?: MemberView) => ({
  json: { ...state, ...view },
  text: [...said(state), ...(view ? saidToMember(state, view) : [])].join('\n'),
})

function said({ unit, daysLeft, confirmed, unconfirmedSince, members, epochs }: UnitState): string[] {
  const word = unconfirmedSince
    ? `nobody has confirmed the key since ${unconfirmedSince}; have a member sign in`
    : `confirmed ${confirmed?.at} by ${confirmed?.by}`
  const due =
    daysLeft < aheadDays ? `WARNING: ${daysLeft} days left; citycop unit rotate ${unit}` : `${daysLeft} days left`
  return [
    `${unit}: ${due}; ${word}`,
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

function saidToMember({ epochs }: UnitState, { missing, reports }: MemberView): string[] {
  const left = epochs.filter((one) => one.left).map((one) => one.epoch)
  return [
    ...missing.map(({ epoch, officer }) => `  ${officer} has no key of epoch ${epoch} yet; citycop officer wrap-keys`),
    ...reports.map(
      ({ epoch, count }) =>
        `  ${count} reports have something sealed to epoch ${epoch}${left.includes(epoch) ? '; citycop officer reseal' : ''}`,
    ),
  ]
}
