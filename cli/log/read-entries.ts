// A log's entries in order, from a source that is not believed.
import { equal } from '@citycop/protocol/contract/bytes.ts'
import { parseBundle } from '@citycop/protocol/log/entry-bundle.ts'
import { type PublicKind, publicKinds } from '@citycop/protocol/log/public-content.ts'
import { lintEntry, parsePublicEntry } from '@citycop/protocol/log/public-entry.ts'
import { type TilePath, tilePath } from '@citycop/protocol/log/tile-path.ts'
import { Refused } from '../refusal.ts'

/** @throws Refused when it is no bundle of so many entries */
export function entriesOf(tile: TilePath, bytes: Uint8Array): Uint8Array[] {
  const entries = parseBundle(bytes)
  if (entries?.length !== tile.width)
    throw new Refused('bundle', `${tilePath(tile)} does not hold the ${tile.width} entries it should hold`)
  return entries
}

/** How many of each kind. Of the sealed ones nobody outside can tell more. */
export type Counts = Record<'sealed' | PublicKind, number>
export const noCounts = (): Counts => ({
  sealed: 0,
  ...(Object.fromEntries(Object.keys(publicKinds).map((kind) => [kind, 0])) as Record<PublicKind, number>),
})

/** What stands in the entry; `wrong` says why it may not stand in a log. */
export function readKind(entry: Uint8Array): { kind: keyof Counts } | { wrong: string } {
  const wrong = lintEntry(entry)
  // The linter names the place in the content, and a place can be a word that somebody wrote.
  if (wrong) return { wrong: wrong.endsWith('is not what it may be') ? 'it says what its kind may not say' : wrong }
  return { kind: parsePublicEntry(entry)?.kind ?? 'sealed' }
}

export const startsWith = (whole: readonly Uint8Array[], known: readonly Uint8Array[]): boolean =>
  known.length <= whole.length && known.every((entry, i) => equal(entry, whole[i] as Uint8Array))
