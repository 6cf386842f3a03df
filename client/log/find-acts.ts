// Which entries of the log are this report's: only whoever holds its tagKey can tell.
import { equal } from '@citycop/protocol/contract/bytes.ts'
import { tag } from '@citycop/protocol/log/entry.ts'
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
