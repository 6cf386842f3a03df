// What a failed act is for the page: a kind that a screen has words for. No message of an error crosses over: it may quote.
import { Unreachable } from '@citycop/client/api/call.ts'
import { Distrusted } from '@citycop/client/keys/distrusted.ts'
import { TooLong } from '@citycop/client/sealing/padding.ts'
import { WrongWords } from '@citycop/client/sealing/passphrase.ts'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import type { Failure } from './commands.ts'

export function failureOf(thrown: unknown): Failure {
  if (thrown instanceof Unreachable) return { kind: 'unreachable' }
  if (thrown instanceof Problem) return { kind: 'refused', code: thrown.code }
  if (thrown instanceof Distrusted) return { kind: 'untrusted' }
  if (thrown instanceof TooLong) return { kind: 'too-long' }
  if (thrown instanceof WrongWords) {
    const { reason, position } = thrown
    return { kind: 'wrong-words', reason, ...(position === undefined ? {} : { position }) }
  }
  if (thrown instanceof DOMException && thrown.name === 'AbortError') return { kind: 'ended' }
  return { kind: 'broken' }
}
