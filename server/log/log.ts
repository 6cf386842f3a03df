// The city's log as the rest of the server sees it: wait for a number, and prove.
import { join } from 'node:path'
import type { Bytes } from '@citycop/protocol/contract/bytes.ts'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import { signCheckpoint } from '@citycop/protocol/log/checkpoint.ts'
import { spellProof } from '@citycop/protocol/log/inclusion.ts'
import { consistencyProof, inclusionProof, rootOver } from '@citycop/protocol/log/proofs.ts'
import type { Database } from '../platform/database.ts'
import type { City } from '../platform/instance.ts'
import { agreeWithJournal, agreeWithWitnesses, markFrozen, readTree, refuseFrozen } from './agreed-state.ts'
import { openJournal } from './journal.ts'
import { recoverLog } from './recover-log.ts'
import { type Sequencer, type Signed, startSequencer } from './sequencer.ts'
import { indexOfAct, readTile } from './store.ts'
import { makeTiles, type Tiles } from './tiles.ts'

export type Log = {
  signed(): Signed
  /** Settles when a signed checkpoint covers this act, which was written a moment ago. */
  number(act: string): Promise<number>
  /** The same for an act of any age. */
  placed(act: string): Promise<number>
  /** The hashes from a leaf to the root of a signed tree. */
  path(index: number, signed: Pick<Signed, 'size'>): Promise<Uint8Array[]>
  /** tlog-proof of an entry against the newest signed checkpoint. */
  prove(index: number, signed?: Signed): Promise<string>
  /** From an earlier size to this tree; empty for a size that is none of its past. */
  consistency(from: number, signed: Pick<Signed, 'size'>): Promise<Uint8Array[]>
  /** The tree as it was at a size, which is above 0 and within what is signed. */
  signAt(size: number): Promise<Signed>
  /** No more signing, here and after any restart, until somebody has looked. Answers what to throw. */
  freeze(why: string, evidence: string): Error
  stop(): Promise<void>
}
export type LogOptions = {
  readonly city: City
  readonly database: Database
  /** The sequencer's connection: it must not queue behind the acts that wait for it. */
  readonly own: Database
  readonly folder: string
  /** Puts back from the journal what an older database lacks. */
  readonly recover?: boolean
  readonly onBroken: (error: Error) => void
}
/** `lost`: the first entry that had to be put back. */
export type OpenLog = { readonly log: Log; readonly lost?: number }

/** @throws CannotStart when it may not sign on what it finds */
export async function openLog(options: LogOptions): Promise<OpenLog> {
  const { city, database, folder } = options
  const { instance } = city.pins
  refuseFrozen(folder, city.logKey)
  const tiles = makeTiles((key) => readTile(database.query, instance, key))
  const journal = await openJournal(join(folder, `${instance}.journal`))
  try {
    const found = await readTree(instance, database, tiles)
    const lost = options.recover && journal.size > found.size ? found.size : undefined
    const state = lost === undefined ? found : await recoverLog(instance, database, journal, tiles, found)
    await agreeWithJournal(instance, database, journal, state)
    await agreeWithWitnesses(folder, city.logKey, Object.values(city.witnessUrls), tiles, state)
    const parts = { city: instance, database: options.own, tiles, journal, key: city.logKey, signer: city.log }
    const sequencer = await startSequencer({ ...parts, start: state, onBroken: options.onBroken })
    return { log: logOver(options, tiles, sequencer), ...(lost === undefined ? {} : { lost }) }
  } catch (error) {
    await journal.close()
    throw error
  }
}

function logOver({ city, database, folder, own }: LogOptions, tiles: Tiles, sequencer: Sequencer): Log {
  const { instance } = city.pins
  const path = async (index: number, { size }: Pick<Signed, 'size'>) =>
    inclusionProof(await tiles.prepare(index, size - 1), index, size)
  const number = (act: string) =>
    sequencer.number(act).catch((error: Error) => {
      throw new Problem('not-logged', error.message)
    })
  return {
    signed: sequencer.signed,
    number,
    async placed(act) {
      const waiting = number(act)
      const index = await indexOfAct(database.query, instance, act)
      if (index === undefined || index >= sequencer.signed().size) return waiting
      sequencer.settle(act, index)
      return index
    },
    path,
    async prove(index, signed = sequencer.signed()) {
      return spellProof(index, await path(index, signed), signed.checkpoint)
    },
    async consistency(from, { size }) {
      if (from <= 0 || from >= size) return []
      return consistencyProof(await tiles.prepare(from - 1, from, size - 1), from, size)
    },
    async signAt(size) {
      if (size < 1 || size > sequencer.signed().size) throw new Error(`nothing is signed at size ${size}`)
      const root = rootOver(await tiles.prepare(size - 1), 0, size) as Bytes
      const checkpoint = signCheckpoint({ origin: city.logKey.name, size, root }, city.logKey, (some) =>
        city.log.sign(some),
      )
      return { size, root, checkpoint }
    },
    freeze(why, evidence) {
      markFrozen(folder, city.logKey, why, evidence)
      const error = new Error(`the log is frozen: ${why}`)
      sequencer.breakOff(error)
      return error
    },
    async stop() {
      await sequencer.stop()
      await own.close()
    },
  }
}
