// What the city says of itself, as everybody may read it: whether it is open, what is missing, and what is there.
import { Unexpected, Unreachable } from '@citycop/client/api/call.ts'
import { publicPilot } from '@citycop/protocol/pilots/public-pilot.ts'
import { safeParse } from 'valibot'
import type { PilotView } from './commands.ts'
import { desk } from './held.ts'

export async function readPilot(): Promise<PilotView> {
  const answer = await fetch(new URL('/pilot.json', desk().instance.server.origin), {
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
