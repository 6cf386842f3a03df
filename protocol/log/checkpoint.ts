// C2SP tlog-checkpoint: a note of three lines, which are the log's name, its size and its root. No extension lines.
import { fromBase64, toBase64 } from '../contract/base64.ts'
import { type Bytes, bytes } from '../contract/bytes.ts'
import { keyLine, parseKey, spellSignature, type VerifierKey } from './note.ts'
import { openNote } from './open-note.ts'

export type Checkpoint = { readonly origin: string; readonly size: number; readonly root: Bytes }
/** A log's key, whose name is the log's origin. */
export type LogKey = VerifierKey & { readonly algorithm: 1 }

export const logKeyLine = (name: string, publicKey: Uint8Array): string => keyLine(name, 1, publicKey)

/** @throws Error when the line is not the Ed25519 key of a log, or its hash is not the key's */
export function parseLogKey(line: string): LogKey {
  const key = parseKey(line)
  if (!isLogKey(key)) throw new Error(`${key.name} is the key of a witness, not of a log`)
  return key
}

export const isLogKey = (key: VerifierKey): key is LogKey => key.algorithm === 1

const body = ({ origin, size, root }: Checkpoint): string => `${origin}\n${size}\n${toBase64(root)}\n`

/** `sign` is whatever holds the log's key. */
export function signCheckpoint(checkpoint: Checkpoint, key: LogKey, sign: (some: Bytes) => Uint8Array): string {
  const signed = body(checkpoint)
  return `${signed}\n${spellSignature(key, sign(bytes(signed)))}`
}

/** The checkpoint, if this key signed it. Lines by unknown keys are passed over; a bad signature by a known one refuses the note. */
export function openCheckpoint(note: string, key: LogKey): Checkpoint | undefined {
  const opened = openNote(note, [key])
  const checkpoint = opened && opened.signed.length > 0 ? parseBody(opened.text) : undefined
  return checkpoint?.origin === key.name ? checkpoint : undefined
}

/** What the text of a note says, whoever signed it. */
export function parseBody(text: string): Checkpoint | undefined {
  const [, origin, size, root] =
    /^([^\s\u0085+]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=)\n$/.exec(text) ?? []
  if (origin === undefined || size === undefined || root === undefined) return undefined
  const count = Number(size)
  return Number.isSafeInteger(count) ? { origin, size: count, root: fromBase64(root) } : undefined
}
