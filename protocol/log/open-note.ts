// Which of the keys one knows have signed a note. Lines by strangers are passed over: logs add some on purpose.

import { bytes } from '../contract/bytes.ts'
import { verifySignature } from '../contract/dsse.ts'
import { cosignedAt } from './cosignature.ts'
import { parseNote, signaturesOf, type VerifierKey } from './note.ts'

/** `time` is a witness's; a log says none. */
export type Signed<Key extends VerifierKey = VerifierKey> = { readonly key: Key; readonly time?: number }
export type OpenNote<Key extends VerifierKey = VerifierKey> = {
  readonly text: string
  readonly signed: readonly Signed<Key>[]
}

/** A bad signature by a known key refuses the note, even beside good ones; so does a key that stands there twice. */
export function openNote<Key extends VerifierKey>(note: string, keys: readonly Key[]): OpenNote<Key> | undefined {
  const parsed = parseNote(note)
  if (!parsed) return undefined
  const signed: Signed<Key>[] = []
  for (const key of keys) {
    const [signature, ...more] = signaturesOf(parsed, key)
    if (!signature) continue
    const one = more.length === 0 ? verify(parsed.text, key, signature) : undefined
    if (!one) return undefined
    signed.push(one)
  }
  return { text: parsed.text, signed }
}

function verify<Key extends VerifierKey>(text: string, key: Key, signature: Uint8Array): Signed<Key> | undefined {
  if (key.algorithm === 1) return verifySignature(key.publicKey, bytes(text), signature) ? { key } : undefined
  const time = cosignedAt(text, key, signature)
  return time === undefined ? undefined : { key, time }
}
