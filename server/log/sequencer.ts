// One sequencer for a city: numbers what is unnumbered, writes the tiles, journals, signs, and only then wakes whoever waits
// (J12). A failed fence is fatal: somebody else is numbering, or the database was set back.
import type { Bytes } from '@citycop/protocol/contract/bytes.ts'
import { equal } from '@citycop/protocol/contract/bytes.ts'
import { type LogKey, signCheckpoint } from '@citycop/protocol/log/checkpoint.ts'
import { emptyRoot, leafHash } from '@citycop/protocol/log/tree.ts'
import { CannotStart } from '../platform/cannot-start.ts'
import type { Database, Query } from '../platform/database.ts'
import type { Signer } from '../platform/signing.ts'
import type { Journal } from './journal.ts'
import {
  entriesFrom,
  insertState,
  markSigned,
  moveState,
  numberActs,
  readState,
  waitingActs,
  writeTiles,
} from './store.ts'
import type { Tiles } from './tiles.ts'

const mostInBatch = 1024

export type Signed = { readonly size: number; readonly root: Uint8Array; readonly checkpoint: string }
export type Sequencer = {
  signed(): Signed
  /** Asks for a number for this act, written before; settles when a signed checkpoint covers it. */
  number(act: string): Promise<number>
  /** Nobody waits for this act: it was numbered before. */
  forget(act: string): void
  stop(): Promise<void>
}
type Parts = {
  city: string
  database: Database
  tiles: Tiles
  journal: Journal
  key: LogKey
  signer: Signer
  onBroken: (error: Error) => void
}

export async function startSequencer({
  city,
  database,
  tiles,
  journal,
  key,
  signer,
  onBroken,
}: Parts): Promise<Sequencer> {
  const sign = (size: number, root: Uint8Array): Signed => {
    const checkpoint = signCheckpoint({ origin: key.name, size, root: root as Bytes }, key, (some) => signer.sign(some))
    return { size, root, checkpoint }
  }
  const start = await agreedState(city, database, tiles, journal)
  let current = sign(start.size, start.root)
  await markSigned(database.query, city, current.size, current.checkpoint)
  const waiters = new Map<string, PromiseWithResolvers<number>>()
  let wanted = true // acts of a former life may be waiting
  let broken: Error | undefined
  let running: Promise<void> | undefined

  const run = async (): Promise<void> => {
    while (wanted && !broken) {
      wanted = false
      const numbered = await runBatch()
      if (numbered === mostInBatch) wanted = true
    }
    running = undefined
  }

  const runBatch = async (): Promise<number> => {
    const began = current.size
    const batch = await database.transaction(async ({ query }) => {
      const state = await readState(query, city, true)
      if (state?.size !== began)
        throw new Error(`the log has ${state?.size} entries, not ${began}: another sequencer was here`)
      const waiting = await waitingActs(query, city, mostInBatch)
      return waiting.length === 0 ? undefined : write(query, began, waiting)
    })
    if (!batch) return 0
    await journal.append({ base: began, leaves: batch.leaves, root: batch.root })
    current = sign(began + batch.ids.length, batch.root)
    await markSigned(database.query, city, current.size, current.checkpoint)
    batch.ids.forEach((id, i) => {
      waiters.get(id)?.resolve(began + i)
      waiters.delete(id)
    })
    return batch.ids.length
  }

  const write = async (query: Query, began: number, waiting: Awaited<ReturnType<typeof waitingActs>>) => {
    const ids = waiting.map((act) => act.id)
    const leaves = waiting.map((act) => leafHash(act.entry))
    const changed = tiles.append(began, leaves) // in memory at once: if the commit fails, we stop for good
    const root = tiles.root(began + leaves.length)
    await numberActs(query, city, ids, began)
    await writeTiles(query, city, changed)
    if (!(await moveState(query, city, began, began + leaves.length, root)))
      throw new Error('the log moved under this sequencer')
    return { ids, leaves, root }
  }

  const poke = (): void => {
    wanted = true
    running ??= run().catch((error: Error) => {
      broken = error
      running = undefined // or stop() would wait for it for ever
      for (const { promise, reject } of waiters.values()) {
        promise.catch(() => {}) // whoever waits sees it; nobody waiting is no second failure
        reject(error)
      }
      waiters.clear()
      onBroken(error)
    })
  }
  poke()
  return {
    signed: () => current,
    number(act) {
      if (broken) return Promise.reject(broken)
      const waiter = waiters.get(act) ?? Promise.withResolvers<number>()
      waiters.set(act, waiter) // one for all who wait for this act
      poke()
      return waiter.promise
    },
    forget: (act) => void waiters.delete(act),
    async stop() {
      while (running) await running
      await journal.close()
    },
  }
}

/** The table of LOG.md 9, as far as one process without witnesses can tell. */
async function agreedState(city: string, database: Database, tiles: Tiles, journal: Journal) {
  await insertState(database.query, city, emptyRoot)
  const state = await readState(database.query, city)
  if (!state) throw new Error('the log has no state')
  await tiles.loadEdge(state.size)
  const root = state.size === 0 ? emptyRoot : tiles.root(state.size)
  if (!equal(root, state.root))
    throw new CannotStart('the log’s tiles do not give the root that was written; restore the whole database')
  if (journal.size > state.size)
    throw new CannotStart(
      `the database holds ${state.size} log entries, the journal ${journal.size}: an older database was put back, and signing on it would fork the log`,
    )
  if (journal.size === state.size && journal.root && !equal(journal.root, state.root))
    throw new CannotStart('the database and the journal hold different logs of one size; nothing is signed on either')
  if (journal.size < state.size) await catchUp(city, database, journal, state)
  return { size: state.size, root: state.root }
}

/** A crash between the commit and the journal: nothing was released for these entries; they are written down now. */
async function catchUp(
  city: string,
  database: Database,
  journal: Journal,
  { size, root }: { size: number; root: Uint8Array },
) {
  const entries = await entriesFrom(database.query, city, journal.size, size)
  if (entries.length !== size - journal.size) throw new CannotStart('entries of the log are missing from the database')
  await journal.append({ base: journal.size, leaves: entries.map(leafHash), root })
}
