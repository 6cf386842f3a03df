// How the keys of every unit stand; of the officer's own units also what the server tells their members.
import { call } from '@citycop/client/api/call.ts'
import { hashOfKey, sixWords } from '@citycop/client/keys/fingerprint.ts'
import { requestWords } from '@citycop/client/keys/member-request.ts'
import { dueOf } from '@citycop/client/keys/unit-due.ts'
import { unitHistory } from '@citycop/client/keys/unit-history.ts'
import { type MemberView, memberView, type UnitState, unitState } from '@citycop/client/keys/unit-state.ts'
import { recoveriesIn } from '@citycop/client/recovery/fetch-file.ts'
import { recoveryStatus } from '@citycop/client/recovery/recovery-status.ts'
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { keyIdOf } from '@citycop/protocol/contract/dsse.ts'
import { epochsOf, isMember, unitsOf } from '@citycop/protocol/keys/epochs.ts'
import { readKeys } from '@citycop/protocol/keys/member-contract.ts'
import {
  type MemberRequest,
  readMemberRequest,
  requestFrom,
  requestHash,
} from '@citycop/protocol/keys/member-request.ts'
import type { ListedRecovery } from '@citycop/protocol/recovery/contract.ts'
import type { Input } from './commands.ts'
import { city, desk } from './held.ts'
import type { Face, JoinView, RecoveryView, UnitKeysView } from './key-views.ts'
import { withWords } from './recoveries.ts'
import { renew } from './sign-in.ts'

export async function unitKeys({ today }: Input<'unit-keys'>): Promise<UnitKeysView[]> {
  await renew() // what the lead did on another machine is in the directory, and not yet here
  const own = desk()
  const { server, directory } = own.instance
  const keys = own.officer.units.length > 0 ? await call(server, readKeys, {}, own.token) : undefined
  const listed = await recoveriesIn(own.instance)
  const views = unitsOf(directory.trusted).map(async (unit): Promise<UnitKeysView | undefined> => {
    const state = unitState(directory, unit, today)
    if (!state) return undefined // its first key begins later
    const member = keys && own.officer.units.includes(unit) ? memberView(own, keys, unit, today) : undefined
    const history = unitHistory(directory.trusted, unit)
    const faces = await facesOf(
      state,
      history.flatMap((one) => one.officers),
    )
    const recovery = await recoveryViewOf(state, member, listed)
    return { state, due: dueOf(state, member, today), history, faces, recovery, ...(member && { member }) }
  })
  return (await Promise.all(views)).filter((one) => one !== undefined)
}

async function recoveryViewOf(
  state: UnitState,
  member: MemberView | undefined,
  listed: readonly ListedRecovery[],
): Promise<RecoveryView> {
  const status = recoveryStatus(desk().instance.directory.trusted, state, member, listed)
  return { ...status, asked: await Promise.all(status.asked.map(withWords)) }
}

/** By the whole public key, not by the key id that stands in a certificate: that is only its beginning. */
async function facesOf({ members }: UnitState, others: readonly string[]): Promise<Face[]> {
  const { instance, officer } = desk()
  const wanted = new Set([...members.map((one) => one.keyId), ...others])
  const keys = new Map(instance.directory.trusted.officers.map((one) => [keyIdOf(fromBase64(one.officerPk)), one]))
  return Promise.all(
    [...wanted].flatMap((keyId) => {
      const known = keys.get(keyId)
      return known ? [faceOf(keyId, known.officerPk, keyId === officer.keyId)] : []
    }),
  )
}

async function faceOf(keyId: string, officerPk: string, mine: boolean): Promise<Face> {
  const hash = hashOfKey(officerPk)
  return { keyId, hash, words: await sixWords(hash), mine }
}

/** A request to be let in, as a file says it. Undefined: it is none, or nobody signed it. */
export async function readRequest({ text }: Input<'read-request'>): Promise<JoinView | undefined> {
  const envelope = requestFrom(text)
  const asked = envelope && readMemberRequest(envelope)
  if (!envelope || !asked) return undefined
  const { name, unit } = asked
  return { name, unit, hash: requestHash(envelope), words: await requestWords(envelope), fits: fitting(asked) }
}

function fitting({ instance, rootPk, unit, officerPk }: MemberRequest): JoinView['fits'] {
  const { pins, directory } = city()
  if (instance !== pins.instance || rootPk !== pins.rootPk) return 'other-city'
  const head = epochsOf(directory.trusted, unit).at(-1)
  if (!head) return 'no-unit'
  return isMember(head, keyIdOf(fromBase64(officerPk))) ? 'member-already' : 'yes'
}
