import { parsePayload } from '@citycop/protocol/contract/dsse.ts'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import type { Body, Reply } from '@citycop/protocol/contract/route.ts'
import { type signIn as route, signInRequest } from '@citycop/protocol/officers/contract.ts'
import type { Context } from '../context.ts'
import { wrapsOf } from '../keys/store.ts'
import { opened } from '../platform/signing.ts'
import type { Officer } from '../policy/authorise.ts'

const ofWatchdog: Pick<Officer, 'units' | 'roles' | 'trainedOn' | 'clearedSpecial'> = {
  units: [],
  roles: ['watchdog'],
  clearedSpecial: false,
}

/** A certified officer's signature over our challenge begins a session and hands over the wrapped epoch keys (J7). */
export async function signIn(
  { city, keys, clock, challenges, sessions, policy, database }: Context,
  { request }: Body<typeof route>,
): Promise<Reply<typeof route>> {
  const asked = parsePayload(signInRequest, Buffer.from(request.payload, 'base64'))
  if (!asked) throw new Problem('bad-request', 'look at request')
  const publicKey = Buffer.from(asked.officerPk, 'base64')
  if (!opened('login', request, publicKey)) throw new Problem('bad-signature')
  if (asked.instance !== city.pins.instance) throw new Problem('wrong-instance')
  challenges.check(asked.challenge)
  // Whom the root names is not the administrators' to let in or to keep out.
  const watchdog = asked.officerPk === city.root.watchdogPk
  const certificate = watchdog ? ofWatchdog : keys.officer(asked.officerPk, clock.today())
  if (!certificate) throw new Problem('forbidden', 'no certificate that holds today names this key')
  const keyId = request.signatures[0]?.keyid ?? ''
  const { units, roles = ['case_officer'], trainedOn, clearedSpecial = false } = certificate
  const signedInAt = clock.now().getTime()
  const officer = { role: 'officer' as const, keyId, publicKey, units, roles, trainedOn, clearedSpecial, signedInAt }
  const session = sessions.begin(officer, policy.sessionHours)
  const wraps = await wrapsOf(database.query, city.pins.instance, keyId, units)
  return { ...session, units: [...units], roles: [...roles], wraps }
}
