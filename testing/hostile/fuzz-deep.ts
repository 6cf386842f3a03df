// Ten thousand bodies a route, half of them changed from one that is in order. A seed that found something is given back with
// CITYCOP_SEED. In two files, so that two processes share the routes.
import { after, before, describe } from 'node:test'
import { routes } from '@citycop/protocol/routes.ts'
import type pg from 'pg'
import { createTown, type Town } from '../town.ts'
import { fuzzRoutes } from './fuzz.ts'
import { ownerOf } from './row-counts.ts'
import { type Stage, setStage } from './stage.ts'

const seed = Number(process.env.CITYCOP_SEED ?? Date.now() % 1_000_000_007)
const count = Number(process.env.CITYCOP_BODIES ?? 10_000)

/** One of `of` runs of routes as they stand in the list: some build on what the one before left. */
export function fuzzDeep(first: number, of: number): void {
  let town: Town
  let stage: Stage
  let owner: pg.Client

  describe(`every route stands ${count} bodies (${first + 1} of ${of})`, () => {
    before(async () => {
      town = await createTown({ vault: true })
      ;[stage, owner] = [await setStage(town), await ownerOf(town)]
    })
    after(async () => {
      await owner.end()
      await town.close()
    })
    fuzzRoutes(
      count,
      seed,
      () => ({ town, stage, owner }),
      (n) => Math.floor((n * of) / routes.length) === first,
    )
  })
}
