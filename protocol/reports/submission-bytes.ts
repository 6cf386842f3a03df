// The exact bytes that a citizen's key signs and that give a request its id. No clock and no nonce: a report that waited a
// week in a phone is the same request, and gets the same receipt twice.
import { type Bytes, bytes } from '../contract/bytes.ts'
import { canonical } from '../contract/canonical.ts'
import { preAuthentication } from '../contract/dsse.ts'
import type { FollowUp, Submission } from './contract.ts'

type Act = 'report:submit' | 'message:send' | 'report:contest'

/** What `sig` covers: everything but the signature and the work, under the name of the act. */
export function signedBytes(
  act: Act,
  request: Omit<Submission, 'sig' | 'work'> | Omit<FollowUp, 'sig' | 'work'>,
): Bytes {
  const { sig: _sig, work: _work, ...rest } = request as Partial<Submission & FollowUp>
  return preAuthentication(`application/vnd.citycop.${act.replace(':', '-')}.v1+json`, bytes(canonical(rest)))
}
