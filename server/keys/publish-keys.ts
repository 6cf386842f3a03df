// Publishing certificates: the signatures decide, nobody signs in for it. Each becomes a public entry of the log first, and so does
// who joined a unit and who left it.
import { randomUUID } from 'node:crypto'
import type { Envelope } from '@citycop/protocol/contract/dsse.ts'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import type { Body, Reply } from '@citycop/protocol/contract/route.ts'
import { type Certified, certify, copyOf, envelopeHash, type Trusted, trust } from '@citycop/protocol/keys/chain.ts'
import type { publishKeys as route } from '@citycop/protocol/keys/contract.ts'
import { headOf, newestOf } from '@citycop/protocol/keys/epochs.ts'
import { recoveryOf } from '@citycop/protocol/keys/recovery.ts'
import type { RecoveryWrap } from '@citycop/protocol/keys/wraps.ts'
import { keyEntry, publicEntry } from '@citycop/protocol/log/public-entry.ts'
import type { Context } from '../context.ts'
import { insertAct } from '../log/store.ts'
import { isTaken } from '../platform/database.ts'
import { endSessions, removeWraps } from './let-go.ts'
import { deleteOtherRecoveryWraps, insertRecoveryWraps } from './recovery-wraps.ts'
import { refuseUnsigned } from './refuse-wraps.ts'
import { insertCertificate, insertWraps, type StoredCertificate } from './store.ts'

type Wraps = Body<typeof route>['wraps']
type Fresh = { readonly envelope: Envelope; readonly is: Certified; readonly moves: readonly Uint8Array[] }

/** @throws Problem bad-signature when one of them hangs on nothing trusted */
export async function publishKeys(
  ctx: Context,
  { certificates, wraps, recovery = [] }: Body<typeof route>,
): Promise<Reply<typeof route>> {
  const { city, database, log, keys } = ctx
  const { instance } = city.pins
  const known = new Set(keys.stored.map((one) => one.hash))
  const { fresh, trusted } = certified(
    ctx,
    certificates.filter((one) => !known.has(envelopeHash(one))),
  )
  refuseStrangers(fresh, wraps)
  refuseUnrecovered(fresh, trusted, recovery)
  refuseUnsigned({ pins: city.pins, trusted }, [...wraps, ...recovery])
  const stored = fresh.map(
    ({ envelope }, i): StoredCertificate => ({
      number: keys.stored.length + 1 + i,
      hash: envelopeHash(envelope),
      envelope,
      act: randomUUID(),
    }),
  )
  const moves = fresh.flatMap((one) => one.moves).map((entry) => ({ id: randomUUID(), entry }))
  try {
    const gone = await database.transaction(async ({ query }) => {
      for (const [i, one] of stored.entries()) {
        const { what, certificate } = (fresh[i] as Fresh).is
        await insertAct(query, instance, one.act, keyEntry(what, certificate.certNo, one.hash))
        await insertCertificate(query, instance, one)
      }
      for (const { id, entry } of moves) await insertAct(query, instance, id, entry)
      await insertWraps(query, instance, wraps)
      await insertRecoveryWraps(query, instance, recovery)
      // The old recovery identity was opened, or its holders were let go: what is sealed to it ends with the next one's certificate.
      for (const { unit, hash } of newRecoveries(fresh)) await deleteOtherRecoveryWraps(query, instance, unit, hash)
      return removeWraps(query, ctx, trusted)
    })
    await Promise.all([...stored.map((one) => one.act), ...moves.map((one) => one.id)].map((act) => log.number(act)))
    keys.add(stored)
    endSessions(ctx, gone)
  } catch (error) {
    if (isTaken(error)) throw new Problem('state-changed', 'other certificates were published at the same moment')
    throw error
  }
  return { number: keys.stored.length, certificates: stored.map((one) => one.hash) }
}

/** With their certificate only: later, anybody who can read it could hand in wraps that open nothing. */
function refuseStrangers(fresh: readonly Fresh[], wraps: Wraps): void {
  const epochs = fresh.flatMap(({ is }) => (is.what === 'epoch' ? [is.certificate] : []))
  const isNamed = ({ unit, epoch, officer }: Wraps[number]) =>
    epochs.some(
      (one) => one.unit === unit && one.epoch === epoch && one.members.some((each) => each.officer === officer),
    )
  if (!wraps.every(isNamed)) throw new Problem('bad-signature', 'a wrap is for nobody whom a certificate names')
}

/** With their epoch's certificate, and for the unit's newest recovery identity. */
function refuseUnrecovered(fresh: readonly Fresh[], trusted: Trusted, recovery: readonly RecoveryWrap[]): void {
  const isNamed = (wrap: RecoveryWrap) =>
    fresh.some(
      ({ is }) => is.what === 'epoch' && is.certificate.unit === wrap.unit && is.certificate.epoch === wrap.epoch,
    ) && recoveryOf(trusted, wrap.unit)?.hash === wrap.recovery
  if (!recovery.every(isNamed)) throw new Problem('bad-signature', 'a wrap is for no recovery identity of its unit')
}

const newRecoveries = (fresh: readonly Fresh[]) =>
  fresh.flatMap(({ is }) => (is.what === 'recovery' ? [is.certificate] : []))

/** In order: a certificate may be signed by one before it in the same request. */
function certified({ city, keys }: Context, envelopes: readonly Envelope[]): { fresh: Fresh[]; trusted: Trusted } {
  const trusted = copyOf(keys.trusted)
  const fresh = envelopes.map((envelope): Fresh => {
    const is = certify(city.pins, trusted, envelope)
    if (!is || is.what === 'root') throw new Problem('bad-signature', 'a certificate does not hang on this city’s root')
    if (setsBack(trusted, is)) throw new Problem('state-changed', 'a certificate would set back what is known')
    const moves = movesBy(trusted, is)
    trust(trusted, is)
    return { envelope, is, moves }
  })
  return { fresh, trusted }
}

/** Numbers only grow: an old certificate published anew would bring back a member who was let go. */
function setsBack(trusted: Trusted, is: Certified): boolean {
  if (is.what === 'officer') {
    const { officerPk, certNo } = is.certificate
    return trusted.officers.some((one) => one.officerPk === officerPk && one.certNo >= certNo)
  }
  if (is.what === 'admin')
    return trusted.admins.some((one) => one.adminPk === is.certificate.adminPk && one.certNo >= is.certificate.certNo)
  if (is.what === 'custodians') return trusted.custodians.some((one) => one.certNo >= is.certificate.certNo)
  if (is.what === 'recovery')
    return trusted.recoveries.some((one) => one.unit === is.certificate.unit && one.certNo >= is.certificate.certNo)
  if (is.what !== 'epoch') return false
  const { unit, epoch, certNo, recipient, notAfter } = is.certificate
  const others = trusted.epochs.filter((one) => one.unit === unit)
  if (others.some((one) => one.certNo >= certNo)) return true
  const before = newestOf(trusted, unit, epoch)
  // Another certificate of the same epoch is of the same key, and ends no later: what was ended stays ended.
  if (before) return before.recipient !== recipient || before.notAfter < notAfter
  return others.some((one) => one.epoch > epoch)
}

/** Who is in the unit by this certificate and was not by the last, and the other way round: by key id, never by name (J14). */
function movesBy(trusted: Trusted, is: Certified): Uint8Array[] {
  if (is.what !== 'epoch') return []
  const { unit, epoch, members } = is.certificate
  const head = headOf(trusted, unit)
  if (!head || head.epoch > epoch) return []
  const [now, before] = [members, head.members].map((all) => all.map((one) => one.officer)) as [string[], string[]]
  const entry = (what: 'member-added' | 'member-removed') => (keyId: string) =>
    publicEntry('keys', { v: 1, what, unit, keyId })
  return [
    ...now.filter((one) => !before.includes(one)).map(entry('member-added')),
    ...before.filter((one) => !now.includes(one)).map(entry('member-removed')),
  ]
}
