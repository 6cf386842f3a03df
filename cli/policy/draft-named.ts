// A proposed version by the hash that somebody read: what is signed is exactly that text, whatever is proposed by now.
import type { Desk } from '@citycop/client/officers/sign-in.ts'
import { readDraft } from '@citycop/client/policy/propose-policy.ts'
import type { PolicyDraft } from '@citycop/protocol/policy/contract.ts'
import type { Given, Options } from '../command.ts'
import { Refused } from '../refusal.ts'
import { Usage } from '../usage.ts'

export const hashOption: Options = {
  sha256: { value: 'HASH', says: 'the hash of the text you read, as "policy show" gives it', required: true },
}

/** @throws Usage, Refused when nothing, or another text, is proposed now */
export async function draftNamed(desk: Desk, given: Given): Promise<PolicyDraft> {
  const hash = hashOf(given)
  const draft = await readDraft(desk)
  if (draft?.sha256 === hash) return draft
  throw new Refused(
    'state-changed',
    draft ? 'another text is proposed now; read it first' : 'no version is proposed now',
  )
}

/** @throws Usage */
export function hashOf(given: Given): string {
  const hash = given.need('sha256').toLowerCase()
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new Usage('--sha256 is a hash of 64 hexadecimal digits')
  return hash
}
