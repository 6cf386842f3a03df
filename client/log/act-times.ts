// When an act can have happened, by what stands around it. What witnesses had confirmed by a time cannot be newer than that; what
// comes after something dated cannot be older. So a city that writes an act down late cannot give it an early time unseen.
import { parsePublicEntry } from '@citycop/protocol/log/public-entry.ts'
import { Doubt } from './doubt.ts'

/** Clocks of a city and its witnesses may differ by this much; acts of one moment may change places. */
const tolerance = 600
const daySeconds = 86_400
/** A civil day begins up to so long before the same day in UTC, and ends up to so long after it. */
const [eastmost, westmost] = [14 * 3600, 12 * 3600]
const publicClass = 2

const secondsOf = (moment: string): number => Date.parse(moment) / 1000

/** From when until when it can have been; a citizen's act has only a day, and whose day it is the log does not say. */
function rangeOf(at: string): { readonly earliest: number; readonly latest: number } {
  if (at.length > 10) return { earliest: secondsOf(at), latest: secondsOf(at) + 59 }
  const day = secondsOf(`${at}T00:00Z`)
  return { earliest: day - eastmost, latest: day + daySeconds + westmost }
}

/** Whatever stands behind this index was not written down before this time. */
export type Bound = { readonly index: number; readonly time: number }
export type Bounds = { readonly found: readonly Bound[]; look(index: number, entry: Uint8Array): void }

export function findBounds(): Bounds {
  const found: Bound[] = []
  return {
    found,
    look(index, entry) {
      const time = entry[4] === publicClass ? timeOf(entry) : undefined
      if (time !== undefined) found.push({ index, time })
    },
  }
}

/** The time that a public entry gives itself; most kinds give none. */
function timeOf(entry: Uint8Array): number | undefined {
  const read = parsePublicEntry(entry)
  if (read?.kind === 'build') return secondsOf(read.content.not_before)
  if (read?.kind === 'notice') return secondsOf(read.content.at)
  if (read?.kind === 'tally') return secondsOf(`${read.content.until}T00:00Z`) + daySeconds - eastmost // counted when the day is over
  return undefined
}

type Placed = { readonly at: string; readonly leaf: number }
type Confirmed = { readonly size: number; readonly newest: number | undefined }

/** @throws Doubt for the first act, in order, that cannot have been at the time it gives */
export function compareTimes(acts: readonly Placed[], { size, newest }: Confirmed, bounds: readonly Bound[]): void {
  let before = Number.NEGATIVE_INFINITY
  for (const { at, leaf } of acts) {
    const { earliest, latest } = rangeOf(at)
    if (newest !== undefined && leaf < size && earliest > newest + tolerance) throw new Doubt('time', { index: leaf })
    for (const { index, time } of bounds) if (index < leaf) before = Math.max(before, time)
    if (latest < before - tolerance) throw new Doubt('backdated', { index: leaf })
    before = Math.max(before, earliest)
  }
}
