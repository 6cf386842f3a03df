// Which of an officer's subkeys an epoch's certificate names. It is usually the epoch's own; but an epoch that had to begin within a
// minute was certified without asking its members, and keeps the subkeys of an earlier one (decision 0031).
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import type { Bytes } from '@citycop/protocol/contract/bytes.ts'
import { keyIdOf } from '@citycop/protocol/contract/dsse.ts'
import type { EpochCertificate } from '@citycop/protocol/keys/certificates.ts'
import { epochSigningSeed } from '../sealing/derive.ts'
import { publicKeyOf } from './make-certificate.ts'

/** Ten years of monthly epochs. */
const mostBack = 120

/** Undefined for whoever is no member. */
export function memberSeed(
  signSeed: Uint8Array,
  { instance, unit, epoch, members }: Pick<EpochCertificate, 'instance' | 'unit' | 'epoch' | 'members'>,
): Bytes | undefined {
  const own = keyIdOf(fromBase64(publicKeyOf(signSeed)))
  const named = members.find((one) => one.officer === own)
  if (!named) return undefined
  for (let n = epoch; n >= Math.max(0, epoch - mostBack); n--) {
    const seed = epochSigningSeed(instance, signSeed, unit, n)
    if (publicKeyOf(seed) === named.signPk) return seed
  }
  return undefined
}
