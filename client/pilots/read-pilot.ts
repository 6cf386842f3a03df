// What the city says of itself, as everybody may read it: whether it is open, what is missing, and what is there.
import { type PublicPilot, publicPilot } from '@citycop/protocol/pilots/public-pilot.ts'
import { safeParse } from 'valibot'
import { Unexpected, Unreachable } from '../api/call.ts'
import type { Instance } from '../keys/connect.ts'

/** `nothing`: the server found no pilot, and takes nothing in; `not-asked`: it was started without asking for one. */
export type KnownPilot = { known: 'pilot'; pilot: PublicPilot } | { known: 'nothing' } | { known: 'not-asked' }

/** @throws Unreachable, Unexpected for an answer of another shape */
export async function readPilot({ server }: Pick<Instance, 'server'>): Promise<KnownPilot> {
  const answer = await fetch(new URL('/pilot.json', server.origin), {
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
    redirect: 'error',
  }).catch(() => {
    throw new Unreachable('the server does not answer')
  })
  if (answer.status === 204) return { known: 'not-asked' }
  if (answer.status === 404) return { known: 'nothing' }
  const parsed = safeParse(publicPilot, await answer.json().catch(() => undefined))
  if (!parsed.success) throw new Unexpected('what the city says of itself has another shape')
  return { known: 'pilot', pilot: parsed.output }
}
