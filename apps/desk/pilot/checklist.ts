// What the city has and what it lacks, as one list: each condition of the gate with all that it is about.
import { type GateItem, gateItems } from '@citycop/protocol/pilots/gate.ts'
import type { PublicPilot } from '@citycop/protocol/pilots/public-pilot.ts'
import { endingSoon, type There } from '@citycop/protocol/pilots/there.ts'

export type Mark = 'missing' | 'soon' | 'done'
/** `there`: what there is of it; absent when it is missing. */
export type Entry = { readonly of: string | undefined; readonly mark: Mark; readonly there?: There }
export type Condition = { readonly what: GateItem; readonly mark: Mark; readonly entries: readonly Entry[] }

const worst: readonly Mark[] = ['missing', 'soon', 'done']
const rank = ({ mark }: { readonly mark: Mark }): number => worst.indexOf(mark)

/** What is missing first, then what ends soon; else in the order in which the gate asks. */
export function checklistOf({ missing, there }: Pick<PublicPilot, 'missing' | 'there'>, today: string): Condition[] {
  const soon = new Set(endingSoon(there, today))
  const lacking = missing.map(({ what, of }) => ({ what, entry: { of, mark: 'missing' } satisfies Entry }))
  const had = there.map((one) => ({
    what: one.what,
    entry: { of: one.of, mark: soon.has(one) ? 'soon' : 'done', there: one } satisfies Entry,
  }))
  const all = [...lacking, ...had]
  return gateItems
    .map((what) => all.filter((one) => one.what === what).map(({ entry }) => entry))
    .map((entries, i) => ({ what: gateItems[i] as GateItem, mark: worst[Math.min(...entries.map(rank))], entries }))
    .flatMap(({ mark, ...one }) => (mark === undefined ? [] : [{ ...one, mark }])) // the gate asks for no such thing here
    .map((one) => ({ ...one, entries: [...one.entries].sort((a, b) => rank(a) - rank(b)) }))
    .sort((a, b) => rank(a) - rank(b))
}
