// Reads what was published. A version counts once the log has it: one whose act a crash left unnumbered is waited for.
import type { Context } from '../context.ts'
import { readVersions, unplacedVersions } from './store.ts'
import { makeVersions, type Versions } from './versions.ts'

type Loading = Pick<Context, 'city' | 'database' | 'log' | 'clock'>

export async function loadVersions({ city, database, log, clock }: Loading): Promise<Versions> {
  const { instance } = city.pins
  for (const act of await unplacedVersions(database.query, instance)) await log.placed(act)
  return makeVersions(await readVersions(database.query, instance), clock.today)
}

/** A version that was just published. */
export async function addVersion(ctx: Pick<Context, 'city' | 'database' | 'versions'>, number: number, index: number) {
  const stored = await readVersions(ctx.database.query, ctx.city.pins.instance)
  const found = stored.find((one) => one.number === number)
  if (!found || found.index !== index) throw new Error(`version ${number} of the policy is not where the log put it`)
  ctx.versions.add(found)
}
