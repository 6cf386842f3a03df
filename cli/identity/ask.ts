// What the commands about sealed identities have in common: why it is asked, and which request is meant.
import type { Cause } from '@citycop/client/identity/open-identity.ts'
import { listIdentities } from '@citycop/client/identity/open-identity.ts'
import type { Desk } from '@citycop/client/officers/sign-in.ts'
import type { IdentityRequest } from '@citycop/protocol/identity/contract.ts'
import { identityReasons } from '@citycop/protocol/identity/identity.ts'
import { purposes } from '@citycop/protocol/policy/parameters.ts'
import type { Given, Options } from '../command.ts'
import { oneOf } from '../officers/decide.ts'
import { Refused } from '../refusal.ts'

export const causeOptions: Options = {
  purpose: { value: 'P', says: `what it is for: ${purposes.join(', ')}`, required: true },
  reason: { value: 'R', says: `why: ${identityReasons.join(', ')}`, required: true },
  case: {
    value: 'NUMBER',
    says: 'the case; only its hash leaves this machine. Without one it is an emergency, which somebody else looks at afterwards',
  },
}
export function causeOf(given: Given): Cause {
  const [purpose, reason] = [oneOf(given, 'purpose', purposes), oneOf(given, 'reason', identityReasons)]
  const caseRef = given.text('case')
  return { purpose, reason, ...(caseRef === undefined ? {} : { caseRef }) }
}

export const requestOption: Options = {
  request: { value: 'ID', says: 'the request, as "identity list" names it', required: true },
}
/** @throws Refused */
export async function findRequest(desk: Desk, given: Given): Promise<IdentityRequest> {
  const id = given.need('request')
  const found = (await listIdentities(desk)).requests.find((one) => one.id === id)
  if (!found) throw new Refused('not-found', 'there is no such request, or its time is over')
  return found
}
