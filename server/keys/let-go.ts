// Whoever no certificate names any more holds nothing here: their wraps and name cards go in the transaction that brings the certificate, their
// sessions with it. Run again with the sweep, for certificates that begin on a later day.
import type { Trusted } from '@citycop/protocol/keys/chain.ts'
import { mayHold } from '@citycop/protocol/keys/epochs.ts'
import type { Context } from '../context.ts'
import type { Query } from '../platform/database.ts'
import type { Officer } from '../policy/authorise.ts'
import { removeCards } from './name-cards.ts'
import { deleteWraps, type HeldWrap, heldWraps } from './store.ts'

type Letting = Pick<Context, 'city' | 'keys' | 'clock' | 'sessions'>

/** Answers whose wraps went. */
export async function removeWraps(
  query: Query,
  { city, clock }: Letting,
  trusted: Pick<Trusted, 'epochs'>,
): Promise<HeldWrap[]> {
  const { instance } = city.pins
  const gone = (await heldWraps(query, instance)).filter((one) => !mayHold(trusted, one, clock.today()))
  if (gone.length > 0) await deleteWraps(query, instance, gone)
  await removeCards(query, instance, trusted, clock.today())
  return gone
}

/** A session is what the certificates say now, not what they said when it began. */
export function endSessions({ city, keys, clock, sessions }: Letting, gone: readonly HeldWrap[]): void {
  sessions.endUnless((officer) => isWatchdog(officer) || stands(officer))

  function isWatchdog({ publicKey }: Officer): boolean {
    return Buffer.from(publicKey).toString('base64') === city.root.watchdogPk
  }
  function stands({ keyId, publicKey, units, roles }: Officer): boolean {
    const certificate = keys.officer(Buffer.from(publicKey).toString('base64'), clock.today())
    if (!certificate || gone.some((one) => one.officer === keyId)) return false
    const now: readonly string[] = certificate.roles ?? ['case_officer']
    return units.every((unit) => certificate.units.includes(unit)) && roles.every((role) => now.includes(role))
  }
}

export async function letGo(ctx: Context): Promise<void> {
  endSessions(ctx, await removeWraps(ctx.database.query, ctx, ctx.keys.trusted))
}
