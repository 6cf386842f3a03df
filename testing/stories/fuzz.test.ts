// The short version of testing/deep/fuzz.deep.ts. A seed that found something is given back with CITYCOP_SEED.
import { after, before, describe } from 'node:test'
import type pg from 'pg'
import { fuzzRoutes } from '../hostile/fuzz.ts'
import { ownerOf } from '../hostile/row-counts.ts'
import { type Stage, setStage } from '../hostile/stage.ts'
import { createTown, type Town } from '../town.ts'

const seed = Number(process.env.CITYCOP_SEED ?? Date.now() % 1_000_000_007)
let town: Town
let stage: Stage
let owner: pg.Client

describe('every route stands a hundred bodies', () => {
  before(async () => {
    town = await createTown({ vault: true })
    ;[stage, owner] = [await setStage(town), await ownerOf(town)]
  })
  after(async () => {
    await owner.end()
    await town.close()
  })
  fuzzRoutes(100, seed, () => ({ town, stage, owner }))
})
