// Our tree, its proofs and its checks against vectors of others and against the standard written down slowly.
import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { isConsistent, isIncluded } from '@citycop/protocol/log/tree.ts'
import { proveAgainstNaive } from '../hostile/prove-against-naive.ts'

/** Beside the checkout; never copied into it. */
const vectors = join(import.meta.dirname, '../../../shared/vectors/merkle')
const skip = existsSync(vectors) ? false : `no vectors beside this checkout, in ${vectors}`

const bytes = (spelt: string | null): Uint8Array => new Uint8Array(Buffer.from(spelt ?? '', 'base64'))
const hashes = (proof: readonly string[] | null): Uint8Array[] => (proof ?? []).map(bytes)
const read = <T>(kind: string): { name: string; vector: T & { wantErr: boolean } }[] =>
  globSync(`${kind}/**/*.json`, { cwd: vectors })
    .sort()
    .map((name) => ({ name, vector: JSON.parse(readFileSync(join(vectors, name), 'utf8')) }))

describe('the vectors of transparency-dev/merkle', { skip }, () => {
  test('every good inclusion proof is accepted and every bad one refused', (t) => {
    type Vector = { leafIdx: number; treeSize: number; root: string; leafHash: string; proof: string[] | null }
    const all = read<Vector>('inclusion')
    for (const { name, vector } of all) {
      const { leafHash, leafIdx, treeSize, proof, root } = vector
      const held = isIncluded(bytes(leafHash), leafIdx, treeSize, hashes(proof), bytes(root))
      assert.equal(held, !vector.wantErr, name)
    }
    assert.ok(all.length >= 98)
    t.diagnostic(`${all.length} vectors, ${all.filter(({ vector }) => vector.wantErr).length} of them bad`)
  })
  test('every good consistency proof is accepted and every bad one refused', (t) => {
    type Vector = { size1: number; size2: number; root1: string; root2: string; proof: string[] | null }
    const all = read<Vector>('consistency')
    for (const { name, vector } of all) {
      const { size1, size2, root1, root2, proof } = vector
      const held = isConsistent(size1, bytes(root1), { size: size2, root: bytes(root2) }, hashes(proof))
      assert.equal(held, !vector.wantErr, name)
    }
    assert.ok(all.length >= 98)
    t.diagnostic(`${all.length} vectors, ${all.filter(({ vector }) => vector.wantErr).length} of them bad`)
  })
})

test('for every size to 130, every leaf and every earlier size: our proofs are the standard’s, hold, and hold no more when changed', (t) => {
  t.diagnostic(`${proveAgainstNaive(130)} proofs`)
})
