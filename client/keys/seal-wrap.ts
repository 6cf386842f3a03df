// An epoch's key for one holder: an age file, and the signature of whoever hands it on.
import { fromBase64, toBase64 } from '@citycop/protocol/contract/base64.ts'
import { bytes } from '@citycop/protocol/contract/bytes.ts'
import { canonical } from '@citycop/protocol/contract/canonical.ts'
import { signEnvelope } from '@citycop/protocol/contract/dsse.ts'
import {
  hashOf,
  type MemberWrap,
  type RecoveryWrap,
  recipientHash,
  type WrapSeal,
} from '@citycop/protocol/keys/wraps.ts'
import { joined, sealTo } from '../sealing/age-file.ts'
import { publicKeyOf } from './make-certificate.ts'
import type { Member } from './make-officer.ts'

/** `asOf`: the number of the newest certificate that the signer knows. */
export type Handing = { readonly instance: string; readonly seed: Uint8Array; readonly asOf: number }
/** The key itself. */
export type EpochKey = { readonly unit: string; readonly epoch: number; readonly identity: string }
type Recipient = Pick<Member, 'officer' | 'recipient'>
/** A unit's recovery identity, where it has one: its certificate's hash and recipient. */
export type Recovering = { readonly hash: string; readonly recipient: string }
/** Sealed, and signed by nobody yet. */
export type BareWrap = Omit<MemberWrap, 'seal'>

/** To a member by the recipient and the key that their certificate names. */
export const wrapEpoch = async (by: Handing, key: EpochKey, to: Recipient): Promise<MemberWrap> =>
  signWrap(by, await bareWrap(key, to), to.recipient)

/** To the recipient that opens only when three custodians come together. */
export async function wrapForRecovery(
  by: Handing,
  key: EpochKey,
  { hash, recipient }: Recovering,
): Promise<RecoveryWrap> {
  const { unit, epoch } = key
  const file = await sealedKey(key, recipient)
  return { unit, epoch, recovery: hash, file, seal: sealOf(by, { unit, epoch, for: hash, file }, recipient) }
}

export const bareWrap = async (key: EpochKey, { officer, recipient }: Recipient): Promise<BareWrap> => ({
  unit: key.unit,
  epoch: key.epoch,
  officer,
  file: await sealedKey(key, recipient),
})

export const signWrap = (by: Handing, wrap: BareWrap, recipient: string): MemberWrap => ({
  ...wrap,
  seal: sealOf(by, { unit: wrap.unit, epoch: wrap.epoch, for: wrap.officer, file: wrap.file }, recipient),
})

type About = Pick<WrapSeal, 'unit' | 'epoch' | 'for' | 'file'>

function sealOf({ instance, seed, asOf }: Handing, { file, ...about }: About, recipient: string) {
  const said: WrapSeal = {
    v: 1,
    instance,
    ...about,
    to: recipientHash(recipient),
    file: hashOf(fromBase64(file)),
    by: publicKeyOf(seed),
    asOf,
  }
  return signEnvelope('wrap', bytes(canonical(said)), seed)
}

async function sealedKey({ unit, epoch, identity }: EpochKey, recipient: string): Promise<string> {
  const plain = bytes(JSON.stringify({ v: 1, unit, epoch, age: identity }))
  return toBase64(joined(await sealTo([recipient], plain)))
}
