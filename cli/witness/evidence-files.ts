// Requests that a log signed and that contradict what it had signed before. Anybody can check them with the log's key alone.
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Checkpoint } from '@citycop/protocol/log/checkpoint.ts'
import { unfinished, writeDurably } from '../write-durably.ts'

const most = 64 // of one kind and log: enough to prove it, and no log can fill our disk
const names = /^[0-9a-f]{64}-(fork|unproved)-\d+-[0-9a-f]{16}\.txt$/

/** `fork`: two roots of one size. `unproved`: it did not show that it grew; with the log's entries anybody can see whether it did. */
export type Contradiction = 'fork' | 'unproved'
export type EvidenceFiles = {
  /** Where it lies; undefined when that checkpoint is there already, or its log has filled its share. */
  keep(
    hash: string,
    kind: Contradiction,
    held: string,
    checkpoint: Checkpoint,
    request: string,
  ): Promise<string | undefined>
}

/** A file holds the note we had cosigned, an empty line, and the request as it came: old size, proof, the log's new note. */
export function openEvidenceFiles(folder: string): EvidenceFiles {
  const inside = join(folder, 'evidence')
  mkdirSync(inside, { recursive: true, mode: 0o700 })
  for (const name of readdirSync(inside)) if (name.endsWith(unfinished)) rmSync(join(inside, name))
  const kept = new Set(readdirSync(inside).filter((name) => names.test(name)))
  return {
    async keep(hash, kind, held, { size, root }, request) {
      // Named by what the log signed: with one note and many false proofs a stranger could fill the share of the true ones.
      const name = `${hash}-${kind}-${size}-${createHash('sha256').update(root).digest('hex').slice(0, 16)}.txt`
      const share = [...kept].filter((one) => one.startsWith(`${hash}-${kind}-`))
      if (kept.has(name) || share.length >= most) return undefined
      await writeDurably(join(inside, name), `${held}\n${request}`, 'owner')
      kept.add(name)
      return join(inside, name)
    },
  }
}
