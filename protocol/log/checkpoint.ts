// C2SP tlog-checkpoint and signed-note: three lines, an empty one, and signature lines. Parsed strictly: a note has one spelling.
import { sha256 } from '@noble/hashes/sha2.js'
import { fromBase64, toBase64 } from '../contract/base64.ts'
import { type Bytes, bytes, concat, equal } from '../contract/bytes.ts'
import { verifySignature } from '../contract/dsse.ts'

export type Checkpoint = { readonly origin: string; readonly size: number; readonly root: Bytes }
/** Where a log's name and public key stand in one line: NAME+HASH+BASE64 (signed-note). */
export type LogKey = { readonly name: string; readonly hash: Bytes; readonly publicKey: Bytes }

const algorithm = 1 // Ed25519

const keyHash = (name: string, publicKey: Uint8Array): Bytes =>
  sha256(concat(bytes(`${name}\n`), Uint8Array.of(algorithm), publicKey)).slice(0, 4) as Bytes

export function logKeyLine(name: string, publicKey: Uint8Array): string {
  const hash = [...keyHash(name, publicKey)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${name}+${hash}+${toBase64(concat(Uint8Array.of(algorithm), publicKey))}`
}

/** @throws Error when the line is not a signed-note Ed25519 key, or its hash is not the key's */
export function parseLogKey(line: string): LogKey {
  const [, name, hash, key] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(line) ?? []
  if (name === undefined || key === undefined) throw new Error('not a log key')
  const [kind, ...rest] = fromBase64(key)
  const publicKey = Uint8Array.from(rest)
  if (kind !== algorithm || publicKey.length !== 32 || logKeyLine(name, publicKey) !== line)
    throw new Error(`log key ${hash} is malformed`)
  return { name, hash: keyHash(name, publicKey), publicKey }
}

const body = ({ origin, size, root }: Checkpoint): string => `${origin}\n${size}\n${toBase64(root)}\n`

/** `sign` is whatever holds the log's key. */
export function signCheckpoint(checkpoint: Checkpoint, key: LogKey, sign: (some: Bytes) => Uint8Array): string {
  const signed = body(checkpoint)
  return `${signed}\n\u2014 ${key.name} ${toBase64(concat(key.hash, sign(bytes(signed))))}\n`
}

/** The checkpoint, if this key signed it. Lines by unknown keys are passed over; a bad signature by a known one refuses the note. */
export function openCheckpoint(note: string, key: LogKey): Checkpoint | undefined {
  const end = note.lastIndexOf('\n\n')
  if (end === -1 || note.length > 65_536) return undefined
  const signed = note.slice(0, end + 1)
  const checkpoint = parseBody(signed)
  if (!checkpoint || checkpoint.origin !== key.name) return undefined
  const lines = note.slice(end + 2).split('\n')
  if (lines.pop() !== '' || lines.length === 0) return undefined
  let found = false
  for (const line of lines) {
    const [, name, spelt] = /^\u2014 ([^\s+]+) ([A-Za-z0-9+/]+=*)$/.exec(line) ?? []
    if (name === undefined || spelt === undefined) return undefined
    const signature = decode(spelt)
    if (!signature || signature.length < 5) return undefined
    if (name !== key.name || !equal(signature.subarray(0, 4), key.hash)) continue
    if (found || !verifySignature(key.publicKey, bytes(signed), signature.subarray(4))) return undefined
    found = true
  }
  return found ? checkpoint : undefined
}

function parseBody(signed: string): Checkpoint | undefined {
  const [, origin, size, root] = /^([^\s+]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n$/.exec(signed) ?? []
  if (origin === undefined || size === undefined || root === undefined) return undefined
  const [count, hash] = [Number(size), decode(root)]
  return Number.isSafeInteger(count) && hash?.length === 32 ? { origin, size: count, root: hash } : undefined
}

function decode(spelt: string): Bytes | undefined {
  try {
    return fromBase64(spelt)
  } catch {
    return undefined
  }
}
