// Whether the keys of a unit come back when every keyfile is lost, and who asked for them: everybody may see it.
import {
  type AskedKeys,
  isOpen,
  type Recoverable,
  type RecoveryStatus,
} from '@citycop/client/recovery/recovery-status.ts'
import type { RecoveryState } from '@citycop/protocol/recovery/contract.ts'

export function sayRecovery({ unit, recovery, copies, unrecoverable, asked }: RecoveryStatus): string[] {
  return [
    ...(recovery
      ? sayIdentity(unit, recovery)
      : ['  no recovery identity: if every keyfile is lost, the reports stay sealed for good']),
    ...(recovery ? copies.map(({ epoch, recoverable }) => `  epoch ${epoch} ${copyWords[recoverable]}`) : []),
    ...(unrecoverable.length > 0 ? ['  to seal them to the recovery identity: citycop officer wrap-keys'] : []),
    ...asked.map((one) => sayAsked(one)),
  ]
}

function sayIdentity(unit: string, { certNo, used, needed, custodians }: NonNullable<RecoveryStatus['recovery']>) {
  const split = `citycop recover split ${unit}`
  const { newer } = custodians
  return [
    `  recovery identity ${certNo}: ${needed} of the five custodians of list ${custodians.certNo}, named on ${custodians.notBefore}, can bring the keys back`,
    ...(used ? [`  WARNING: the recovery identity ${certNo} was used; ${split}`] : []),
    ...(newer === undefined ? [] : [`  WARNING: list ${newer} is in office, and holds no shares of it; ${split}`]),
  ]
}

function sayAsked({ unit, epochs, until, state, by }: AskedKeys): string {
  const end = isOpen({ state }) ? `; to stop it: citycop recover object ${unit}` : ''
  const who = by ? `by custodians ${by.join(', ')}` : 'WITHOUT the signatures of three custodians'
  return `  ${isOpen({ state }) ? 'WARNING: ' : ''}recovery of epoch ${epochs.join(', ')} ${words[state]} ${until}, asked for ${who}${end}`
}

const copyWords: Readonly<Record<Recoverable, string>> = {
  yes: 'comes back',
  no: 'would be lost: it is not sealed to the recovery identity',
  unknown: 'is sealed to it or not: only a member’s keyfile shows that',
}
const words: Readonly<Record<RecoveryState, string>> = {
  waiting: 'was asked for; the keys are given out from',
  ready: 'was asked for; the keys may be given out since',
  objected: 'was objected to; it waited until',
  done: 'was done; it waited until',
}
