// The people and keys behind coming back after every keyfile of a unit is lost (J10), and behind a new root.
import * as v from 'valibot'
import { day, hex, name, publicKey, whole } from '../contract/fields.ts'
import { recipient, rootCertificate } from './certificates.ts'

/** Five people hold a share each; any three of them are enough, two know nothing. */
export const custodianCount = 5
export const custodianQuorum = 3

const base = { v: v.literal(1), instance: name, certNo: whole }

export const custodian = v.strictObject({ custodianPk: publicKey, recipient })
export type Custodian = v.InferOutput<typeof custodian>

/** ROOT signs it; one that follows another is signed by three of those before as well. */
export const custodiansCertificate = v.strictObject({
  ...base,
  notBefore: day,
  custodians: v.pipe(
    v.array(custodian),
    v.length(custodianCount),
    v.check((all) => new Set(all.map((one) => one.custodianPk)).size === custodianCount, 'somebody is named twice'),
  ),
})

/** ROOT signs it: what the epochs of a unit are sealed to besides its members. */
export const recoveryCertificate = v.strictObject({
  ...base,
  notBefore: day,
  unit: name,
  recipient,
  /** Signed the five shares when the seed was split, and was thrown away. */
  splitPk: publicKey,
  /** Who hold the shares: the hash of their certificate. */
  custodians: hex(32),
})

/** The old root, the new one and three custodians sign it. Nothing but the key may change. */
export const rotationCertificate = v.strictObject({ ...base, from: publicKey, root: rootCertificate })

export type CustodiansCertificate = v.InferOutput<typeof custodiansCertificate>
export type RecoveryCertificate = v.InferOutput<typeof recoveryCertificate>
export type RotationCertificate = v.InferOutput<typeof rotationCertificate>

/** By the hash of its envelope: what others name it by. */
export type Hashed<C> = C & { readonly hash: string }
type Known = {
  readonly custodians: readonly Hashed<CustodiansCertificate>[]
  readonly recoveries: readonly Hashed<RecoveryCertificate>[]
}

/** A unit's newest: only to this one are epochs sealed, and only what is sealed to it can be asked for. */
export const recoveryOf = (
  { recoveries }: Pick<Known, 'recoveries'>,
  unit: string,
): Known['recoveries'][number] | undefined =>
  recoveries.filter((one) => one.unit === unit).sort((one, other) => other.certNo - one.certNo)[0]

/** Whose shares open it. */
export const holdersOf = ({ custodians }: Pick<Known, 'custodians'>, recovery: RecoveryCertificate): string[] =>
  custodians.find((one) => one.hash === recovery.custodians)?.custodians.map((one) => one.custodianPk) ?? []

/** Those in office. */
export const custodiansNow = ({ custodians }: Pick<Known, 'custodians'>): Known['custodians'][number] | undefined =>
  custodians.at(-1)
