// The tree's proofs for every size to 600, and for some far beyond what a tile holds.
import { test } from 'node:test'
import { proveAgainstNaive } from '../hostile/prove-against-naive.ts'

test('for every size to 600, every leaf and every earlier size, proofs are the standard’s', (t) => {
  t.diagnostic(`${proveAgainstNaive(600)} proofs`)
})

test('for sizes around 4,096, proofs are the standard’s', (t) => {
  t.diagnostic(`${proveAgainstNaive(4_100, [4_095, 4_096, 4_097, 4_100])} proofs`)
})
