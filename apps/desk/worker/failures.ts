// Errors do not cross to the page: their messages and stacks may quote what they were about. Only these few facts do.
import { Unreachable } from '@citycop/client/api/call.ts'
import { Distrusted } from '@citycop/client/keys/distrusted.ts'
import { WrongPasskey, WrongPassphrase } from '@citycop/client/officers/keyfile.ts'
import { PasskeyRefused } from '@citycop/client/officers/passkeys.ts'
import { Tampered } from '@citycop/client/reports/tampered.ts'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import type { Failure } from './commands.ts'
import { NotAKeyfile } from './unlock.ts'

export function failureOf(thrown: unknown): Failure {
  if (thrown instanceof Problem) return refusalOf(thrown)
  if (thrown instanceof Unreachable) return { kind: 'unreachable' }
  if (thrown instanceof WrongPassphrase) return { kind: 'wrong-passphrase' }
  if (thrown instanceof WrongPasskey) return { kind: 'wrong-passkey' }
  if (thrown instanceof PasskeyRefused) return { kind: 'passkey-refused', why: thrown.why }
  if (thrown instanceof NotAKeyfile) return { kind: 'not-a-keyfile' }
  if (thrown instanceof Tampered) return { kind: 'tampered', why: thrown.why, evidence: thrown.evidence }
  if (thrown instanceof Distrusted) return { kind: 'distrusted', why: thrown.why }
  return { kind: 'broken' }
}

/** The ids of rules and their laws, and what the floor's check said of a policy: neither is about a person. */
function refusalOf({ code, detail, extra: { rules, law } }: Problem): Failure {
  return {
    kind: 'refused',
    code,
    ...(typeof rules === 'string' ? { rules: rules.split(' ') } : {}),
    ...(typeof law === 'string' ? { law } : {}),
    ...(code === 'policy-refused' ? { reasons: detail.split('; ') } : {}),
  }
}
