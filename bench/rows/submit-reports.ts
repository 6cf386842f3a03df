// Sealed reports of 2 kB, each another one, over 64 connections; in turn with the floors, so that all have the same weather.
import { closedLoop, figures, type Measured } from '../load/closed-loop.ts'
import type { Connection } from '../load/connection.ts'
import { atLeast, atMost, type Row } from './row.ts'
import { connections, type Stage, sendReport } from './stage.ts'

const atOnce = 64
const rounds = 3
/** More than this per second are not sealed beforehand: a faster server ends its rounds early. */
const mostPerSecond = 1500
const warmUpSeconds = 1

export const requestsFor = (seconds: number): number => Math.ceil((seconds + warmUpSeconds) * mostPerSecond)

export async function submitReports(stage: Stage): Promise<Row> {
  const { seconds } = stage.options
  const { body, content } = stage.requests.example
  await submit(stage, warmUpSeconds)
  const [ours, echoed, inserted]: [Measured[], Measured[], Measured[]] = [[], [], []]
  for (let round = 1; round <= rounds; round++) {
    stage.say(`reports, round ${round} of ${rounds}`)
    echoed.push(await stage.echo.measure(body, atOnce, seconds / rounds))
    inserted.push(await stage.bare.insert(content, atOnce, seconds / rounds))
    ours.push(await submit(stage, seconds / rounds))
  }
  const [report, echo, insert] = [figures(ours), figures(echoed), figures(inserted)]
  return {
    name: 'reports',
    title: `sealed reports of 2 kB (8 KiB class), ${atOnce} at once`,
    lines: [
      { what: 'this server', figures: report, bytes: body.length },
      { what: 'bare node:http echo', figures: echo, bytes: body.length },
      { what: 'bare SQL insert', figures: insert, bytes: content },
    ],
    aims: [
      atLeast('reports per second', report.perSecond, 1000, '/s'),
      atLeast('of the bare insert', report.perSecond / insert.perSecond, 0.4, ''),
      atMost('errors', report.errors, 0, ''),
    ],
    notes: stage.requests.left() === 0 ? ['every sealed request was used: the rounds ended early'] : [],
  }
}

async function submit(stage: Stage, seconds: number): Promise<Measured> {
  const open = connections(stage, atOnce)
  const measured = await closedLoop(atOnce, seconds, (n) => sendReport(stage, open[n] as Connection))
  for (const one of open) one.close()
  return measured
}
