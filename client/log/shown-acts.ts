// The acts that a page shows, told or to be told later, against what a scan of the log found.
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { equal } from '@citycop/protocol/contract/bytes.ts'
import { commitment, sealedEntry, tag } from '@citycop/protocol/log/entry.ts'
import type { DeferredAct, Erased, Mailbox, MailboxAct } from '../reports/read-mailbox.ts'
import { Doubt } from './doubt.ts'
import type { Hit } from './find-acts.ts'
import type { NoticeKeys } from './notice.ts'

export type Shown = {
  readonly acts: readonly MailboxAct[]
  readonly deferred: readonly DeferredAct[]
  /** The number of the first. */
  readonly first: number
}
export const shownOn = (page: Mailbox | Erased): Shown =>
  'erased' in page
    ? { acts: [page.erased.act], deferred: [], first: page.erased.earlierActs }
    : { acts: page.acts, deferred: page.deferred, first: 0 }

/** The number of the act that a page does not show yet. */
export function nextOn(page: Mailbox | Erased): number {
  const { acts, deferred, first } = shownOn(page)
  return first + acts.length + deferred.length
}

/** Told or not, each has its place: in the order of their numbers. */
export function placesOn(keys: NoticeKeys, page: Mailbox | Erased): Placed[] {
  const { acts, deferred } = shownOn(page)
  const told = acts.map((act) => ({ n: act.n, leaf: act.leaf, entry: entryOf(keys, act) }))
  const waiting = deferred.map(({ n, leaf, entry }) => ({ n, leaf, entry: fromBase64(entry) }))
  return [...told, ...waiting].sort((one, other) => one.n - other.n)
}

export const entryOf = ({ tagKey }: NoticeKeys, { n, action, opening, payload }: MailboxAct): Uint8Array =>
  sealedEntry(tag(tagKey, n), commitment(fromBase64(opening), action, fromBase64(payload)))

/** Where a page says an act stands, and what stands there. */
export type Placed = { readonly n: number; readonly leaf: number; readonly entry: Uint8Array }
type Looked = { readonly from: number; readonly size: number }

/** What stands in the log must be what was shown, in order, there and nowhere else; `first` is the first act's number. @throws Doubt */
export function compareActs(
  acts: readonly Placed[],
  first: number,
  hits: readonly Hit[],
  { from, size }: Looked,
): void {
  let before = from - 1
  for (const [i, { n, leaf, entry }] of acts.entries()) {
    if (n !== first + i) throw new Doubt('withheld', { index: leaf })
    const [one, second] = hits.filter((hit) => hit.n === n)
    if (second) throw new Doubt('twice', { index: second.index })
    if (leaf <= before) throw new Doubt('moved', { index: leaf })
    before = leaf
    if (leaf >= size && one) throw new Doubt('moved', { index: one.index })
    if (leaf >= size) continue
    if (one?.index !== leaf || !equal(one.entry, entry)) throw new Doubt('moved', { index: one?.index ?? leaf })
  }
  const unshown = hits.find((hit) => hit.n >= first + acts.length)
  if (unshown) throw new Doubt('withheld', { index: unshown.index })
}
