// Pays the price of sending (protocol/contract/proof-of-work.ts): about 65,000 hashes at the lowest price, in a Worker.
import { toBase64 } from '@citycop/protocol/contract/base64.ts'
import { concat, u32 } from '@citycop/protocol/contract/bytes.ts'
import { leadingZeros, lowestBits, puzzle, puzzles } from '@citycop/protocol/contract/proof-of-work.ts'
import { sha256 } from '@noble/hashes/sha2.js'

export function doWork(subject: Uint8Array, bits: number = lowestBits): string {
  return toBase64(concat(...Array.from({ length: puzzles }, (_, number) => u32(solve(subject, number, bits)))))
}

function solve(subject: Uint8Array, number: number, bits: number): number {
  const attempt = puzzle(subject, number, 0)
  const nonce = new DataView(attempt.buffer, attempt.byteOffset + attempt.length - 4)
  for (let tried = 0; tried < 2 ** 32; tried++) {
    nonce.setUint32(0, tried)
    if (leadingZeros(sha256(attempt)) >= bits) return tried
  }
  throw new Error('no nonce solves this puzzle')
}
