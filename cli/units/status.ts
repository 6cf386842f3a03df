// `citycop unit status`: what everybody may know of a unit's keys, and what only its members may.
import { call } from '@citycop/client/api/call.ts'
import type { Instance } from '@citycop/client/keys/connect.ts'
import { dueOf } from '@citycop/client/keys/unit-due.ts'
import { unitHistory } from '@citycop/client/keys/unit-history.ts'
import { type MemberView, memberView, unitState } from '@citycop/client/keys/unit-state.ts'
import { recoveriesIn } from '@citycop/client/recovery/fetch-file.ts'
import { recoveryStatus } from '@citycop/client/recovery/recovery-status.ts'
import { readKeys } from '@citycop/protocol/keys/member-contract.ts'
import { cityOf } from '../city.ts'
import type { Command, Outcome } from '../command.ts'
import { cityToday } from '../officers/city-today.ts'
import { atDesk, deskOptions, passphraseNote } from '../officers/desk.ts'
import { Refused } from '../refusal.ts'
import { unitOf } from './lead.ts'
import { sayRecovery } from './say-recovery.ts'
import { sayStatus } from './say-status.ts'

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
Who is in a unit, by key id: certificates hold no names. Which keys it has and until when; who confirmed the key last, and when; what
happened, and what is due with the command that does it. With a member's keyfile also who has no key yet, how many reports are sealed
to which key, and how many sessions are open.
${passphraseNote}

  citycop unit status harbour-team --server http://127.0.0.1:8080 --keyfile data/demo/officers/anna.age`,
  run: async (given) => {
    const unit = unitOf(given)
    if (given.text('keyfile') === undefined) return shown(await cityOf(given), unit)
    return atDesk(given, async (desk) => {
      const keys = await call(desk.instance.server, readKeys, {}, desk.token)
      const today = cityToday(desk.instance.directory.policy)
      return shown(desk.instance, unit, memberView(desk, keys, unit, today))
    })
  },
}

async function shown(instance: Instance, unit: string, view?: MemberView): Promise<Outcome> {
  const { directory, server } = instance
  const today = cityToday(directory.policy)
  const state = unitState(directory, unit, today)
  if (!state) throw new Refused('not-found', 'no such unit has a key that has begun')
  const due = dueOf(state, view, today)
  const history = unitHistory(directory.trusted, unit)
  const recovery = recoveryStatus(directory.trusted, state, view, await recoveriesIn(instance))
  const text = [sayStatus({ state, view, due, history, server: server.origin }), ...sayRecovery(recovery)].join('\n')
  return { json: { ...state, ...view, ...recovery, due, history }, text }
}
