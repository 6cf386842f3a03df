// Two suites of age recipients; a deployment uses one of them and never mixes (age refuses files that do).
import type { Suite } from '@citycop/protocol/contract/fields.ts'
import { bech32 } from '@scure/base'
import { identityToRecipient } from 'age-encryption'

const prefix: Record<Suite, string> = { pq: 'AGE-SECRET-KEY-PQ-', classic: 'AGE-SECRET-KEY-' }

/** An age identity, as text, from a 32-byte seed. */
export const identityFromSeed = (suite: Suite, seed: Uint8Array): string =>
  bech32.encodeFromBytes(prefix[suite], seed).toUpperCase()

export function newIdentity(suite: Suite): string {
  const seed = crypto.getRandomValues(new Uint8Array(32))
  // An X25519 key that begins with a zero byte fails in WebKitGTK now and then.
  return suite === 'classic' && seed[0] === 0 ? newIdentity(suite) : identityFromSeed(suite, seed)
}

export const recipientOf = (identity: string): Promise<string> => identityToRecipient(identity)

export const suiteOf = (recipient: string): Suite => (recipient.startsWith('age1pq1') ? 'pq' : 'classic')
