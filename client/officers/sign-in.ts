// Signing in: a signature over the server's challenge, then the wrapped epoch keys are opened on this device.
import { fromBase64, toBase64 } from '@citycop/protocol/contract/base64.ts'
import { bytes } from '@citycop/protocol/contract/bytes.ts'
import { canonical } from '@citycop/protocol/contract/canonical.ts'
import { keyIdOf, signEnvelope } from '@citycop/protocol/contract/dsse.ts'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import type { SignedInRole } from '@citycop/protocol/keys/certificates.ts'
import { renewCurrent } from '@citycop/protocol/keys/contract.ts'
import type { MemberWrap } from '@citycop/protocol/keys/wraps.ts'
import { askChallenge, signIn as route, signOut as signOutRoute } from '@citycop/protocol/officers/contract.ts'
import { ed25519 } from '@noble/curves/ed25519.js'
import { call } from '../api/call.ts'
import type { Instance } from '../keys/connect.ts'
import { Distrusted } from '../keys/distrusted.ts'
import { memberSeed } from '../keys/member-seed.ts'
import { openWrap, type RefusedWrap } from '../keys/open-wrap.ts'
import { sealed } from '../sealing/secret.ts'
import type { OfficerKeys } from './keyfile.ts'

export type Desk = {
  readonly instance: Instance
  readonly officer: {
    readonly name: string
    readonly keyId: string
    readonly units: readonly string[]
    readonly roles: readonly SignedInRole[]
  }
  readonly token: string
  readonly expiresAt: string
  readonly signSeed: Uint8Array
  /** Identities by "unit/epoch". */
  readonly epochs: ReadonlyMap<string, string>
  /** Keys that were handed to this officer and are not used, and why. */
  readonly refusedWraps: readonly RefusedWrap[]
}

/** @throws Problem, Unreachable, Distrusted when the keyfile names another root than the city's */
export async function signIn(instance: Instance, keys: OfficerKeys): Promise<Desk> {
  const { server, pins } = instance
  // Any key of the chain: a keyfile from before a rotation names an older root.
  if (!instance.directory.trusted.roots.includes(keys.rootPk) || keys.instance !== pins.instance)
    throw new Distrusted('root')
  const signSeed = fromBase64(keys.signSeed)
  const officerPk = ed25519.getPublicKey(signSeed)
  const { challenge } = await call(server, askChallenge, {})
  const asked = canonical({ v: 1, instance: pins.instance, officerPk: toBase64(officerPk), challenge })
  const { token, expiresAt, units, roles, wraps } = await call(server, route, {
    request: signEnvelope('login', bytes(asked), signSeed),
  })
  const { epochs, refusedWraps } = await unwrap(instance, keys.ageIdentity, wraps)
  const desk = sealed({
    instance,
    officer: { name: keys.name, keyId: keyIdOf(officerPk), units, roles },
    token,
    expiresAt,
    signSeed,
    epochs,
    refusedWraps,
  })
  await renewCurrents(desk)
  return desk
}

export const signOut = async (desk: Desk): Promise<void> => {
  await call(desk.instance.server, signOutRoute, {}, desk.token)
}

async function unwrap({ pins, directory: { trusted } }: Instance, identity: string, wraps: readonly MemberWrap[]) {
  const epochs = new Map<string, string>()
  const refusedWraps: RefusedWrap[] = []
  for (const one of wraps) {
    const found = await openWrap({ pins, trusted }, identity, one)
    if (typeof found === 'string') epochs.set(`${one.unit}/${one.epoch}`, found)
    else refusedWraps.push(found)
  }
  return { epochs, refusedWraps }
}

/** Says for each unit of this officer which epoch is in use; every unlocked desk does (J1). */
async function renewCurrents({ instance, officer, signSeed }: Desk): Promise<void> {
  const { pins, directory, server } = instance
  const at = `${new Date().toISOString().slice(0, 16)}Z`
  for (const unit of directory.units.filter((one) => officer.units.includes(one.id))) {
    const seed = memberSeed(signSeed, unit)
    if (!seed) continue // in the unit, but without its key
    const said = bytes(canonical({ v: 1, instance: pins.instance, unit: unit.id, epoch: unit.epoch, at }))
    const statement = signEnvelope('current', said, seed)
    await call(server, renewCurrent, { statement }).catch((error: unknown) => {
      // A desk whose clock is wrong cannot confirm a key, but its officer can work; a colleague's desk confirms it.
      if (!(error instanceof Problem)) throw error
    })
  }
}
