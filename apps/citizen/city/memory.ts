// What this device remembers of the city, so that an older directory or another root is refused next time. It is written
// once for each opening of the app, before anything is asked: so it is the same for a visitor who reads and for one who
// reports, and the time of a report cannot be told from it.
import type { KeptCity, Seen } from '@citycop/client/keys/connect.ts'

/** `city`: its public directory, so that a report can be sealed without a network. */
export type Stored = { demo: boolean; seen: Seen; city?: KeptCity }
const place = 'citycop.city'

/**
 * What of it counts for the city these pins name. A demonstration is made anew every other day, with another root, and says
 * so on every screen; a real city's root is never forgotten, not even for pins that call themselves a demonstration.
 */
export function believed(stored: Stored | undefined, pins: unknown): Seen | undefined {
  if (stored === undefined) return undefined
  const otherRoot = rootOf(pins) !== stored.seen.rootPk
  return stored.demo && isDemo(pins) && otherRoot ? undefined : stored.seen
}

/** Without an answer, the pins of before; they count only together with the root that was seen. @throws when there are none */
export function keptPins(stored: Stored | undefined, thrown: unknown): unknown {
  if (!stored?.city || stored.city.pins.rootPk !== stored.seen.rootPk) throw thrown
  return stored.city.pins
}

export const isDemo = (pins: unknown): boolean =>
  typeof pins === 'object' && pins !== null && 'demo' in pins && pins.demo === true

const rootOf = (pins: unknown): unknown =>
  typeof pins === 'object' && pins !== null && 'rootPk' in pins ? pins.rootPk : undefined

export function remembered(): Stored | undefined {
  try {
    const stored = localStorage.getItem(place)
    return stored === null ? undefined : JSON.parse(stored)
  } catch {
    return undefined // storage is switched off, or holds what we did not write
  }
}

/** What was seen of the public log, which is the same for everybody; nothing else moves on after the first connection. */
export function rememberLog({ published, contradiction }: Pick<Seen, 'published' | 'contradiction'>): void {
  const stored = remembered()
  if (stored === undefined) return
  const log = { ...(published ? { published } : {}), ...(contradiction ? { contradiction } : {}) }
  remember({ ...stored, seen: { ...stored.seen, ...log } })
}

export function remember(stored: Stored): void {
  try {
    localStorage.setItem(place, JSON.stringify(stored))
  } catch {
    // Storage is full or switched off: then this device remembers nothing and trusts its pins alone.
  }
}
