// An older database was put back, and the journal knows what it lacks: the entries are put in again, so that the log goes on
// without a fork. What else those acts had written is lost, and a public entry says so.
import { randomUUID } from 'node:crypto'
import { equal } from '@citycop/protocol/contract/bytes.ts'
import { leafHash } from '@citycop/protocol/log/tree.ts'
import { CannotStart } from '../platform/cannot-start.ts'
import type { Database } from '../platform/database.ts'
import { type Journal, readJournal } from './journal.ts'
import { type LogState, readState, writeNumbered } from './store.ts'
import type { Tiles } from './tiles.ts'

/** The state after it; the caller's tiles have grown with it. @throws CannotStart when the journal continues another log */
export async function recoverLog(
  city: string,
  database: Database,
  journal: Journal,
  tiles: Tiles,
  state: LogState,
): Promise<LogState> {
  let { size, root } = state
  for await (const batch of readJournal(journal.path)) {
    const entries = batch.entries.slice(Math.max(0, size - batch.base))
    if (entries.length === 0 || batch.base > size) {
      if (batch.base + batch.entries.length === size && batch.root && !equal(batch.root, root)) throw another()
      continue
    }
    const from = size
    const changed = tiles.append(from, entries.map(leafHash))
    size += entries.length
    root = tiles.root(size)
    if (batch.root && !equal(batch.root, root)) throw another()
    const numbered = entries.map((entry, i) => ({ id: randomUUID(), entry, index: from + i }))
    if (!(await writeNumbered(database.query, city, { numbered, tiles: changed, from, root })))
      throw new CannotStart('another server is at work on this log')
  }
  const after = await readState(database.query, city)
  if (!after || after.size !== journal.size) throw new CannotStart('the journal has a gap; nothing was signed')
  return after
}

const another = () => new CannotStart('the journal continues another log than the database holds; nothing was signed')
