// Reads the city's directory and believes only what hangs on the pinned root and stands in the log (J1, J17). Every failure is
// a red stop: there is no "continue anyway".
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { toHex } from '@citycop/protocol/contract/bytes.ts'
import { addDays } from '@citycop/protocol/contract/days.ts'
import { type Envelope, keyIdOf, parsePayload, verifyEnvelope } from '@citycop/protocol/contract/dsse.ts'
import type { Reply } from '@citycop/protocol/contract/route.ts'
import {
  currentStatement,
  type EpochCertificate,
  type Pins,
  type RootCertificate,
} from '@citycop/protocol/keys/certificates.ts'
import {
  type Certified,
  certify,
  envelopeHash,
  latestEpoch,
  nobody,
  type Trusted,
  trust,
} from '@citycop/protocol/keys/chain.ts'
import { type Directory, directory as directorySchema, type readDirectory } from '@citycop/protocol/keys/contract.ts'
import { firstRoot } from '@citycop/protocol/keys/rotation.ts'
import { openCheckpoint, parseLogKey } from '@citycop/protocol/log/checkpoint.ts'
import { keyEntry } from '@citycop/protocol/log/public-entry.ts'
import { isIncluded, leafHash } from '@citycop/protocol/log/tree.ts'
import { Distrusted } from './distrusted.ts'
import { verifyRoll } from './verify-roll.ts'

/** Older than this, a unit's word about its key is said to be unconfirmed. */
const freshHours = 72
/** A device's clock may lag behind the statement's. */
const aheadMinutes = 60

export type VerifiedDirectory = {
  readonly number: number
  readonly policy: Directory['policy']
  readonly root: RootCertificate
  readonly rootEnvelope: Envelope
  readonly trusted: Trusted
  readonly units: readonly Unit[]
  readonly checkpoint: { readonly size: number; readonly root: string; readonly note: string }
}
export type Unit = EpochCertificate & {
  readonly id: string
  readonly unconfirmedSince?: string
  /** Which member said last that this key is in use, and when. */
  readonly confirmed?: { readonly at: string; readonly by: string }
}

/** @throws Distrusted */
export function verifyDirectory(pins: Pins, reply: Reply<typeof readDirectory>, now: Date): VerifiedDirectory {
  const claimed = claim(reply.directory)
  const trusted = nobody()
  const first = { ...pins, rootPk: firstRoot(pins, claimed.certificates) }
  const certified = claimed.certificates.map((envelope) => {
    const found = certify(first, trusted, envelope)
    if (!found) throw new Distrusted('certificate')
    trust(trusted, found)
    return found
  })
  const { root } = trusted
  // The one that hangs on the pinned key by itself: receipts are checked against it without a directory.
  const rootEnvelope = claimed.certificates.findLast((_, i) => isPinned(pins, certified[i]))
  if (!trusted.roots.includes(pins.rootPk)) throw new Distrusted('root')
  if (!root || !rootEnvelope || root.logKey !== pins.logKey || root.suite !== pins.suite || root.demo !== pins.demo)
    throw new Distrusted('root')
  if (!verifyEnvelope('directory', reply.directory, fromBase64(root.acceptPk))) throw new Distrusted('directory')
  const hashes = claimed.certificates.map(envelopeHash)
  const checkpoint = verifyLogged(pins, reply, certified, hashes)
  const listed = hashes.map((hash, i) => ({ hash, index: (reply.proofs[i] as Proof).index }))
  const rollSince = verifyRoll(pins, reply, listed, now)
  const today = now.toISOString().slice(0, 10)
  const names = [...new Set(trusted.epochs.map((epoch) => epoch.unit))]
  const units = names.flatMap((name) => {
    const latest = latestEpoch(trusted, name, addDays(today, 1)) // a phone's clock may be a day behind the city's
    return latest && latest.notAfter >= addDays(today, -1)
      ? [since(rollSince, asUnit(latest, reply.currents, now))]
      : []
  })
  const { number, policy } = claimed
  return { number, policy, root, rootEnvelope, trusted, units, checkpoint }
}

/** The signed certificates themselves, of a reply that was verified. */
export const certificatesOf = ({ directory }: Reply<typeof readDirectory>): readonly Envelope[] =>
  claim(directory).certificates
const isPinned = ({ rootPk }: Pins, one: Certified | undefined): boolean =>
  one?.what === 'root' && one.certificate.rootPk === rootPk

/** Its shape, before anything is known about who made it. */
function claim(envelope: Envelope): Directory {
  const claimed = parsePayload(directorySchema, fromBase64(envelope.payload))
  if (!claimed) throw new Distrusted('directory')
  return claimed
}

type Proof = Reply<typeof readDirectory>['proofs'][number]

/** Every certificate stands in the log that the pinned key signs: a key shown to one person only would be missing there. */
function verifyLogged(
  pins: Pins,
  reply: Reply<typeof readDirectory>,
  certified: readonly Certified[],
  hashes: readonly string[],
) {
  const checkpoint = openCheckpoint(reply.checkpoint, parseLogKey(pins.logKey))
  if (!checkpoint || reply.proofs.length !== certified.length) throw new Distrusted('log')
  certified.forEach(({ what, certificate }, i) => {
    const entry = keyEntry(what, certificate.certNo, hashes[i] as string)
    const { index, hashes: path } = reply.proofs[i] as Proof
    // In the order of the log: else what an administrator signed after the root had ended them could be shown as if from before.
    if (index <= (reply.proofs[i - 1]?.index ?? -1)) throw new Distrusted('log')
    if (!isIncluded(leafHash(entry), index, checkpoint.size, path.map(fromBase64), checkpoint.root))
      throw new Distrusted('log')
  })
  return {
    size: checkpoint.size,
    root: toHex(checkpoint.root),
    note: reply.checkpoint,
  }
}

/** The earlier of the two days since when something is not confirmed. */
function since(day: string | undefined, unit: Unit): Unit {
  const { unconfirmedSince: other } = unit
  const earlier = day === undefined || (other !== undefined && other < day) ? other : day
  return earlier === undefined ? unit : { ...unit, unconfirmedSince: earlier }
}

function asUnit(epoch: EpochCertificate, currents: readonly Envelope[], now: Date): Unit {
  const confirmed = currents
    .flatMap((envelope) => statement(epoch, envelope) ?? [])
    .filter((one) => Date.parse(one.at) - now.getTime() < aheadMinutes * 60_000) // from the future it would confirm the key for ever
    .sort((one, other) => (one.at < other.at ? -1 : 1))
    .pop()
  const unit = { ...epoch, id: epoch.unit }
  if (!confirmed) return { ...unit, unconfirmedSince: epoch.notBefore }
  const { at } = confirmed
  const old = now.getTime() - Date.parse(at) > freshHours * 3_600_000
  return { ...unit, confirmed, ...(old ? { unconfirmedSince: at.slice(0, 10) } : {}) }
}

function statement(epoch: EpochCertificate, envelope: Envelope): Unit['confirmed'] {
  const member = epoch.members.find((one) => keyIdOf(fromBase64(one.signPk)) === envelope.signatures[0]?.keyid)
  const payload = member && verifyEnvelope('current', envelope, fromBase64(member.signPk))
  const said = payload && parsePayload(currentStatement, payload)
  const fits = said?.instance === epoch.instance && said.unit === epoch.unit && said.epoch === epoch.epoch
  return member && said && fits ? { at: said.at, by: member.officer } : undefined
}
