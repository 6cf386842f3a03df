// `citycop unit status`: what everybody may know of a unit's keys, and what only its members may.
import { call } from '@citycop/client/api/call.ts'
import type { Instance } from '@citycop/client/keys/connect.ts'
import { type MemberView, memberView, type UnitState, unitState } from '@citycop/client/keys/unit-state.ts'
import { recoveriesIn } from '@citycop/client/recovery/fetch-file.ts'
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { parsePayload } from '@citycop/protocol/contract/dsse.ts'
import { aheadDays } from '@citycop/protocol/keys/epochs.ts'
import { readKeys } from '@citycop/protocol/keys/member-contract.ts'
import { recoveryRequest } from '@citycop/protocol/recovery/asked.ts'
import type { ListedRecovery, RecoveryState } from '@citycop/protocol/recovery/contract.ts'
import { cityOf } from '../city.ts'
import type { Command } from '../command.ts'
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
    if (given.text('keyfile') === undefined) return shown(await stateOf(await cityOf(given), unit))
    return atDesk(given, async (desk) => {
      const today = cityToday(desk.instance.directory.policy)
      const keys = await call(desk.instance.server, readKeys, {}, desk.token)
      return shown(await stateOf(desk.instance, unit), memberView(desk, keys, unit, today))
    })
  },
}

type Status = Omit<UnitState, 'recovery'> & {
  readonly recovery?: { readonly certNo: number; readonly used: boolean }
  /** Who asked for the unit's keys: everybody may see it. */
  readonly asked: readonly ListedRecovery[]
}

async function stateOf(instance: Instance, unit: string): Promise<Status> {
  const { directory } = instance
  const state = unitState(directory, unit, cityToday(directory.policy))
  if (!state) throw new Refused('not-found', 'no such unit has a key that has begun')
  const asked = (await recoveriesIn(instance)).filter((one) => one.unit === unit)
  const { recovery, ...rest } = state
  if (!recovery) return { ...rest, asked }
  return { ...rest, asked, recovery: { certNo: recovery.certNo, used: asked.some((one) => isUse(one, recovery.hash)) } }
}

const isUse = ({ state, request }: ListedRecovery, hash: string): boolean =>
  state === 'done' && parsePayload(recoveryRequest, fromBase64(request.payload))?.recovery === hash

const shown = (state: Status, view?: MemberView) => ({
  json: { ...state, ...view },
  text: [...said(state), ...saidOfRecovery(state), ...(view ? saidToMember(state, view) : [])].join('\n'),
})

function saidOfRecovery({ unit, recovery, asked }: Status): string[] {
  const none = '  no recovery identity: if every keyfile is lost, the reports stay sealed for good'
  const used = `  WARNING: the recovery identity ${recovery?.certNo} was used; citycop recover split ${unit}`
  const there = `  recovery identity ${recovery?.certNo}: three of five custodians can bring the keys back`
  return [
    recovery ? (recovery.used ? used : there) : none,
    ...asked.map(
      ({ epochs, until, state }) =>
        `  ${state === 'waiting' || state === 'ready' ? 'WARNING: ' : ''}recovery of epoch ${epochs.join(', ')} ${words[state]} ${until}${state === 'waiting' || state === 'ready' ? `; to stop it: citycop recover object ${unit}` : ''}`,
    ),
  ]
}
const words: Readonly<Record<RecoveryState, string>> = {
  waiting: 'was asked for; the keys are given out from',
  ready: 'was asked for; the keys may be given out since',
  objected: 'was objected to; it waited until',
  done: 'was done; it waited until',
}

function said({ unit, daysLeft, confirmed, unconfirmedSince, members, epochs }: Status): string[] {
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

function saidToMember({ epochs }: Status, { missing, reports, unrecoverable }: MemberView): string[] {
  const left = epochs.filter((one) => one.left).map((one) => one.epoch)
  return [
    ...unrecoverable.map(
      (epoch) => `  epoch ${epoch} is not sealed to the recovery identity yet; citycop officer wrap-keys`,
    ),
    ...missing.map(({ epoch, officer }) => `  ${officer} has no key of epoch ${epoch} yet; citycop officer wrap-keys`),
    ...reports.map(
      ({ epoch, count }) =>
        `  ${count} reports have something sealed to epoch ${epoch}${left.includes(epoch) ? '; citycop officer reseal' : ''}`,
    ),
  ]
}
