// A new root: signed by the old one, by itself and by three custodians. The old root alone, in whoever's hands, makes none.
import { fromBase64 } from '../contract/base64.ts'
import { canonical } from '../contract/canonical.ts'
import { type Envelope, keyIdOf, parsePayload, payloadType } from '../contract/dsse.ts'
import { verifyQuorum } from '../contract/quorum.ts'
import type { Pins, RootCertificate } from './certificates.ts'
import type { Trusted } from './chain.ts'
import { custodianQuorum, custodiansNow, type RotationCertificate, rotationCertificate } from './recovery.ts'

/** What the envelope changes the root to, if old root, new root and three of the custodians in office signed it. */
export function readRotation(trusted: Trusted, envelope: Envelope): RotationCertificate | undefined {
  const said = parsePayload(rotationCertificate, fromBase64(envelope.payload))
  const before = trusted.root
  if (!said || !before || said.from !== before.rootPk || !isSameCity(before, said.root)) return undefined
  if (said.certNo !== said.root.certNo || said.root.certNo <= before.certNo) return undefined
  if (trusted.roots.includes(said.root.rootPk)) return undefined // a key that was given up does not come back
  const custodians = custodiansNow(trusted)?.custodians.map((one) => one.custodianPk) ?? []
  const roots = [said.from, said.root.rootPk]
  const signers = envelope.signatures.map(({ keyid }) => keyid)
  if (custodians.some((key) => roots.includes(key)) || !roots.every((key) => signers.includes(idOf(key))))
    return undefined
  return verifyQuorum('rotation', envelope, [...roots, ...custodians], roots.length + custodianQuorum)
    ? said
    : undefined
}

const idOf = (key: string): string => keyIdOf(fromBase64(key))

/** Nothing but the key: a rotation must not slip in another log or another watchdog. */
const isSameCity = (before: RootCertificate, after: RootCertificate): boolean =>
  canonical({ ...before, rootPk: '', certNo: 0 }) === canonical({ ...after, rootPk: '', certNo: 0 })

/**
 * Where the chain begins that leads to the pinned root: pins that name a newer root vouch for what came before it, because the newer
 * root signed the step. The steps themselves are verified when the certificates are read in order.
 */
export function firstRoot({ rootPk }: Pick<Pins, 'rootPk'>, envelopes: readonly Envelope[]): string {
  const steps = envelopes.flatMap((envelope) => {
    const step = envelope.payloadType === payloadType('rotation') && stepOf(envelope)
    return step ? [step] : []
  })
  let first = rootPk
  for (let left = steps.length; left > 0; left--) first = steps.find((one) => one.root.rootPk === first)?.from ?? first
  return first
}

function stepOf(envelope: Envelope): RotationCertificate | undefined {
  const said = parsePayload(rotationCertificate, fromBase64(envelope.payload))
  const keys = said && envelope.signatures.some(({ keyid }) => keyid === idOf(said.root.rootPk))
  return keys ? said : undefined
}
