// A page of the list, in an order that stands still: what changes is shown in its place, what is new waits until the officer asks for
// it. Nobody's line moves away under the hand.
import type { InboxRow } from '@citycop/client/reports/list-reports.ts'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import { isOffered } from '../officers/may.ts'
import { arrange, inPage, matches, pagesOf, statusesOf, type Wanted } from '../reports/inbox.ts'
import type { InboxView, Input } from './commands.ts'
import { follow, type Line } from './follow.ts'
import { desk } from './held.ts'
import { type Covered, covers, hear, known, readAll } from './inbox-rows.ts'
import type { Page } from './page.ts'

type Order = { readonly of: string; readonly mine: readonly string[]; readonly others: readonly string[] }
let order: Order = { of: '', mine: [], others: [] }
let line: Line | undefined
let telling: ReturnType<typeof setTimeout> | undefined

const coveredBy = ({ filter }: Wanted): Exclude<Covered, 'nothing'> => {
  const [all, asked] = [statusesOf('open'), statusesOf(filter)]
  return asked?.every((one) => all?.includes(one)) ? 'open' : 'all'
}

export async function inbox(asked: Input<'inbox'>, { changed }: Page): Promise<InboxView> {
  const soon = () => {
    if (telling !== undefined) return
    telling = setTimeout(() => {
      telling = undefined
      changed()
    }, 200)
  }
  line ??= lineWith(soon)
  await line.ready // first the ear, then the eye: what comes in between is heard
  const wanted = coveredBy(asked.wanted)
  if (asked.read) await readAll(wanted, soon)
  else if (!covers(known.covered, wanted) && !known.reading && !known.failure) void readAll(wanted, soon)
  const { failure } = known
  if (failure?.kind === 'refused' && failure.code === 'not-signed-in') throw new Problem(failure.code) // the desk locks
  return viewOf(asked)
}

const lineWith = (soon: () => void): Line =>
  follow({
    hear: (news) => {
      hear(news)
      soon()
    },
    again: () => void readAll(known.covered === 'all' ? 'all' : 'open', soon),
  })

function viewOf({ wanted, today, page, fresh }: Input<'inbox'>): InboxView {
  const rows = [...known.byRef.values()]
  const { officer } = desk()
  const me = {
    mayAgree: isOffered(officer, 'report:agree-export'),
    mayTransfer: isOffered(officer, 'report:transfer'),
  }
  const of = JSON.stringify([wanted, today])
  if (fresh || order.of !== of) order = { of, ...refsOf(arrange(rows, wanted, today, me)) }
  const there = (refs: readonly string[]) => refs.flatMap((ref) => known.byRef.get(ref) ?? [])
  const [mine, others] = [there(order.mine), there(order.others)]
  const all = [...mine, ...others]
  const ordered = new Set([...order.mine, ...order.others])
  const shown = Math.min(page, pagesOf(all.length) - 1)
  return {
    rows: all.slice(shown * inPage, (shown + 1) * inPage),
    page: shown,
    needsMe: mine.length,
    total: all.length,
    waiting: rows.filter((row) => !ordered.has(row.ref) && matches(row, wanted, today, me)).length,
    known: rows.length,
    reading: known.reading !== undefined,
    live: line !== undefined && !line.isSilent(),
    ...(known.failure && { failure: known.failure }),
  }
}

const refs = (rows: readonly InboxRow[]) => rows.map((row) => row.ref)
const refsOf = ({ mine, others }: ReturnType<typeof arrange>) => ({ mine: refs(mine), others: refs(others) })

/** Of everything that is shown now on any page. */
export const matching = (): string[] => [...order.mine, ...order.others].filter((ref) => known.byRef.has(ref))
