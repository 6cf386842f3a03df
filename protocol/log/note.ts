// C2SP signed-note: a text, an empty line, signature lines; and the keys that sign them, each spelt in one line. Parsed strictly:
// a note has one spelling. What a signature is worth is not decided here.
import { sha256 } from '@noble/hashes/sha2.js'
import { fromBase64, toBase64 } from '../contract/base64.ts'
import { type Bytes, bytes, concat, equal, toHex } from '../contract/bytes.ts'

export type NoteSignature = { readonly name: string; readonly hash: Bytes; readonly signature: Bytes }
/** `text` ends in a newline and is what was signed. */
export type Note = { readonly text: string; readonly signatures: readonly NoteSignature[] }

/** 1 signs a note's text as it stands (a log); 4 signs it together with a time (a witness). */
export type Algorithm = 1 | 4
export type VerifierKey = {
  readonly name: string
  readonly hash: Bytes
  readonly algorithm: Algorithm
  readonly publicKey: Bytes
}

/** The most a note may hold, in bytes. */
export const largestNote = 65_536
const name = '[^\\s\\u0085+]+' // \s is Unicode's spaces but for one
const signatureLine = new RegExp(`^\\u2014 (${name}) ([A-Za-z0-9+/]+={0,2})$`, 'u')
const keyPattern = new RegExp(`^(${name})\\+([0-9a-f]{8})\\+([A-Za-z0-9+/]+={0,2})$`, 'u')
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const forbidden = /[\u0000-\u0009\u000b-\u001f]|\p{Surrogate}/u

export function parseNote(note: string): Note | undefined {
  if (note.length > largestNote || forbidden.test(note) || bytes(note).length > largestNote) return undefined
  const end = note.lastIndexOf('\n\n') // a text may hold empty lines itself
  if (end < 1) return undefined
  const lines = note.slice(end + 2).split('\n')
  if (lines.pop() !== '' || lines.length === 0) return undefined
  const signatures = lines.map(parseSignature)
  return signatures.every((one) => one !== undefined) ? { text: note.slice(0, end + 1), signatures } : undefined
}

function parseSignature(line: string): NoteSignature | undefined {
  const [, name, spelt] = signatureLine.exec(line) ?? []
  if (name === undefined || spelt === undefined) return undefined
  const both = decode(spelt)
  return both && both.length > 4 ? { name, hash: both.slice(0, 4), signature: both.slice(4) } : undefined
}

export const spellSignature = (key: VerifierKey, signature: Uint8Array): string =>
  `\u2014 ${key.name} ${toBase64(concat(key.hash, signature))}\n`

/** What claims to be by this key. One with its name or its hash alone is a stranger's. */
export const signaturesOf = ({ signatures }: Note, key: VerifierKey): readonly Bytes[] =>
  signatures.filter(({ name, hash }) => name === key.name && equal(hash, key.hash)).map(({ signature }) => signature)

export function makeKey(name: string, algorithm: Algorithm, publicKey: Uint8Array): VerifierKey {
  const whole = concat(bytes(`${name}\n`), Uint8Array.of(algorithm), publicKey)
  return { name, hash: sha256(whole).slice(0, 4) as Bytes, algorithm, publicKey: concat(publicKey) }
}

/** NAME+HASH+BASE64, the verifier key of signed-note. */
export function keyLine(name: string, algorithm: Algorithm, publicKey: Uint8Array): string {
  const { hash } = makeKey(name, algorithm, publicKey)
  return `${name}+${toHex(hash)}+${toBase64(concat(Uint8Array.of(algorithm), publicKey))}`
}

/** @throws Error when the line is no Ed25519 key of a log or a witness, or its hash is not the key's */
export function parseKey(line: string): VerifierKey {
  const [, name, hash, spelt] = keyPattern.exec(line) ?? []
  if (name === undefined || spelt === undefined) throw new Error('not a verifier key')
  const [algorithm, ...rest] = decode(spelt) ?? []
  const publicKey = Uint8Array.from(rest)
  if ((algorithm !== 1 && algorithm !== 4) || publicKey.length !== 32)
    throw new Error(`key ${hash} is not an Ed25519 key of a log or a witness`)
  if (keyLine(name, algorithm, publicKey) !== line) throw new Error(`key ${hash} is malformed`)
  return makeKey(name, algorithm, publicKey)
}

function decode(spelt: string): Bytes | undefined {
  try {
    return fromBase64(spelt)
  } catch {
    return undefined
  }
}
