// What the page is shown of a unit's keys. As in commands.ts: no identity, key or session token stands in any type here.
import type { Due } from '@citycop/client/keys/unit-due.ts'
import type { UnitEvent } from '@citycop/client/keys/unit-history.ts'
import type { MemberView, UnitState } from '@citycop/client/keys/unit-state.ts'
import type { AskedKeys, RecoveryStatus } from '@citycop/client/recovery/recovery-status.ts'

/** What stands for a person where no name does: six words and a picture, both of the whole key. */
export type Face = { keyId: string; words: string; hash: Uint8Array<ArrayBuffer>; mine: boolean }
/** `member`: only of the officer's own units. */
export type UnitKeysView = {
  state: UnitState
  due: Due[]
  history: UnitEvent[]
  faces: Face[]
  recovery: RecoveryView
  member?: MemberView
}
/** `by`: the six words of each custodian who signed; absent when three did not. */
export type RunningRecovery = Omit<AskedKeys, 'by'> & { by?: string[] }
export type RecoveryView = Omit<RecoveryStatus, 'asked'> & { asked: RunningRecovery[] }
/** A request to be let in. */
export type JoinView = {
  name: string
  unit: string
  words: string
  hash: Uint8Array<ArrayBuffer>
  fits: 'yes' | 'other-city' | 'no-unit' | 'member-already'
}
/** Keys that end soon, by unit, and what was sealed anew. */
export type KeyCare = {
  ending: { unit: string; days: number }[]
  /** Keys that were handed to this officer and are not used; `by`: whose key opens nothing. Without: the server's doing. */
  refused: { unit: string; epoch: number; by?: string }[]
  resealed: number
  unreadable: number
}
