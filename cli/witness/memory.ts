// What a running witness knows and has at hand.
import type { LogKey } from '@citycop/protocol/log/checkpoint.ts'
import { type CheckpointFiles, type Cosigned, openCheckpointFiles } from './checkpoint-files.ts'
import { type EvidenceFiles, openEvidenceFiles } from './evidence-files.ts'
import { type InTurn, inTurn } from './in-turn.ts'
import type { OwnKey } from './own-key.ts'
import { logsByOrigin } from './witness-logs.ts'

const mostWaiting = 32 // requests of one log

export type Memory = {
  readonly own: OwnKey
  readonly logs: ReadonlyMap<string, readonly LogKey[]>
  /** By origin hash: what was cosigned last. Never behind the files. */
  readonly cosigned: Map<string, Cosigned>
  /** Origin hashes of logs whose file could not be written. */
  readonly stopped: Set<string>
  readonly files: CheckpointFiles
  readonly evidence: EvidenceFiles
  readonly turns: InTurn
  /** Whole seconds of POSIX. */
  now(): number
  /** For the operator. */
  tell(line: string): void
}

/** @throws Refused */
export function openMemory(
  folder: string,
  own: OwnKey,
  logs: readonly LogKey[],
  { now, tell }: Pick<Memory, 'now' | 'tell'>,
): Memory {
  const files = openCheckpointFiles(folder, own.key)
  return {
    own,
    logs: logsByOrigin(logs, own.key),
    cosigned: new Map(files.found),
    stopped: new Set(),
    files,
    evidence: openEvidenceFiles(folder),
    turns: inTurn(mostWaiting),
    now,
    tell,
  }
}
