// Nothing of a city's keys ends unseen: each unit's key, who confirmed it, and the certificates of who signs and who reads.
import type { Instance } from '@citycop/client/keys/connect.ts'
import { type UnitState, unitState } from '@citycop/client/keys/unit-state.ts'
import { addDays } from '@citycop/protocol/contract/days.ts'
import { certifiedUntil } from '@citycop/protocol/keys/administrators.ts'
import { aheadDays, daysLeft, unitsOf } from '@citycop/protocol/keys/epochs.ts'
import { type Check, check } from './check.ts'

/** An administrator is certified by the root, whose key lies far away: that takes longer to arrange. */
const adminAheadDays = 30

export function checkKeys({ pins, directory }: Instance, origin: string, data: string): Promise<Check[]> {
  const { checkpoint, trusted } = directory
  const today = new Date().toISOString().slice(0, 10)
  const names = unitsOf(trusted)
  const demo = `citycop demo --server ${origin} --data ${data}`
  const renew = pins.demo ? demo : 'have the administrator certify the next epoch'
  const confirm = pins.demo ? demo : 'have an officer of the unit sign in'
  return Promise.all([
    check(
      'log',
      'do not use this server until you know why',
      () => `the directory stands in a signed log of ${checkpoint.size} entries or more`,
    ),
    check('units', renew, () => {
      if (names.length === 0) throw new Error('no unit has a certified key, so nobody can report')
      return names.join(', ')
    }),
    ...names.map((unit) =>
      check(`${unit}: key`, pins.demo ? demo : `citycop unit rotate ${unit} --admin FILE --server ${origin}`, () =>
        validity(directory, unit, today),
      ),
    ),
    ...names.flatMap((unit) => {
      const state = unitState(directory, unit, today)
      return state ? [check(`${unit}: confirmed`, confirm, () => confirmed(state))] : []
    }),
    ...names.flatMap((unit) => {
      const state = unitState(directory, unit, today)
      const mend = pins.demo ? demo : `citycop unit rotate ${unit}, which certifies its members again`
      return state ? [check(`${unit}: members`, mend, () => members(state, today))] : []
    }),
    check('administrators', pins.demo ? demo : 'have the holder of the root key certify them again', () =>
      administrators(directory, today),
    ),
  ])
}

function validity({ trusted }: Instance['directory'], unit: string, today: string) {
  const left = daysLeft(trusted, unit, today)
  const ends = trusted.epochs
    .filter((epoch) => epoch.unit === unit)
    .map((epoch) => epoch.notAfter)
    .sort()
    .at(-1)
  if (left < 0) throw new Error(`the last key ended on ${ends}, so nobody can report`)
  return left < aheadDays ? { warn: `valid until ${ends} only` } : `valid until ${ends}`
}

const confirmed = ({ unconfirmedSince }: UnitState) =>
  unconfirmedSince === undefined
    ? 'a member confirmed the key within 72 hours'
    : { warn: `nobody has confirmed the key since ${unconfirmedSince}` }

function members({ members }: UnitState, today: string) {
  const ending = members.filter((one) => (one.certifiedUntil ?? '') < addDays(today, aheadDays))
  if (ending.length === 0) return `${members.length}, certified for more than ${aheadDays} days`
  return { warn: ending.map((one) => `${one.keyId} until ${one.certifiedUntil ?? 'never'}`).join(', ') }
}

/** One for each unit, and until when: without one, a unit can let nobody in and nobody go. */
function administrators({ trusted }: Instance['directory'], today: string) {
  const until = unitsOf(trusted).map((unit) => ({ unit, ends: certifiedUntil(trusted, unit) ?? '' }))
  const over = until.filter((one) => one.ends < today)
  if (over.length > 0) throw new Error(`nobody may certify for ${over.map((one) => one.unit).join(', ')} any more`)
  const ending = until.filter((one) => one.ends < addDays(today, adminAheadDays))
  if (ending.length === 0) return `certified for more than ${adminAheadDays} days`
  return { warn: ending.map((one) => `for ${one.unit} until ${one.ends} only`).join(', ') }
}
