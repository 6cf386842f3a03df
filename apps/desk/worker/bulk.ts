// Many reports, one act each: every one is signed by this officer, decided by the policy and logged like any other. A few at a time, so
// that colleagues' desks do not wait behind a surge.
import { assignReport, pauseClock, takeReport, triageReport } from '@citycop/client/reports/change-report.ts'
import { type BulkAct, isAble } from '../reports/bulk-act.ts'
import type { BulkDone, Failure, Input } from './commands.ts'
import { failureOf } from './failures.ts'
import { desk } from './held.ts'
import { known } from './inbox-rows.ts'
import type { Page } from './page.ts'

const atOnce = 4
let stopped = false

export const stopBulk = (): undefined => {
  stopped = true
}

export const ableOf = ({ refs, kind, today }: Input<'able'>): string[] =>
  refs.filter((ref) => {
    const row = known.byRef.get(ref)
    return row !== undefined && isAble(row, kind, today)
  })

export async function bulk({ refs, act }: Input<'bulk'>, { tell }: Page): Promise<BulkDone> {
  stopped = false
  const left = [...refs]
  const failed: BulkDone['failed'] = []
  let done = 0
  const work = async () => {
    for (let ref = next(left); ref !== undefined; ref = next(left)) {
      const failure = await tryOne(ref, act)
      if (failure) failed.push({ ref, reference: known.byRef.get(ref)?.reference ?? ref, failure })
      else done++
      if (failure && isHopeless(failure)) stopped = true
      tell({ part: done + failed.length, of: refs.length })
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return { done, failed, left }
}

const next = (left: string[]): string | undefined => (stopped ? undefined : left.shift())

/** What would refuse the next one too. */
const isHopeless = (failure: Failure): boolean =>
  failure.kind === 'unreachable' ||
  failure.kind === 'broken' ||
  (failure.kind === 'refused' &&
    ['not-signed-in', 'policy-changed', 'not-logged', 'unavailable'].includes(failure.code))

async function tryOne(ref: string, act: BulkAct): Promise<Failure | undefined> {
  try {
    await doOne(ref, act)
    return undefined
  } catch (thrown) {
    return failureOf(thrown)
  }
}

function doOne(ref: string, act: BulkAct): Promise<unknown> {
  if (act.kind === 'take') return takeReport(desk(), ref, act.reason)
  if (act.kind === 'assign') return assignReport(desk(), ref, act.to, act.reason)
  if (act.kind === 'file') return triageReport(desk(), ref, act.triage, act.reason)
  return pauseClock(desk(), ref, act.until, act.reason)
}
