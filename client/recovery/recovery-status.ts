// Whether the keys of a unit come back when every keyfile is lost, and who asked for them. One answer for the command line and the desk.
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { parsePayload } from '@citycop/protocol/contract/dsse.ts'
import { verifyQuorum } from '@citycop/protocol/contract/quorum.ts'
import type { Trusted } from '@citycop/protocol/keys/chain.ts'
import { custodianQuorum, custodiansNow, holdersOf, recoveryOf } from '@citycop/protocol/keys/recovery.ts'
import { recoveryRequest, requestHash } from '@citycop/protocol/recovery/asked.ts'
import type { ListedRecovery, RecoveryState } from '@citycop/protocol/recovery/contract.ts'
import type { MemberView, UnitState } from '../keys/unit-state.ts'

export type AskedKeys = {
  readonly unit: string
  readonly epochs: readonly number[]
  /** What was signed: an objection names it. */
  readonly sha256: string
  readonly until: string
  readonly state: RecoveryState
  /** Where its entry stands in the log. */
  readonly index: number
  /** Key ids of the custodians; undefined when three who hold the shares did not sign it. */
  readonly by: readonly string[] | undefined
}
/** `yes`: three custodians bring it back. `unknown`: only the unit's members see which copies are there. */
export type Recoverable = 'yes' | 'no' | 'unknown'
export type RecoveryStatus = {
  readonly unit: string
  readonly recovery?: {
    readonly certNo: number
    readonly notBefore: string
    readonly used: boolean
    readonly needed: number
    /** Who hold the shares: their certificate, and the one in office where that is another. */
    readonly custodians: { readonly certNo: number; readonly notBefore: string; readonly newer?: number }
  }
  /** Of each epoch, whether a copy lies there that three custodians open. */
  readonly copies: readonly { readonly epoch: number; readonly recoverable: Recoverable }[]
  /** Those that a command of this member seals to the recovery identity. */
  readonly unrecoverable: readonly number[]
  readonly asked: readonly AskedKeys[]
}

export const isOpen = ({ state }: Pick<AskedKeys, 'state'>): boolean => state === 'waiting' || state === 'ready'

export function recoveryStatus(
  trusted: Trusted,
  { unit, epochs }: Pick<UnitState, 'unit' | 'epochs'>,
  view: Pick<MemberView, 'recoverable' | 'unrecoverable'> | undefined,
  listed: readonly ListedRecovery[],
): RecoveryStatus {
  const recovery = recoveryIn(trusted, unit, listed)
  const one = (epoch: number): Recoverable => {
    if (!recovery) return 'no'
    if (!view) return 'unknown'
    return view.recoverable.includes(epoch) ? 'yes' : 'no'
  }
  return {
    unit,
    ...(recovery ? { recovery } : {}),
    copies: epochs.map(({ epoch }) => ({ epoch, recoverable: one(epoch) })),
    unrecoverable: view?.unrecoverable ?? [],
    asked: askedKeys(trusted, listed).filter((one) => one.unit === unit),
  }
}

function recoveryIn(trusted: Trusted, unit: string, listed: readonly ListedRecovery[]): RecoveryStatus['recovery'] {
  const identity = recoveryOf(trusted, unit)
  const holders = trusted.custodians.find((one) => one.hash === identity?.custodians)
  if (!identity || !holders) return undefined
  const { certNo, notBefore } = identity
  const newer = custodiansNow(trusted)
  const used = listed.some((one) => one.state === 'done' && saidIn(one)?.recovery === identity.hash)
  const named = { certNo: holders.certNo, notBefore: holders.notBefore }
  const custodians = newer && newer.hash !== holders.hash ? { ...named, newer: newer.certNo } : named
  return { certNo, notBefore, used, needed: custodianQuorum, custodians }
}

/** By what was signed, and not by what the server writes beside it. */
export const askedKeys = (trusted: Trusted, listed: readonly ListedRecovery[]): AskedKeys[] =>
  listed.flatMap((one) => {
    const said = saidIn(one)
    if (!said) return []
    const { until, state, index, request } = one
    const recovery = trusted.recoveries.find((known) => known.hash === said.recovery && known.unit === said.unit)
    const holders = recovery ? holdersOf(trusted, recovery) : []
    const signed = verifyQuorum('recovery-request', request, holders, custodianQuorum) !== undefined
    const by = signed ? request.signatures.map(({ keyid }) => keyid) : undefined
    return [{ unit: said.unit, epochs: said.epochs, sha256: requestHash(request), until, state, index, by }]
  })

const saidIn = ({ request }: ListedRecovery) => parsePayload(recoveryRequest, fromBase64(request.payload))
