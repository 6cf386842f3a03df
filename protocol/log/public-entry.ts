// Public log entries: "CCP" 01 02 kind 00 00, then canonical JSON of at most 16 KiB. The linter here stands before every append,
// and the watchdog runs it over what stands in the log.
import * as v from 'valibot'
import { type Bytes, bytes, concat, equal, text } from '../contract/bytes.ts'
import { canonical, type Json } from '../contract/canonical.ts'
import { type PublicContent, type PublicKind, publicContents, publicKinds } from './public-content.ts'

const magic = bytes('CCP')
const sealedHead = concat(magic, Uint8Array.of(1, 1, 0, 0, 0))
const sealedLength = 64
const largest = 16_384

const headOf = (kind: PublicKind): Bytes => concat(magic, Uint8Array.of(1, 2, publicKinds[kind], 0, 0))

/** @throws Error when an entry of this kind may not say that, or is too large */
export function publicEntry<Kind extends PublicKind>(kind: Kind, content: PublicContent<Kind>): Bytes {
  const entry = concat(headOf(kind), bytes(canonical(content as Json)))
  const wrong = lintEntry(entry)
  if (wrong) throw new Error(`a ${kind} entry: ${wrong}`)
  return entry
}

type KeyEntry = 'root' | 'admin' | 'custodians' | 'recovery' | 'rotation' | 'officer' | 'epoch'

/** What a key entry says: which kind of certificate, its number, and the hash of its canonical envelope. */
export const keyEntry = (what: KeyEntry, certNo: number, envelopeHash: string): Bytes =>
  publicEntry('keys', { v: 1, what, certNo, sha256: envelopeHash })

export type PublicEntry = {
  [Kind in PublicKind]: { readonly kind: Kind; readonly content: PublicContent<Kind> }
}[PublicKind]

/** What a public entry says. Undefined for a sealed one, and for any that the linter refuses. */
export function parsePublicEntry(entry: Uint8Array): PublicEntry | undefined {
  const read = readPublic(entry)
  return typeof read === 'string' ? undefined : read
}

/** Why this may not stand in the log; undefined when it may. An entry is sealed or public, and nothing else. */
export function lintEntry(entry: Uint8Array): string | undefined {
  if (entry.length === sealedLength && equal(entry.subarray(0, 8), sealedHead)) return undefined
  const read = readPublic(entry)
  return typeof read === 'string' ? read : undefined
}

function readPublic(entry: Uint8Array): PublicEntry | string {
  const kind = kinds.find((one) => equal(entry.subarray(0, 8), headOf(one)))
  if (!kind) return 'neither a sealed entry nor a public one of a known kind'
  const json = entry.subarray(8)
  if (json.length > largest) return `${json.length} bytes are over 16 KiB`
  const content = readCanonical(json)
  if (content === undefined) return 'not canonical JSON'
  const parsed = v.safeParse(publicContents[kind], content)
  if (parsed.success) return { kind, content: parsed.output } as PublicEntry
  const [issue] = parsed.issues
  // Without the value, and without a name that is not ours: either may be a person's.
  const known = issue.type === 'strict_object' ? null : v.getDotPath(issue)
  return `${known ?? 'the whole'} is not what it may be`
}

const kinds = Object.keys(publicKinds) as PublicKind[]

function readCanonical(json: Uint8Array): unknown {
  try {
    const spelt = text(json)
    const content: Json = JSON.parse(spelt)
    return canonical(content) === spelt ? content : undefined
  } catch {
    return undefined
  }
}
