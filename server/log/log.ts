// The city's log as the rest of the server sees it: wait for a number, and prove.
import { join } from 'node:path'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import { spellProof } from '@citycop/protocol/log/inclusion.ts'
import { consistencyProof, inclusionProof } from '@citycop/protocol/log/proofs.ts'
import type { Database } from '../platform/database.ts'
import type { City } from '../platform/instance.ts'
import { openJournal } from './journal.ts'
import { type Signed, startSequencer } from './sequencer.ts'
import { indexOfAct, readTile } from './store.ts'
import { makeTiles } from './tiles.ts'

export type Log = {
  signed(): Signed
  /** Settles when a signed checkpoint covers this act, which was written a moment ago. */
  number(act: string): Promise<number>
  /** The same for an act of any age. */
  placed(act: string): Promise<number>
  /** The hashes from a leaf to the root of a signed tree. */
  path(index: number, signed: Signed): Promise<Uint8Array[]>
  /** tlog-proof of an entry against the newest signed checkpoint. */
  prove(index: number, signed?: Signed): Promise<string>
  /** From an earlier size to this tree; empty for a size that is none of its past. */
  consistency(from: number, signed: Signed): Promise<Uint8Array[]>
  stop(): Promise<void>
}

export async function openLog(
  city: City,
  database: Database,
  folder: string,
  onBroken: (error: Error) => void,
  /** The sequencer's connection: it must not queue behind the acts that wait for it. */
  own: Database,
): Promise<Log> {
  const { instance } = city.pins
  const tiles = makeTiles((key) => readTile(database.query, instance, key))
  const journal = await openJournal(join(folder, `${instance}.journal`))
  const sequencer = await startSequencer({
    city: instance,
    database: own,
    tiles,
    journal,
    key: city.logKey,
    signer: city.log,
    onBroken,
  }).catch(async (error: unknown) => {
    await journal.close()
    throw error
  })
  const path = async (index: number, { size }: Signed) =>
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
    async stop() {
      await sequencer.stop()
      await own.close()
    },
  }
}
