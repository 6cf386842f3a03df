import { newOfficer } from '@citycop/client/keys/make-officer.ts'
import { wrapMissing } from '@citycop/client/keys/wrap-missing.ts'
import type { OfficerKeys } from '@citycop/client/officers/keyfile.ts'
import { signIn } from '@citycop/client/officers/sign-in.ts'
import { resealReports } from '@citycop/client/reports/reseal-reports.ts'
import { openWith } from '@citycop/client/sealing/age-file.ts'
import { concat } from '@citycop/protocol/contract/bytes.ts'
import { ownerOf } from './hostile/row-counts.ts'
import { letIn, letOut, todayIn, harbour as unit } from './lead.ts'
import { lamp, report, type Town } from './town.ts'

export type Lost = {
  readonly reports: number
  /** Milliseconds: until the officer is out and the new key in use; until no header opens for the old key. */
  readonly removed: number
  readonly resealed: number
  readonly openedBefore: number
  readonly openedAfter: number
  /** Reports that came in meanwhile, and how long the slowest waited. */
  readonly arrived: number
  readonly refused: number
  readonly slowest: number
}
type Size = {
  readonly officers: number
  readonly reports: number
  readonly say?: (line: string) => void
  /** Between two people who report; without it they come as fast as they are served. */
  readonly pause?: () => Promise<void>
}

export async function loseOne(
  town: Town,
  { officers, reports, say = () => {}, pause = async () => {} }: Size,
): Promise<Lost> {
  const [leaver = town.officers.bruno] = await join(town, officers - 2)
  say(`${officers} officers; sending ${reports} reports`)
  await fill(town, reports)
  const copied = [...(await signIn(await town.device(), leaver)).epochs.values()]
  const openedBefore = await opens(town, copied)
  let busy = true
  const arrivals = arriving(town, () => busy, pause)
  const began = performance.now()
  await letOut(town, leaver)
  const removed = performance.now() - began
  const anna = await town.desk('anna')
  // What a phone sealed a moment before the new key is still taken in under the old one: gone through until nothing is left.
  for (let more = true; more; ) {
    const onprogress = ({ done, of }: { done: number; of: number }) =>
      done % 250 === 0 && done > 0 ? say(`${done} of ${of} sealed anew`) : undefined
    more = (await resealReports(anna, unit, { today: todayIn(town), onprogress })).reports > 0
  }
  const resealed = performance.now() - began
  busy = false
  const intake = await arrivals
  return { reports, removed, resealed, openedBefore, openedAfter: await opens(town, copied), ...intake }
}

async function join(town: Town, count: number): Promise<OfficerKeys[]> {
  const joined: OfficerKeys[] = []
  for (let i = 0; i < count; i++) {
    const keys = newOfficer(town.pins, `officer-${i}`)
    await letIn(town, keys)
    joined.push(keys)
  }
  await wrapMissing(await town.desk('anna'), todayIn(town))
  return joined
}

async function fill(town: Town, count: number): Promise<void> {
  const device = await town.device()
  let left = count
  const lane = async () => {
    while (left-- > 0) await report(device, lamp)
  }
  await Promise.all(Array.from({ length: 4 }, lane))
}

/** One person after the other, for as long as it lasts. */
async function arriving(
  town: Town,
  goesOn: () => boolean,
  pause: () => Promise<void>,
): Promise<Pick<Lost, 'arrived' | 'refused' | 'slowest'>> {
  let [arrived, refused, slowest] = [0, 0, 0]
  while (goesOn()) {
    const began = performance.now()
    await town.reports().then(
      () => arrived++,
      () => refused++,
    )
    slowest = Math.max(slowest, performance.now() - began)
    await pause()
  }
  return { arrived, refused, slowest }
}

/** How many messages these keys open, of everything the database has. */
async function opens(town: Town, keys: readonly string[]): Promise<number> {
  const owner = await ownerOf(town)
  const { rows } = await owner.query<{ header: Buffer; payload: Buffer }>(
    'select h.header, m.payload from message m join header h on h.city = m.city and h.object = m.id',
  )
  await owner.end()
  let count = 0
  for (const key of keys)
    for (const { header, payload } of rows) if (await openWith(key, concat(header, payload))) count++
  return count
}
