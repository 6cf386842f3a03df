// A log in memory with its key at hand. Unlike a city's it can be asked for any size, and can be made to lie: a fork shares the
// entries up to a place, and the key.
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { bytes } from '@citycop/protocol/contract/bytes.ts'
import { type LogKey, logKeyLine, parseLogKey, signCheckpoint } from '@citycop/protocol/log/checkpoint.ts'
import { keyLine, parseKey, type VerifierKey } from '@citycop/protocol/log/note.ts'
import { consistencyProof, inclusionProof, type NodeAt, rootOver } from '@citycop/protocol/log/proofs.ts'
import { emptyRoot, leafHash, nodeHash } from '@citycop/protocol/log/tree.ts'

export type SmallLog = {
  readonly key: LogKey
  readonly line: string
  leaf(index: number): Uint8Array
  root(size: number): Uint8Array
  checkpoint(size: number): string
  consistency(earlier: number, size: number): Uint8Array[]
  inclusion(index: number, size: number): Uint8Array[]
  /** The same entries below `place`, others from there on. */
  fork(place: number): SmallLog
}

export function smallLog(origin: string, secret: KeyObject = generateKeyPairSync('ed25519').privateKey): SmallLog {
  return branch(origin, secret, (index) => `entry ${index}`)
}

function branch(origin: string, secret: KeyObject, entry: (index: number) => string): SmallLog {
  const line = logKeyLine(origin, publicBytes(secret))
  const key = parseLogKey(line)
  const nodes = new Map<string, Uint8Array>()
  const nodeAt: NodeAt = (level, index) => {
    const at = `${level}/${index}`
    const known = nodes.get(at)
    if (known) return known
    const below = () => nodeHash(nodeAt(level - 1, 2 * index), nodeAt(level - 1, 2 * index + 1))
    const node = level === 0 ? leafHash(bytes(entry(index))) : below()
    nodes.set(at, node)
    return node
  }
  const root = (size: number) => (size === 0 ? emptyRoot : rootOver(nodeAt, 0, size))
  return {
    key,
    line,
    leaf: (index) => nodeAt(0, index),
    root,
    checkpoint: (size) =>
      signCheckpoint({ origin, size, root: Uint8Array.from(root(size)) }, key, (some) => sign(null, some, secret)),
    consistency: (earlier, size) => consistencyProof(nodeAt, earlier, size),
    inclusion: (index, size) => inclusionProof(nodeAt, index, size),
    fork: (place) => branch(origin, secret, (index) => (index < place ? entry(index) : `other ${entry(index)}`)),
  }
}

export type SmallWitness = { readonly key: VerifierKey; readonly line: string; sign(some: Uint8Array): Uint8Array }

/** The key of a witness, without the witness. */
export function smallWitness(name: string, secret = generateKeyPairSync('ed25519').privateKey): SmallWitness {
  const line = keyLine(name, 4, publicBytes(secret))
  return { key: parseKey(line), line, sign: (some) => sign(null, some, secret) }
}

/** Always the same key for the same number, for vectors. */
export const fixedSecret = (number: number): KeyObject =>
  createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, number)]),
    format: 'der',
    type: 'pkcs8',
  })

const publicBytes = (secret: KeyObject): Uint8Array =>
  createPublicKey(secret).export({ format: 'der', type: 'spki' }).subarray(-32)
