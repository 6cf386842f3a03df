// Publishing certificates: the signatures decide, nobody signs in for it. Each becomes a public entry of the log first.
import { randomUUID } from 'node:crypto'
import type { Envelope } from '@citycop/protocol/contract/dsse.ts'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import type { Body, Reply } from '@citycop/protocol/contract/route.ts'
import { type Certified, certify, envelopeHash, trust } from '@citycop/protocol/keys/chain.ts'
import type { publishKeys as route } from '@citycop/protocol/keys/contract.ts'
import { keyEntry } from '@citycop/protocol/log/public-entry.ts'
import type { Context } from '../context.ts'
import { insertAct } from '../log/store.ts'
import { isTaken } from '../platform/database.ts'
import { insertCertificate, insertWraps, type StoredCertificate } from './store.ts'

/** @throws Problem bad-signature when one of them hangs on nothing trusted */
export async function publishKeys(
  ctx: Context,
  { certificates, wraps }: Body<typeof route>,
): Promise<Reply<typeof route>> {
  const { city, database, log, keys } = ctx
  const known = new Set(keys.stored.map((one) => one.hash))
  const fresh = certified(
    ctx,
    certificates.filter((one) => !known.has(envelopeHash(one))),
  )
  const first = keys.stored.length + 1
  const stored = fresh.map(
    ({ envelope }, i): StoredCertificate => ({
      number: first + i,
      hash: envelopeHash(envelope),
      envelope,
      act: randomUUID(),
    }),
  )
  // With their certificate only: later, anybody who can read it could hand in wraps that open nothing.
  const epochs = fresh.flatMap(({ is }) => (is.what === 'epoch' ? [is.certificate] : []))
  const member = (wrap: (typeof wraps)[number]) =>
    epochs.some(
      (one) =>
        one.unit === wrap.unit && one.epoch === wrap.epoch && one.members.some((each) => each.officer === wrap.officer),
    )
  if (!wraps.every(member)) throw new Problem('bad-signature', 'a wrap is for nobody whom a certificate names')
  try {
    await database.transaction(async ({ query }) => {
      for (const [i, one] of stored.entries()) {
        const { what, certificate } = (fresh[i] as (typeof fresh)[number]).is
        await insertAct(query, city.pins.instance, one.act, keyEntry(what, certificate.certNo, one.hash))
        await insertCertificate(query, city.pins.instance, one)
      }
      await insertWraps(query, city.pins.instance, wraps)
    })
  } catch (error) {
    if (isTaken(error)) throw new Problem('state-changed', 'other certificates were published at the same moment')
    throw error
  }
  await Promise.all(stored.map((one) => log.number(one.act)))
  keys.add(stored)
  return { number: keys.stored.length, certificates: stored.map((one) => one.hash) }
}

/** In order: a certificate may be signed by one before it in the same request. */
function certified({ city, keys }: Context, envelopes: readonly Envelope[]): { envelope: Envelope; is: Certified }[] {
  const { root, admins, officers, epochs } = keys.trusted
  const trusted = { root, admins: [...admins], officers: [...officers], epochs: [...epochs] }
  return envelopes.map((envelope) => {
    const is = certify(city.pins, trusted, envelope)
    if (!is || is.what === 'root') throw new Problem('bad-signature', 'a certificate does not hang on this city’s root')
    if (setsBack(trusted, is)) throw new Problem('state-changed', 'a certificate’s number is not above the last one’s')
    trust(trusted, is)
    return { envelope, is }
  })
}

/** Numbers only grow for one unit's epochs: an old certificate published anew would bring back a member who was let go. */
const setsBack = (
  trusted: { epochs: readonly { unit: string; certNo: number; epoch: number }[] },
  is: Certified,
): boolean =>
  is.what === 'epoch' &&
  trusted.epochs.some(
    (one) =>
      one.unit === is.certificate.unit && (one.certNo >= is.certificate.certNo || one.epoch > is.certificate.epoch),
  )
