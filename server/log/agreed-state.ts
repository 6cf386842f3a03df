// The table of LOG.md 9: what database, journal and witnesses say when a server starts, and whether it may sign on top of that.
import { readFileSync, writeFileSync } from 'node:fs'
import { equal } from '@citycop/protocol/contract/bytes.ts'
import type { LogKey } from '@citycop/protocol/log/checkpoint.ts'
import { rootOver } from '@citycop/protocol/log/proofs.ts'
import { emptyRoot } from '@citycop/protocol/log/tree.ts'
import { CannotStart } from '../platform/cannot-start.ts'
import type { Database } from '../platform/database.ts'
import { heldAgainst } from './ask-witness.ts'
import type { Journal } from './journal.ts'
import { entriesFrom, insertState, type LogState, readState } from './store.ts'
import type { Tiles } from './tiles.ts'

export type Agreed = { readonly size: number; readonly root: Uint8Array }

/** What stands in the database, if its tiles fit it. @throws CannotStart */
export async function readTree(city: string, { query }: Database, tiles: Tiles): Promise<LogState> {
  await insertState(query, city, emptyRoot)
  const state = await readState(query, city)
  if (!state) throw new Error('the log has no state')
  await tiles.loadEdge(state.size)
  const root = state.size === 0 ? emptyRoot : tiles.root(state.size)
  if (!equal(root, state.root))
    throw new CannotStart('the log’s tiles do not give the root that was written; restore the whole database')
  return state
}

/** @throws CannotStart when the journal knows more than the database, or something else */
export async function agreeWithJournal(
  city: string,
  database: Database,
  journal: Journal,
  state: LogState,
): Promise<void> {
  if (journal.size > state.size)
    throw new CannotStart(
      `the database holds ${state.size} log entries, the journal ${journal.size}: an older database was put back, and signing on it would fork the log; put the newer one back, or start once with --recover-log (docs/log.md says what that means)`,
    )
  if (journal.size === state.size && journal.root && !equal(journal.root, state.root))
    throw new CannotStart('the database and the journal hold different logs of one size; nothing is signed on either')
  if (journal.size < state.size) await catchUp(city, database, journal, state)
}

/** A crash between the commit and the journal: nothing was released for these entries; they are written down now. */
async function catchUp(city: string, { query }: Database, journal: Journal, { size, root }: Agreed): Promise<void> {
  const batch = 1024
  for (let base = journal.size; base < size; ) {
    const entries = await entriesFrom(query, city, base, Math.min(size, base + batch))
    if (entries.length === 0) throw new CannotStart('entries of the log are missing from the database')
    const last = base + entries.length === size
    await journal.append({ base, entries, ...(last ? { root } : {}) })
    base += entries.length
  }
}

/**
 * Does a witness hold a checkpoint that our key signed and our tree does not contain? Then database and journal were set back
 * together. One that cannot be reached is passed over: the next tick asks it again.
 * @throws CannotStart, and every later start will too
 */
export async function agreeWithWitnesses(
  folder: string,
  key: LogKey,
  urls: readonly string[],
  tiles: Tiles,
  { size }: Agreed,
) {
  const root = async (at: number) => (at === 0 ? emptyRoot : rootOver(await tiles.prepare(at - 1), 0, at))
  const held = await Promise.all(urls.map((url) => heldAgainst(url, { key, size, root }).catch(() => undefined)))
  const evidence = held.find((note) => note !== undefined)
  if (evidence === undefined) return
  markFrozen(folder, key, 'a witness holds a checkpoint that this log does not contain', evidence)
  refuseFrozen(folder, key)
}

const frozenFile = (folder: string, { name }: LogKey): string =>
  `${folder}/${name.replaceAll(/[^a-z0-9.-]/gi, '_')}.frozen`

/** Kept on the disk: a restart does not thaw it. */
export function markFrozen(folder: string, key: LogKey, why: string, evidence: string): void {
  writeFileSync(frozenFile(folder, key), `${new Date().toISOString()} ${why}\n\n${evidence}`, {
    flag: 'a',
    flush: true,
  })
}

/** @throws CannotStart when signing was frozen before */
export function refuseFrozen(folder: string, key: LogKey): void {
  const file = frozenFile(folder, key)
  const [first] = readIfThere(file).split('\n')
  if (first)
    throw new CannotStart(`the log is frozen (${first}); ${file} holds the evidence, docs/log.md says what to do`)
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}
