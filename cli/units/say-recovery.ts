// Whether the keys of a unit come back when every keyfile is lost, and who asked for them: everybody may see it.
import type { MemberView, UnitState } from '@citycop/client/keys/unit-state.ts'
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { parsePayload } from '@citycop/protocol/contract/dsse.ts'
import { recoveryRequest } from '@citycop/protocol/recovery/asked.ts'
import type { ListedRecovery, RecoveryState } from '@citycop/protocol/recovery/contract.ts'

type RecoveryStatus = {
  readonly unit: string
  readonly recovery?: { readonly certNo: number; readonly used: boolean }
  readonly asked: readonly ListedRecovery[]
  readonly unrecoverable: readonly number[]
}

export function recoveryStatus(
  { unit, recovery }: UnitState,
  view: MemberView | undefined,
  all: readonly ListedRecovery[],
): RecoveryStatus {
  const asked = all.filter((one) => one.unit === unit)
  const known = { unit, asked, unrecoverable: view?.unrecoverable ?? [] }
  if (!recovery) return known
  const used = asked.some((one) => isUse(one, recovery.hash))
  return { ...known, recovery: { certNo: recovery.certNo, used } }
}

const isUse = ({ state, request }: ListedRecovery, hash: string): boolean =>
  state === 'done' && parsePayload(recoveryRequest, fromBase64(request.payload))?.recovery === hash

export function sayRecovery({ unit, recovery, asked, unrecoverable }: RecoveryStatus): string[] {
  const none = '  no recovery identity: if every keyfile is lost, the reports stay sealed for good'
  const used = `  WARNING: the recovery identity ${recovery?.certNo} was used; citycop recover split ${unit}`
  const there = `  recovery identity ${recovery?.certNo}: three of five custodians can bring the keys back`
  return [
    recovery ? (recovery.used ? used : there) : none,
    ...asked.map((one) => sayAsked(one)),
    ...unrecoverable.map(
      (epoch) => `  epoch ${epoch} is not sealed to the recovery identity yet; citycop officer wrap-keys`,
    ),
  ]
}

function sayAsked({ unit, epochs, until, state }: ListedRecovery): string {
  const open = state === 'waiting' || state === 'ready'
  const end = open ? `; to stop it: citycop recover object ${unit}` : ''
  return `  ${open ? 'WARNING: ' : ''}recovery of epoch ${epochs.join(', ')} ${words[state]} ${until}${end}`
}

const words: Readonly<Record<RecoveryState, string>> = {
  waiting: 'was asked for; the keys are given out from',
  ready: 'was asked for; the keys may be given out since',
  objected: 'was objected to; it waited until',
  done: 'was done; it waited until',
}
