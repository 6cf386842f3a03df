// The live inbox: from an officer's act being sent to the line of it at another desk. What the server waits to gather is in it.
import { takeReport } from '@citycop/client/reports/change-report.ts'
import { watchReports } from '@citycop/client/reports/watch-reports.ts'
import { closedLoop, figures } from '../load/closed-loop.ts'
import { inboxRows } from './inbox-rows.ts'
import { atMost, type Row } from './row.ts'
import { fillTo, type Stage } from './stage.ts'

const mostReports = 1000

export async function liveNews(stage: Stage): Promise<Row> {
  await fillTo(stage, Math.min(stage.options.inbox, mostReports))
  const refs = (await inboxRows(stage)).filter((row) => row.status === 'received').map((row) => row.ref)
  const ear = await listen(stage)
  stage.say('taking reports, and hearing of it')
  const acted: number[] = []
  const heard = await closedLoop(1, stage.options.seconds, async () => {
    const ref = refs.pop()
    if (ref === undefined) return false
    const news = ear.of(ref)
    const began = performance.now()
    await takeReport(stage.desk, ref)
    acted.push(performance.now() - began)
    await news
    return true
  })
  ear.stop()
  const took = figures([heard])
  return {
    name: 'live',
    title: 'from an act to the line of it at another desk, one at a time',
    lines: [
      { what: 'the act alone: signed, decided, logged', figures: figures([{ ...heard, times: acted }]) },
      { what: 'the act, and heard at another desk', figures: took },
    ],
    aims: [atMost('heard p95', took.p95, 1000, 'ms'), atMost('errors', took.errors, 0, '')],
    notes: [],
  }
}

async function listen({ desk }: Stage) {
  const stopping = new AbortController()
  const waiting = new Map<string, () => void>()
  const stream = watchReports(desk, stopping.signal)
  await stream.next()
  const hearing = async () => {
    for await (const news of stream) for (const { ref } of news?.rows ?? []) waiting.get(ref)?.()
  }
  void hearing().catch(() => {}) // it ends when it is stopped
  return {
    of: (ref: string) => new Promise<void>((resolve) => waiting.set(ref, resolve)),
    stop: () => stopping.abort(),
  }
}
