// How a unit's keys stand, as its certificates and, for a member, the server's list say.

import type { Reply } from '@citycop/protocol/contract/route.ts'
import { certifiedUntil } from '@citycop/protocol/keys/administrators.ts'
import { daysLeft, epochInUse, epochsOf, leftEpochs } from '@citycop/protocol/keys/epochs.ts'
import type { readKeys } from '@citycop/protocol/keys/member-contract.ts'
import { recoveryOf } from '@citycop/protocol/keys/recovery.ts'
import type { Desk } from '../officers/sign-in.ts'
import { certificateOf } from './change-unit.ts'
import type { VerifiedDirectory } from './directory.ts'
import { type Missing, missingWraps } from './wrap-missing.ts'

type EpochState = {
  readonly epoch: number
  readonly certNo: number
  readonly from: string
  readonly until: string
  readonly inUse: boolean
  /** Somebody who was let go may have its key. */
  readonly left: boolean
}
export type UnitState = {
  readonly unit: string
  readonly daysLeft: number
  readonly confirmed?: { readonly at: string; readonly by: string }
  readonly unconfirmedSince?: string
  /** Until when somebody may certify this unit's keys. */
  readonly leadUntil?: string
  readonly members: readonly {
    readonly keyId: string
    readonly roles: readonly string[]
    readonly certifiedUntil?: string
  }[]
  readonly epochs: readonly EpochState[]
}
export type MemberView = {
  /** Epochs in use or to come, and older ones this member holds, that are not sealed to the recovery identity yet. */
  readonly unrecoverable: readonly number[]
  /** Epochs that are. That such a copy opens shows only when three custodians try. */
  readonly recoverable: readonly number[]
  readonly missing: readonly Missing[]
  readonly reports: readonly { readonly epoch: number; readonly count: number }[]
  /** Open sessions of the unit's members, by the day on which they began. */
  readonly sessions: readonly { readonly day: string; readonly count: number }[]
}

export function unitState(
  { trusted, units }: Pick<VerifiedDirectory, 'trusted' | 'units'>,
  unit: string,
  today: string,
): UnitState | undefined {
  const inUse = epochInUse(trusted, unit, today)
  if (!inUse) return undefined
  const left = leftEpochs(trusted, unit, today)
  const leadUntil = certifiedUntil(trusted, unit)
  const { confirmed, unconfirmedSince } = units.find((one) => one.id === unit) ?? {}
  return {
    unit,
    daysLeft: daysLeft(trusted, unit, today),
    ...(confirmed ? { confirmed } : {}),
    ...(unconfirmedSince ? { unconfirmedSince } : {}),
    ...(leadUntil === undefined ? {} : { leadUntil }),
    members: inUse.members.map(({ officer }) => {
      const certificate = certificateOf({ trusted }, officer)
      const roles = certificate?.roles ?? []
      return { keyId: officer, roles, ...(certificate ? { certifiedUntil: certificate.notAfter } : {}) }
    }),
    epochs: epochsOf(trusted, unit).map(({ epoch, certNo, notBefore, notAfter }) => ({
      epoch,
      certNo,
      from: notBefore,
      until: notAfter,
      inUse: epoch === inUse.epoch,
      left: left.includes(epoch),
    })),
  }
}

export const memberView = (desk: Desk, keys: Reply<typeof readKeys>, unit: string, today: string): MemberView => ({
  unrecoverable: unrecoverable(desk, keys, unit),
  recoverable: sealedToRecovery(desk, keys, unit),
  missing: missingWraps(desk, keys.wraps, today).filter((one) => one.unit === unit),
  reports: keys.reports.filter((one) => one.unit === unit).map(({ epoch, count }) => ({ epoch, count })),
  sessions: keys.sessions.filter((one) => one.unit === unit).map(({ day, count }) => ({ day, count })),
})

function sealedToRecovery(desk: Desk, keys: Reply<typeof readKeys>, unit: string): number[] {
  const recovering = recoveryOf(desk.instance.directory.trusted, unit)
  return keys.recovery.filter((one) => one.unit === unit && one.recovery === recovering?.hash).map((one) => one.epoch)
}

function unrecoverable(desk: Desk, keys: Reply<typeof readKeys>, unit: string): number[] {
  if (!recoveryOf(desk.instance.directory.trusted, unit)) return []
  const sealed = sealedToRecovery(desk, keys, unit)
  return [...desk.epochs.keys()]
    .filter((name) => name.startsWith(`${unit}/`))
    .map((name) => Number(name.slice(unit.length + 1)))
    .filter((epoch) => !sealed.includes(epoch))
}
