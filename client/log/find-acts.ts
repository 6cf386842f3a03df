// Which entries of the log are this report's: only whoever holds its tagKey can tell.
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { equal } from '@citycop/protocol/contract/bytes.ts'
import { commitment, sealedEntry, tag } from '@citycop/protocol/log/entry.ts'
import type { MailboxAct } from '../reports/read-mailbox.ts'
import { Doubt } from './doubt.ts'
import type { NoticeKeys } from './notice.ts'

/** How far beyond the acts shown one looks (J16). */
const ahead = 64
const head = 8
const tagSize = 24
const sealedSize = 64

export type Hit = { readonly n: number; readonly index: number; readonly entry: Uint8Array }
export type Finder = { readonly hits: readonly Hit[]; look(index: number, entry: Uint8Array): void }

export function findActs({ tagKey }: NoticeKeys, shown: number): Finder {
  const wanted = new Map<number, { n: number; tag: Uint8Array }[]>()
  for (let n = 0; n <= shown + ahead; n++) {
    const one = tag(tagKey, n)
    const start = startOf(one, 0)
    wanted.set(start, [...(wanted.get(start) ?? []), { n, tag: one }])
  }
  const hits: Hit[] = []
  return {
    hits,
    look(index, entry) {
      if (entry.length !== sealedSize) return
      for (const one of wanted.get(startOf(entry, head)) ?? [])
        if (equal(one.tag, entry.subarray(head, head + tagSize))) hits.push({ n: one.n, index, entry: entry.slice() })
    },
  }
}

/** Four bytes as a number: ten thousand strangers are passed over without a comparison. */
const startOf = (some: Uint8Array, at: number): number =>
  (((some[at] as number) * 256 + (some[at + 1] as number)) * 256 + (some[at + 2] as number)) * 256 +
  (some[at + 3] as number)

export const entryOf = ({ tagKey }: NoticeKeys, n: number, { action, opening, payload }: MailboxAct): Uint8Array =>
  sealedEntry(tag(tagKey, n), commitment(fromBase64(opening), action, fromBase64(payload)))

/** The acts a page shows; the first of them is the report's act of that number. */
export type Shown = { readonly first: number; readonly acts: readonly MailboxAct[] }
type Looked = { readonly from: number; readonly size: number }

/** What stands in the log must be what was shown, there and nowhere else. @throws Doubt */
export function compareActs(
  keys: NoticeKeys,
  { first, acts }: Shown,
  hits: readonly Hit[],
  { from, size }: Looked,
): void {
  for (const [i, act] of acts.entries()) {
    const n = first + i
    const [one, second] = hits.filter((hit) => hit.n === n)
    if (second) throw new Doubt('twice', { index: second.index })
    const before = i > 0 ? (acts[i - 1] as MailboxAct).leaf : from - 1
    if (act.leaf <= before) throw new Doubt('moved', { index: act.leaf })
    if (act.leaf >= size && one) throw new Doubt('moved', { index: one.index })
    if (act.leaf >= size) continue
    if (one?.index !== act.leaf || !equal(one.entry, entryOf(keys, n, act)))
      throw new Doubt('moved', { index: one?.index ?? act.leaf })
  }
  const unshown = hits.find((hit) => hit.n >= first + acts.length)
  if (unshown) throw new Doubt('withheld', { index: unshown.index })
}
