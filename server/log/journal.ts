// A file beside the database that remembers every batch before it is signed: a database set back to an older state is noticed,
// and nothing is signed on top of it (LOG.md 9).
import { type FileHandle, open, readFile } from 'node:fs/promises'
import { fromHex, toHex } from '@citycop/protocol/contract/bytes.ts'

export type Batch = { readonly base: number; readonly leaves: readonly Uint8Array[]; readonly root: Uint8Array }
export type Journal = {
  readonly size: number
  readonly root: Uint8Array | undefined
  append(batch: Batch): Promise<void>
  close(): Promise<void>
}

const line = ({ base, leaves, root }: Batch): string => `${base} ${leaves.map(toHex).join('')} ${toHex(root)}\n`

/** A last line that was cut by a crash was never signed: it is cut off. */
export async function openJournal(path: string): Promise<Journal> {
  const file = await open(path, 'a', 0o600)
  const kept = lastLine(await readFile(path, 'latin1'))
  await file.truncate(kept.end)
  return { size: kept.size, root: kept.root, append: (batch) => write(file, batch), close: () => file.close() }
}

async function write(file: FileHandle, batch: Batch): Promise<void> {
  await file.appendFile(line(batch), 'latin1')
  await file.datasync()
}

function lastLine(text: string): { end: number; size: number; root: Uint8Array | undefined } {
  const end = text.lastIndexOf('\n') + 1
  const start = text.lastIndexOf('\n', end - 2) + 1
  const [, base, leaves, root] = /^(\d+) ([0-9a-f]*) ([0-9a-f]{64})\n$/.exec(text.slice(start, end)) ?? []
  if (base === undefined || leaves === undefined || root === undefined) return { end, size: 0, root: undefined }
  return { end, size: Number(base) + leaves.length / 64, root: fromHex(root) }
}
