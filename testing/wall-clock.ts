// The database has a clock of its own, which its doors believe. Only its owner can set it.
import { ownerOf } from './hostile/row-counts.ts'
import type { Town } from './town.ts'

export async function setWallClockAhead(town: Town, milliseconds: number): Promise<void> {
  const owner = await ownerOf(town)
  const body = `select now() + interval '${Math.round(milliseconds)} milliseconds'`
  try {
    await owner.query(`create or replace function wall_clock() returns timestamptz language sql stable as $$${body}$$`)
  } finally {
    await owner.end()
  }
}
