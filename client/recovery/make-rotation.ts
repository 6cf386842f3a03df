// The next root key of a city. The old root and the new one sign here; three custodians sign after them, each on the own device.
import { toBase64 } from '@citycop/protocol/contract/base64.ts'
import { bytes } from '@citycop/protocol/contract/bytes.ts'
import { canonical } from '@citycop/protocol/contract/canonical.ts'
import { type Envelope, signEnvelope } from '@citycop/protocol/contract/dsse.ts'
import type { Pins, RootCertificate } from '@citycop/protocol/keys/certificates.ts'
import type { RotationCertificate } from '@citycop/protocol/keys/recovery.ts'
import { ed25519 } from '@noble/curves/ed25519.js'
import { makeRootCertificate } from '../keys/make-certificate.ts'
import { alsoSign } from './make-recovery.ts'

export type NextRoot = {
  /** To be signed by three custodians, then published. */
  readonly rotation: Envelope
  /** For the server's folder, once the rotation is published; new devices begin with these pins. */
  readonly root: Envelope
  readonly pins: Pins
}

export function makeRotation(pins: Pins, before: RootCertificate, oldSeed: Uint8Array, newSeed: Uint8Array): NextRoot {
  const rootPk = toBase64(ed25519.getPublicKey(newSeed))
  const root: RootCertificate = { ...before, certNo: before.certNo + 1, rootPk }
  const { v, instance, certNo } = root
  const said: RotationCertificate = { v, instance, certNo, from: before.rootPk, root }
  const byOld = signEnvelope('rotation', bytes(canonical(said)), oldSeed)
  return { rotation: alsoSign(byOld, newSeed), root: makeRootCertificate(root, newSeed), pins: { ...pins, rootPk } }
}
