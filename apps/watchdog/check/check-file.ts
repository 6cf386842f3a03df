// Finds out what a file is, and what of it holds. Nothing of it leaves the page.
import { evidenceFile } from '@citycop/client/log/evidence.ts'
import { receiptFile } from '@citycop/client/log/verify-receipt.ts'
import { text } from '@citycop/protocol/contract/bytes.ts'
import { parsePayload } from '@citycop/protocol/contract/dsse.ts'
import { contradiction, splitNotes } from '@citycop/protocol/watchdog/contradiction.ts'
import { checkEvidence } from './check-evidence.ts'
import { checkContradiction, checkNotes, checkProof } from './check-notes.ts'
import { checkReceipt } from './check-receipt.ts'
import type { Finding, KnownLog } from './finding.ts'

/** Enough for evidence of thousands of acts. */
export const largestFile = 32 * 1024 * 1024
const mostNotes = 64

export async function checkFile(bytes: Uint8Array, known: readonly KnownLog[]): Promise<Finding> {
  const receipt = parsePayload(receiptFile, bytes)
  if (receipt) return checkReceipt(receipt, known)
  const evidence = parsePayload(evidenceFile, bytes)
  if (evidence) return checkEvidence(evidence, known)
  const fork = parsePayload(contradiction, bytes)
  if (fork) return checkContradiction(fork, known)
  const read = readText(bytes)
  if (read?.startsWith('c2sp.org/tlog-proof@v1\n')) return checkProof(read, known)
  const notes = read === undefined ? undefined : splitNotes(read)
  if (notes && notes.length <= mostNotes) return checkNotes(notes, known)
  return unknownFile
}

export const unknownFile: Finding = { verdict: 'unknown', title: 'watchdog-check.unknown', lines: [] }

function readText(bytes: Uint8Array): string | undefined {
  try {
    return text(bytes)
  } catch {
    return undefined
  }
}
