// What an officer signed about a version of the policy. The signature itself goes into the public log: anybody can check it.
import { type Envelope, parsePayload } from '@citycop/protocol/contract/dsse.ts'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import { type PolicyStatement, policyStatement } from '@citycop/protocol/policy/contract.ts'
import type { Context } from '../context.ts'
import { opened } from '../platform/signing.ts'
import type { Officer } from './authorise.ts'

/** @throws Problem: bad-request, bad-signature, wrong-instance */
export function readStatement(
  { city }: Context,
  officer: Officer,
  envelope: Envelope,
  what: PolicyStatement['what'],
): PolicyStatement {
  const said = parsePayload(policyStatement, Buffer.from(envelope.payload, 'base64'))
  if (!said || said.what !== what) throw new Problem('bad-request', 'look at statement')
  if (!opened('policy', envelope, officer.publicKey)) throw new Problem('bad-signature')
  if (said.instance !== city.pins.instance) throw new Problem('wrong-instance')
  return said
}
