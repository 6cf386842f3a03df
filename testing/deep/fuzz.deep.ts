// Ten thousand bodies a route, half of them changed from one that is in order. A seed that found something is given back with
// CITYCOP_SEED.
import { after, before, describe } from 'node:test'
import type pg from 'pg'
import { fuzzRoutes } from '../hostile/fuzz.ts'
import { ownerOf } from '../hostile/row-counts.ts'
import { type Stage, setStage } from '../hostile/stage.ts'
import { createTown, type Town } from '../town.ts'

const seed = Number(process.env.CITYCOP_SEED ?? Date.now() % 1_000_000_007)
const count = Number(process.env.CITYCOP_BODIES ?? 10_000)
let town: Town
let stage: Stage
let owner: pg.Client

describe(`every route stands ${count} bodies`, () => {
  before(async () => {
    town = await createTown({ vault: true })
    ;[stage, owner] = [await setStage(town), await ownerOf(town)]
  })
  after(async () => {
    await owner.end()
    await town.close()
  })
  fuzzRoutes(count, seed, () => ({ town, stage, owner }))
})
