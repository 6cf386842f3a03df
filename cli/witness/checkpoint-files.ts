// What a witness remembers: for each log the checkpoint it cosigned last, as the note itself, in a file named by the log's hash.
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Checkpoint, parseBody } from '@citycop/protocol/log/checkpoint.ts'
import type { VerifierKey } from '@citycop/protocol/log/note.ts'
import { openNote } from '@citycop/protocol/log/open-note.ts'
import { Refused } from '../refusal.ts'
import { unfinished, writeDurably } from '../write-durably.ts'

export type Cosigned = { readonly checkpoint: Checkpoint; readonly note: string }
export type CheckpointFiles = {
  /** By origin hash. */
  readonly found: ReadonlyMap<string, Cosigned>
  keep(hash: string, note: string): Promise<void>
}

export const checkpointsIn = (folder: string): string => join(folder, 'checkpoints')
export const originHash = (origin: string): string => createHash('sha256').update(origin).digest('hex')

/** @throws Refused for a file this key did not sign: guessing what was cosigned would be forgetting it */
export function openCheckpointFiles(folder: string, key: VerifierKey): CheckpointFiles {
  const inside = checkpointsIn(folder)
  mkdirSync(inside, { recursive: true, mode: 0o700 })
  const found = new Map<string, Cosigned>()
  for (const name of readdirSync(inside)) {
    if (name.endsWith(unfinished)) {
      rmSync(join(inside, name)) // its cosignature never left: answers go out after the rename
      continue
    }
    const cosigned = read(readFileSync(join(inside, name), 'utf8'), key)
    if (!cosigned || originHash(cosigned.checkpoint.origin) !== name)
      throw new Refused(
        'damaged',
        `${join(inside, name)} is damaged; put it back from a copy that is not older, or retire this key`,
      )
    found.set(name, cosigned)
  }
  return { found, keep: (hash, note) => writeDurably(join(inside, hash), note, 'owner') }
}

function read(note: string, key: VerifierKey): Cosigned | undefined {
  const opened = openNote(note, [key])
  const checkpoint = opened?.signed.length === 1 ? parseBody(opened.text) : undefined
  return checkpoint && { checkpoint, note }
}
