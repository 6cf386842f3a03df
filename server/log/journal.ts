// A file beside the database that remembers every batch before it is signed: a database set back to an older state is noticed,
// and nothing is signed on top of it (LOG.md 9). One line a batch: where it begins, its entries, the root after it.
import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { fromHex, toHex } from '@citycop/protocol/contract/bytes.ts'

/** Without a root when it is one of several that bring the journal up to the database; then the last of them has it. */
export type Batch = { readonly base: number; readonly entries: readonly Uint8Array[]; readonly root?: Uint8Array }
export type Journal = {
  readonly path: string
  readonly size: number
  readonly root: Uint8Array | undefined
  append(batch: Batch): Promise<void>
  close(): Promise<void>
}

const chunk = 1024 * 1024
const unknown = '-'
const spell = ({ base, entries, root }: Batch): string =>
  `${base} ${entries.map(toHex).join(',')} ${root ? toHex(root) : unknown}\n`

function parse(line: string): Batch | undefined {
  const [, base, entries, root] = /^(0|[1-9]\d{0,15}) ([0-9a-f,]+) ([0-9a-f]{64}|-)$/.exec(line) ?? []
  if (base === undefined || entries === undefined || root === undefined) return undefined
  return {
    base: Number(base),
    entries: entries.split(',').map(fromHex),
    ...(root === unknown ? {} : { root: fromHex(root) }),
  }
}

/** A last line that was cut by a crash was never signed: it is cut off. */
export async function openJournal(path: string): Promise<Journal> {
  const file = await open(path, 'a+', 0o600)
  const last = await lastWhole(file)
  return {
    path,
    size: last ? last.base + last.entries.length : 0,
    root: last?.root,
    append: async (batch) => {
      await file.appendFile(spell(batch), 'latin1')
      await file.datasync()
    },
    close: () => file.close(),
  }
}

/** Reads from the end: the file grows for years. */
async function lastWhole(file: FileHandle): Promise<Batch | undefined> {
  const { size } = await file.stat()
  let tail = Buffer.alloc(0)
  for (let from = size; from > 0; ) {
    const length = Math.min(chunk, from)
    from -= length
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, from)
    tail = Buffer.concat([buffer, tail])
    const end = tail.lastIndexOf(10)
    const start = end < 1 ? -1 : tail.lastIndexOf(10, end - 1)
    if (end === -1 || (start === -1 && from > 0)) continue
    await file.truncate(from + end + 1)
    return parse(tail.toString('latin1', start + 1, end))
  }
  await file.truncate(0)
  return undefined
}

/** Every batch, from the first. @throws Error for a line that is none */
export async function* readJournal(path: string): AsyncGenerator<Batch> {
  for await (const line of createInterface({ input: createReadStream(path, 'latin1') })) {
    const batch = parse(line)
    if (!batch) throw new Error('the journal has a line that cannot be read')
    yield batch
  }
}
