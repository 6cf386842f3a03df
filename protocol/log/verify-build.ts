// May a device run this build? Only one that stands in the public log, where everybody can find that it was offered, and that as
// many outsiders have confirmed as the pinned policy asks for.
import { sha256 } from '@noble/hashes/sha2.js'
import * as v from 'valibot'
import { toHex } from '../contract/bytes.ts'
import { base64 } from '../contract/fields.ts'
import { type BuildManifest, parseManifest } from './build-manifest.ts'
import { verifyWitnessedProof } from './inclusion.ts'
import { parsePublicEntry } from './public-entry.ts'
import { leafHash } from './tree.ts'
import type { WitnessPolicy } from './witness-policy.ts'

/** What a city answers at /build-proof: the entry, and its tlog-proof against the published checkpoint. */
export const buildProof = v.strictObject({ entry: base64(17_000), proof: v.pipe(v.string(), v.maxLength(65_536)) })

export type BuildOffer = {
  /** The very bytes of build.json. */
  readonly manifest: Uint8Array
  readonly entry: Uint8Array
  /** tlog-proof of the entry. */
  readonly proof: string
}
export type BuildRefusal = 'manifest' | 'entry' | 'future' | 'proof'
export type BuildVerdict = { readonly build: BuildManifest } | { readonly refused: BuildRefusal }
/** `name`: of the app that asks. `now`: in milliseconds. */
type Asking = { readonly name: string; readonly policy: WitnessPolicy; readonly now: number }

const ahead = 10 * 60_000 // how much later than the device's clock a city's may be

export function verifyBuild({ manifest, entry, proof }: BuildOffer, { name, policy, now }: Asking): BuildVerdict {
  const build = parseManifest(manifest)
  if (build?.name !== name) return { refused: 'manifest' }
  const read = parsePublicEntry(entry)
  if (read?.kind !== 'build') return { refused: 'entry' }
  const { content } = read
  const isOfIt =
    content.name === name && content.manifest_sha256 === toHex(sha256(manifest)) && content.sw_scope === '/'
  if (!isOfIt || content.version !== build.version || content.commit !== build.commit) return { refused: 'entry' }
  if (Date.parse(content.not_before) > now + ahead) return { refused: 'future' }
  return verifyWitnessedProof(proof, leafHash(entry), policy) ? { build } : { refused: 'proof' }
}
