// One sequencer for a city: numbers what is unnumbered, writes the tiles, journals, signs, and only then wakes whoever waits
// (J12). A failed fence is fatal: somebody else is numbering, or the database was set back.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Bytes } from '@citycop/protocol/contract/bytes.ts'
import { type LogKey, signCheckpoint } from '@citycop/protocol/log/checkpoint.ts'
import { leafHash } from '@citycop/protocol/log/tree.ts'
import type { Database } from '../platform/database.ts'
import type { Signer } from '../platform/signing.ts'
import type { Journal } from './journal.ts'
import { markSigned, readState, waitingActs, writeBatch } from './store.ts'
import type { Tiles } from './tiles.ts'

const mostInBatch = 1024
const busy = 8 // acts in a batch
const restMs = 1
const mostUnclaimed = 10_000

export type Signed = { readonly size: number; readonly root: Uint8Array; readonly checkpoint: string }
export type Sequencer = {
  signed(): Signed
  /** Asks for a number for this act, written before; settles when a signed checkpoint covers it. */
  number(act: string): Promise<number>
  /** Answers whoever waits for this act: it was found to have its number. */
  settle(act: string, index: number): void
  /** Nothing more is numbered or signed. */
  breakOff(error: Error): void
  stop(): Promise<void>
}
type Parts = {
  /** What database and journal agree on. */
  start: { readonly size: number; readonly root: Uint8Array }
  city: string
  database: Database
  tiles: Tiles
  journal: Journal
  key: LogKey
  signer: Signer
  onBroken: (error: Error) => void
}

export async function startSequencer({
  start,
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
  let current = sign(start.size, start.root)
  await markSigned(database.query, city, current.size, current.checkpoint)
  const waiters = new Map<string, PromiseWithResolvers<number>>()
  const unclaimed = makeUnclaimed()
  let wanted = true // acts of a former life may be waiting
  let broken: Error | undefined
  let running: Promise<void> | undefined

  const run = async (): Promise<void> => {
    while (wanted && !broken) {
      wanted = false
      const numbered = await runBatch()
      if (numbered === mostInBatch) wanted = true
      // Under load a short rest makes larger batches: each costs the same, so each act costs less (J12).
      if (numbered >= busy) await sleep(restMs)
    }
    running = undefined
  }

  const runBatch = async (): Promise<number> => {
    const began = current.size
    const waiting = await waitingActs(database.query, city, mostInBatch)
    if (waiting.length === 0) {
      // Somebody waits, and nothing is unnumbered: then it was numbered elsewhere.
      if (waiters.size > 0 && (await readState(database.query, city))?.size !== began) throw overtaken(began)
      return 0
    }
    const ids = waiting.map((act) => act.id)
    const leaves = waiting.map((act) => leafHash(act.entry))
    const changed = tiles.append(began, leaves) // in memory at once: if the statement fails, we stop for good
    const root = tiles.root(began + leaves.length)
    if (!(await writeBatch(database.query, city, { ids, tiles: changed, from: began, root }))) throw overtaken(began)
    if (broken) throw broken // frozen meanwhile: it is in the database, and nothing is signed or released for it
    await journal.append({ base: began, entries: waiting.map((act) => act.entry), root })
    current = sign(began + ids.length, root)
    await markSigned(database.query, city, current.size, current.checkpoint)
    ids.forEach((id, i) => {
      const waiter = waiters.get(id)
      waiters.delete(id)
      if (waiter) waiter.resolve(began + i)
      else unclaimed.keep(id, began + i)
    })
    return ids.length
  }

  const poke = (): void => {
    wanted = true
    running ??= run().catch((error: Error) => {
      running = undefined
      breakOff(error)
    })
  }
  const breakOff = (error: Error): void => {
    broken ??= error
    for (const { promise, reject } of waiters.values()) {
      promise.catch(() => {}) // whoever waits sees it; nobody waiting is no second failure
      reject(error)
    }
    waiters.clear()
    onBroken(error)
  }
  poke()
  return {
    signed: () => current,
    number(act) {
      if (broken) return Promise.reject(broken)
      const before = unclaimed.get(act)
      if (before !== undefined) return Promise.resolve(before)
      const waiter = waiters.get(act) ?? Promise.withResolvers<number>()
      waiters.set(act, waiter) // one for all who wait for this act
      poke()
      return waiter.promise
    },
    settle(act, index) {
      waiters.get(act)?.resolve(index)
      waiters.delete(act)
    },
    breakOff,
    async stop() {
      while (running) await running
      await journal.close()
    },
  }
}

const overtaken = (size: number): Error =>
  new Error(`the log has other than ${size} entries: another sequencer was here`)

/** A batch can see an act before whoever wrote it has heard of its own commit: its number is kept until it is asked for. */
function makeUnclaimed() {
  const numbers = new Map<string, number>()
  return {
    keep(act: string, index: number): void {
      const [oldest] = numbers.keys() // of an act whose request ended before it could ask
      if (numbers.size >= mostUnclaimed && oldest !== undefined) numbers.delete(oldest)
      numbers.set(act, index)
    },
    get: (act: string): number | undefined => numbers.get(act),
  }
}
