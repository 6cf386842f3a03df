import { askChallenge, signIn as signInRoute, signOut } from '@citycop/protocol/officers/contract.ts'
import type { Handle } from '../http/handle.ts'
import { signIn } from './sign-in.ts'

export function officerRoutes(handle: Handle): void {
  handle(askChallenge, async ({ challenges }) => ({ challenge: challenges.make() }))
  handle(signInRoute, (ctx, { body }) => signIn(ctx, body))
  handle(signOut, async ({ sessions }, { token }) => {
    sessions.end(token)
    return {}
  })
}
