// C2SP tlog-proof: an entry's index, the hashes from it to the root, and the checkpoint that signs the root, as one text that
// can be kept in a file and checked years later by anybody.
import { fromBase64, toBase64 } from '../contract/base64.ts'
import { type Checkpoint, type LogKey, openCheckpoint } from './checkpoint.ts'
import { isIncluded } from './tree.ts'

const head = 'c2sp.org/tlog-proof@v1'

export const spellProof = (index: number, hashes: readonly Uint8Array[], checkpoint: string): string =>
  [head, `index ${index}`, ...hashes.map(toBase64), '', checkpoint].join('\n')

export type Inclusion = { readonly index: number; readonly checkpoint: Checkpoint }

/** Where this leaf stands, if the proof and the signature of the log hold; else undefined. */
export function verifyProof(proof: string, leaf: Uint8Array, key: LogKey): Inclusion | undefined {
  const end = proof.indexOf('\n\n')
  if (end === -1 || proof.length > 65_536) return undefined
  const [first, indexLine, ...lines] = proof.slice(0, end).split('\n')
  const [, spelt] = /^index (0|[1-9]\d{0,15})$/.exec(indexLine ?? '') ?? []
  if (first !== head || spelt === undefined || lines.length > 63) return undefined
  if (lines.some((line) => !/^[A-Za-z0-9+/]{43}=$/.test(line))) return undefined
  const checkpoint = openCheckpoint(proof.slice(end + 2), key)
  const hashes = decodeAll(lines)
  const index = Number(spelt)
  if (!checkpoint || !hashes || !isIncluded(leaf, index, checkpoint.size, hashes, checkpoint.root)) return undefined
  return { index, checkpoint }
}

function decodeAll(lines: readonly string[]): Uint8Array[] | undefined {
  try {
    return lines.map(fromBase64)
  } catch {
    return undefined
  }
}
